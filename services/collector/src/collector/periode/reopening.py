"""Figures after closing: the unit asks, another allows it for a few working days, or declines."""

from datetime import datetime

from sqlmodel import Session

from collector.kalender.repository import waktu_kerja
from collector.periode import domain, repository
from collector.periode.domain import Keadaan
from collector.periode.errors import (
    NoRequest,
    OwnRequest,
    PeriodNotOpen,
    PeriodStillOpen,
    ReopeningPending,
    UnknownObligation,
)
from collector.periode.models import Kewajiban, PermintaanBuka
from collector.periode.schemas import PermintaanOut, ReopenIn
from lapkin_chassis.outbox import emit
from lapkin_chassis.store import lock
from lapkin_contracts.pengumpulan import (
    KewajibanReopened,
    PermintaanBukaDeclined,
    PermintaanBukaSubmitted,
)
from lapkin_contracts.rules.periods import Periode

LOCK = "reopening"
"""Held by whoever asks or decides: a request is decided once."""


def request(
    session: Session, unit: str, triwulan: Periode, alasan: str, *, oleh: str, now: datetime
) -> PermintaanOut:
    """
    Raises:
        UnknownObligation, PeriodNotOpen, PeriodStillOpen, ReopeningPending: there is nothing to
            ask for.
    """
    lock(session, LOCK)
    _locked_obligation(session, unit, triwulan, now)
    last = repository.newest_request(session, unit, triwulan)
    if last is not None and last.is_waiting:
        raise ReopeningPending(unit=unit, title=triwulan.title)
    asked = PermintaanBuka(
        unit=unit,
        period=triwulan,
        nomor=last.nomor + 1 if last else 1,
        alasan=alasan,
        diminta_oleh=oleh,
        diminta_pada=now,
    )
    session.add(asked)
    session.flush()
    emit(
        session,
        PermintaanBukaSubmitted(
            unit=unit, period=triwulan, nomor=asked.nomor, alasan=alasan, oleh=oleh
        ),
        at=now,
    )
    return _out(asked)


def reopen(
    session: Session, unit: str, triwulan: Periode, said: ReopenIn, *, oleh: str, now: datetime
) -> PermintaanOut:
    """Let a unit send figures again; it locks itself when the time is over.

    Raises:
        NoRequest, OwnRequest: somebody else of the unit must have asked.
        ReopeningPast, ReopeningTooLong: not for that time.
    """
    lock(session, LOCK)
    owed = _locked_obligation(session, unit, triwulan, now)
    asked = _waiting_request(session, unit, triwulan, oleh)
    sampai = domain.reopened_until(said.sampai, now, waktu_kerja(session))
    owed.dibuka_sampai = asked.sampai = sampai
    asked.disetujui_oleh, asked.disetujui_pada = oleh, now
    asked.alasan_setuju = said.alasan
    session.flush()
    emit(
        session,
        KewajibanReopened(
            unit=unit,
            period=triwulan,
            sampai=sampai,
            alasan=said.alasan,
            diminta_oleh=asked.diminta_oleh,
            disetujui_oleh=oleh,
        ),
        at=now,
    )
    return _out(asked)


def decline(
    session: Session, unit: str, triwulan: Periode, alasan: str, *, oleh: str, now: datetime
) -> PermintaanOut:
    """Refuse what was asked for; the unit may ask again.

    Raises:
        NoRequest, OwnRequest: somebody else of the unit must have asked.
    """
    lock(session, LOCK)
    asked = _waiting_request(session, unit, triwulan, oleh)
    asked.alasan_tolak, asked.ditolak_oleh, asked.ditolak_pada = alasan, oleh, now
    session.flush()
    emit(
        session,
        PermintaanBukaDeclined(
            unit=unit,
            period=triwulan,
            nomor=asked.nomor,
            alasan=alasan,
            diminta_oleh=asked.diminta_oleh,
            ditolak_oleh=oleh,
        ),
        at=now,
    )
    return _out(asked)


def requests(session: Session) -> list[PermintaanOut]:
    """The newest first."""
    return [_out(one) for one in repository.requests(session)]


def requestable(session: Session, now: datetime) -> list[Kewajiban]:
    """Obligations that a unit may ask to have reopened, the newest triwulan first."""
    waiting = {(one.unit, one.period) for one in repository.requests(session) if one.is_waiting}
    closed = {
        row.period for row in repository.all_periode(session) if row.state == Keadaan.TERTUTUP
    }
    return [
        one
        for one in reversed(repository.kewajiban(session))
        if one.period in closed
        and (one.unit, one.period) not in waiting
        and (one.dibuka_sampai is None or domain.is_past(one.dibuka_sampai, now))
    ]


def _locked_obligation(session: Session, unit: str, triwulan: Periode, now: datetime) -> Kewajiban:
    """An obligation that takes no more figures."""
    domain.check_triwulan(triwulan)
    row, owed = (
        repository.periode(session, triwulan),
        repository.obligation(session, unit, triwulan),
    )
    if row is None or row.state == Keadaan.TERJADWAL:
        raise PeriodNotOpen(title=triwulan.title, opens=domain.tanggal(domain.opens_at(triwulan)))
    if owed is None:
        raise UnknownObligation(unit=unit, title=triwulan.title)
    sampai = owed.dibuka_sampai if row.state == Keadaan.TERTUTUP else row.ditutup_pada
    if sampai is not None and not domain.is_past(sampai, now):
        raise PeriodStillOpen(unit=unit, title=triwulan.title, sampai=domain.tanggal(sampai))
    return owed


def _waiting_request(session: Session, unit: str, triwulan: Periode, oleh: str) -> PermintaanBuka:
    """The one that `oleh` may decide."""
    asked = repository.newest_request(session, unit, triwulan)
    if asked is None or not asked.is_waiting:
        raise NoRequest(unit=unit, title=triwulan.title)
    if asked.diminta_oleh == oleh:
        raise OwnRequest
    return asked


def _out(asked: PermintaanBuka) -> PermintaanOut:
    return PermintaanOut.model_validate(asked.model_dump())
