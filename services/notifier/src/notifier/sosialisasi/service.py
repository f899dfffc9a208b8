"""Use cases of the sosialisasi: tell the officials, and hear that it arrived."""

from datetime import datetime
from typing import Any, TypeVar

from sqlmodel import Session

from lapkin_chassis.inbox import NotYet
from lapkin_chassis.outbox import emit
from lapkin_chassis.store import lock
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.laporan import LaporanIssued
from lapkin_contracts.organisasi import PejabatAssigned
from lapkin_contracts.rules.periods import ZONE, Periode
from lapkin_contracts.sosialisasi import Pengiriman, SosialisasiAcknowledged, SosialisasiSent
from notifier.event_log.repository import envelope_of
from notifier.mail import BAD_ADDRESS, BURST, LEASE, Attempt, Status, is_address, verdict
from notifier.sosialisasi import repository
from notifier.sosialisasi.domain import Edition, Key, Official, recipients
from notifier.sosialisasi.models import Pejabat, Penerima, Sosialisasi
from notifier.sosialisasi.repository import Addressee

R = TypeVar("R")


def keep_pejabat(session: Session, fact: Envelope[PejabatAssigned]) -> None:
    """The fact carries the unit's whole list."""
    unit = fact.data.unit
    repository.forget_pejabat(session, unit)
    session.add_all(
        Pejabat(
            unit=unit,
            nomor=nomor,
            nama=one.nama,
            jabatan=one.sebutan_lengkap if one.sebutan else one.jabatan,
            surel=one.surel.strip(),
            peran=one.jabatan,
            berlaku_sejak=one.berlaku_sejak,
            berlaku_sampai=one.berlaku_sampai,
        )
        for nomor, one in enumerate(fact.data.pejabat, 1)
    )


def begin(session: Session, fact: Envelope[LaporanIssued]) -> None:
    """List who is to be told of an issued edition: all who were told of the one before, too."""
    issued = fact.data
    pdf = next((one.sha256 for one in issued.berkas if one.format == "pdf"), None)
    sosialisasi = Sosialisasi(
        period=issued.period,
        edisi=issued.edisi,
        unit=issued.unit,
        judul=issued.judul,
        nomor=issued.nomor,
        pdf_sha256=pdf,
        event_id=fact.id,
        menggantikan=issued.menggantikan,
        sebab=issued.sebab,
    )
    session.add(sosialisasi)
    day = fact.time.astimezone(ZONE).date()
    before = repository.told_of(session, issued.period, issued.menggantikan or 0)
    told = recipients(repository.officials(session, day), before)
    session.add_all(
        _penerima(Key(issued.period, issued.edisi, nomor), one, fact.time)
        for nomor, one in enumerate(told, 1)
    )
    session.flush()
    _announce_when_done(session, sosialisasi, fact, fact.time)


def claim(session: Session, now: datetime, announced: frozenset[Edition]) -> list[Addressee]:
    """Take messages that are due, so that no other replica takes them too.

    `announced` editions are left alone: the stream holds how they ended.
    """
    lock(session, "mail")
    taken = [
        one
        for one in repository.due(session, now, BURST)
        if edition_of(one.sosialisasi) not in announced
    ]
    for one in taken:
        one.penerima.attempts += 1
        one.penerima.next_attempt_at = now + LEASE
        session.add(one.penerima)
    return taken


def record(session: Session, key: Key, attempt: Attempt, now: datetime) -> None:
    """Write down what came of an attempt; the last one of an edition announces its end."""
    lock(session, f"sosialisasi/{key.period}")
    found = repository.addressee(session, key)
    assert found is not None  # recipients are never deleted
    penerima = found.penerima
    if penerima.status != Status.MENUNGGU:
        return
    decided = verdict(attempt, penerima.attempts, now)
    penerima.status, penerima.reason = decided.status, decided.reason[:500]
    penerima.next_attempt_at = decided.next_attempt_at
    penerima.decided_at = None if decided.next_attempt_at else now
    session.add(penerima)
    session.flush()
    _announce_when_done(session, found.sosialisasi, _cause(session, found.sosialisasi), now)


def settle(session: Session, fact: Envelope[SosialisasiSent]) -> None:
    """Take over how each message ended: news only to a store that is being rebuilt."""
    sent = fact.data
    sosialisasi = _known(repository.sosialisasi_of(session, sent.period, sent.edisi), fact)
    if sent.putaran < sosialisasi.putaran:
        return
    by_nomor = {one.penerima: one for one in sent.pengiriman}
    listed = repository.penerima_of(session, sent.period, sent.edisi)
    if len(listed) < len(by_nomor):
        msg = f"{fact.type} of {fact.subject} came before all of its recipients"
        raise NotYet(msg)
    sosialisasi.sent_at, sosialisasi.putaran = sent.sent_at, sent.putaran
    session.add(sosialisasi)
    for penerima in listed:
        ended = by_nomor[penerima.nomor]
        penerima.status = Status.TERKIRIM if ended.terkirim else Status.GAGAL
        penerima.attempts, penerima.reason = ended.attempts, ended.reason
        penerima.next_attempt_at, penerima.decided_at = None, ended.at
        session.add(penerima)


def note_opening(session: Session, key: Key, now: datetime) -> None:
    """Somebody, or a mail scanner, followed the personal link; the first time counts."""
    lock(session, f"sosialisasi/{key.period}")
    if repository.opening(session, key) is None:
        repository.add_opening(session, key, now)


def acknowledge(session: Session, key: Key, now: datetime) -> None:
    """A recipient says the report arrived.

    Saying it again changes nothing; of an edition that was replaced there is nothing to say.
    """
    lock(session, f"sosialisasi/{key.period}")
    found = repository.addressee(session, key)
    assert found is not None  # the link was checked against this row
    sosialisasi, penerima = found
    if penerima.acknowledged_at is not None:
        return
    if repository.newer_than(session, key.period, key.edisi):
        return
    penerima.acknowledged_at = now
    session.add(penerima)
    event = SosialisasiAcknowledged(
        unit=sosialisasi.unit,
        period=Periode(key.period),
        edisi=key.edisi,
        penerima=key.nomor,
        nama=penerima.nama,
        jabatan=penerima.jabatan,
        acknowledged_at=now,
    )
    emit(session, event, at=now)


def keep_acknowledgement(session: Session, fact: Envelope[SosialisasiAcknowledged]) -> None:
    """News only to a store that is being rebuilt."""
    said = fact.data
    key = Key(said.period, said.edisi, said.penerima)
    found = _known(repository.addressee(session, key), fact)
    found.penerima.acknowledged_at = said.acknowledged_at
    session.add(found.penerima)


def edition_of(one: Sosialisasi) -> Edition:
    return Edition(one.period, one.edisi, one.putaran)


def _penerima(key: Key, official: Official, now: datetime) -> Penerima:
    reachable = is_address(official.surel)
    return Penerima(
        **key._asdict(),
        **official._asdict(),
        status=Status.MENUNGGU if reachable else Status.GAGAL,
        next_attempt_at=now if reachable else None,
        reason="" if reachable else BAD_ADDRESS,
        decided_at=None if reachable else now,
    )


def _announce_when_done(
    session: Session, sosialisasi: Sosialisasi, cause: Envelope[Any] | None, now: datetime
) -> None:
    period, edisi = Periode(sosialisasi.period), sosialisasi.edisi
    if repository.is_anyone_waiting(session, period, edisi):
        return
    sosialisasi.sent_at = now
    session.add(sosialisasi)
    penerima = repository.penerima_of(session, period, edisi)
    event = SosialisasiSent(
        unit=sosialisasi.unit,
        period=period,
        edisi=edisi,
        penerima=len(penerima),
        sent_at=now,
        pengiriman=tuple(_ending(one) for one in penerima),
        putaran=sosialisasi.putaran,
    )
    emit(session, event, at=now, cause=cause)


def _cause(session: Session, sosialisasi: Sosialisasi) -> Envelope[LaporanIssued] | None:
    """The first round follows from the report; a later one from what a person asked for."""
    if sosialisasi.putaran > 1:
        return None
    return envelope_of(session, sosialisasi.event_id, LaporanIssued)


def _ending(penerima: Penerima) -> Pengiriman:
    assert penerima.decided_at is not None  # nobody is waiting any more
    return Pengiriman(
        penerima=penerima.nomor,
        terkirim=penerima.status == Status.TERKIRIM,
        at=penerima.decided_at,
        attempts=penerima.attempts,
        reason=penerima.reason,
    )


def _known(row: R | None, fact: Envelope[Any]) -> R:
    """Raises NotYet for a fact about an edition that has not arrived."""
    if row is None:
        msg = f"{fact.type} of {fact.subject} came before its report"
        raise NotYet(msg)
    return row
