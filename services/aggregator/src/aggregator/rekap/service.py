"""Complete the rekap of a triwulan, and replace it when newer figures come in (SOP steps 2, 3)."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from aggregator.organisasi.repository import instansi, nama_of
from aggregator.pengumpulan import repository as pengumpulan_repository
from aggregator.pengumpulan import service as pengumpulan
from aggregator.pengumpulan.repository import Standing
from aggregator.perencanaan import service as perencanaan
from aggregator.rekap import bahan, domain, repository
from aggregator.rekap.domain import BahanTriwulan, Pokok
from aggregator.rekap.errors import NotTriwulan, PeriodNotOpened, RekapNotCompleted
from aggregator.rekap.models import Rekap
from aggregator.rekap.rtl import rtl
from aggregator.rekap.sambungan import sambungan
from aggregator.rekap.schemas import (
    InstansiOut,
    LinesOut,
    ProgressOut,
    RekapListOut,
    RekapOut,
    Status,
    UnitOut,
)
from lapkin_chassis.outbox import emit
from lapkin_chassis.store import lock
from lapkin_contracts.envelope import Envelope, Event
from lapkin_contracts.laporan import LaporanIssued
from lapkin_contracts.pengumpulan import DataReturned, DataSubmitted, PeriodeClosed
from lapkin_contracts.perencanaan import PerjanjianKinerjaPublished, RencanaAksiPublished
from lapkin_contracts.rekap import RekapCompleted, RekapSuperseded
from lapkin_contracts.rules.periods import Jenis, Periode


def receive_data(session: Session, fact: Envelope[DataSubmitted]) -> None:
    take_turn(session)
    standing = pengumpulan.receive(session, fact)
    if standing is not None:
        _settle_with_later(session, fact.data.period, standing, fact)


def take_back_data(session: Session, fact: Envelope[DataReturned]) -> None:
    """The unit owes again; a rekap that stands no longer counts it."""
    take_turn(session)
    standing = pengumpulan.take_back(session, fact)
    if standing is not None:
        _settle_with_later(session, fact.data.period, standing, fact)


def close_period(session: Session, fact: Envelope[PeriodeClosed]) -> None:
    """What is there is recapped; who is missing is named."""
    take_turn(session)
    standing = pengumpulan.close(session, fact)
    _settle(session, fact.data.period, standing, fact)


def publish_perjanjian_kinerja(
    session: Session, fact: Envelope[PerjanjianKinerjaPublished]
) -> None:
    take_turn(session)
    perencanaan.record_perjanjian_kinerja(session, fact)
    _settle_open(session, fact.data, fact)


def publish_rencana_aksi(session: Session, fact: Envelope[RencanaAksiPublished]) -> None:
    take_turn(session)
    perencanaan.record_rencana_aksi(session, fact)
    _settle_open(session, fact.data, fact)


def take_turn(session: Session) -> None:
    """Two replicas that each take in one of the last two submissions must see each other's."""
    lock(session, "rekap")


def announce(session: Session, rekap: RekapCompleted, fact: Envelope[Any]) -> None:
    """Store and announce a rekap as the next revision, unless it says what the last one said."""
    standing = repository.find(session, rekap.period)
    revision = 1
    if standing is not None:
        if domain.has_same_figures(repository.content(standing), rekap):
            return
        revision = standing.revision + 1
        superseded = RekapSuperseded(
            unit=rekap.unit,
            period=rekap.period,
            revision=standing.revision,
            sebab=_sebab(session, fact.data),
        )
        emit(session, superseded, at=fact.time, cause=fact)
    rekap = rekap.model_copy(update={"revision": revision})
    event_id = emit(session, rekap, at=fact.time, cause=fact)
    session.add(
        Rekap(
            period=rekap.period,
            revision=revision,
            completed_at=fact.time,
            body=rekap.model_dump_json(),
            event_id=event_id,
        )
    )


def _settle_open(
    session: Session,
    plan: PerjanjianKinerjaPublished | RencanaAksiPublished,
    fact: Envelope[Any],
) -> None:
    for period in pengumpulan.replan(session, plan.unit, plan.period.tahun):
        _settle(session, period, pengumpulan.standing_of(session, period), fact)


def _settle(session: Session, period: Periode, standing: Standing, fact: Envelope[Any]) -> None:
    """Announce the rekap if nothing more is to be waited for, or if one was announced before."""
    if not standing.is_due:
        return
    announce(session, composed(session, period, standing, fact.time), fact)
    if not standing.is_recapped:
        pengumpulan_repository.mark_recapped(session, period)


def composed(
    session: Session, period: Periode, standing: Standing, at: datetime
) -> RekapCompleted:
    """The rekap of a triwulan as its figures stand."""
    units = bahan.units(session, period)
    inputs = [unit.submitted_at for unit in units if unit.submitted_at is not None]
    kebijakan = standing.kebijakan
    pokok = Pokok(period, standing.instansi, kebijakan, collected_at=max([at, *inputs]))
    material = BahanTriwulan(
        units,
        bahan.year_so_far(session, period),
        bahan.pagu(session, period),
        rtl(session, period),
        sambungan(session, period.tahun),
    )
    return domain.compose(pokok, material)


def _settle_with_later(
    session: Session, period: Periode, standing: Standing, fact: Envelope[Any]
) -> None:
    """Later triwulan tell of the year so far and of what was promised, so they may change too."""
    _settle(session, period, standing, fact)
    if not standing.is_due:
        return
    for later in Periode(str(period.tahun)).triwulan:
        following = pengumpulan_repository.standing(session, later) if later > period else None
        if following is not None and following.is_recapped:
            _settle(session, later, following, fact)


def _sebab(session: Session, data: Event) -> str:
    nama = nama_of(session, data.scope()[0])
    match data:
        case DataSubmitted(revision=revision):
            return f"{nama}, revisi {revision}"
        case DataReturned(revision=revision):
            return f"{nama}, revisi {revision} dikembalikan"
        case PerjanjianKinerjaPublished(versi=versi):
            return f"Perjanjian Kinerja {nama}, versi {versi}"
        case RencanaAksiPublished(versi=versi):
            return f"Rencana Aksi {nama}, versi {versi}"
        case LaporanIssued(judul=judul, edisi=edisi):
            return f"{judul}, edisi {edisi}"
        case _:
            return "Pengumpulan ditutup"


def list_rekap(session: Session) -> RekapListOut:
    office = instansi(session)
    return RekapListOut(
        instansi=None if office is None else InstansiOut.model_validate(office),
        rekap=[
            RekapOut(
                period=Periode(one.period),
                revision=one.revision,
                status=Status.BERLAKU if one.revision == one.newest else Status.DIGANTIKAN,
                completed_at=one.completed_at,
            )
            for one in repository.all_revisions(session)
        ],
    )


def get_rekap(session: Session, period: Periode, revision: int | None) -> Rekap:
    """Raises RekapNotCompleted if there is no such revision."""
    rekap = repository.find(session, period, revision)
    if rekap is None:
        raise RekapNotCompleted(period=period)
    return rekap


def progress_of(session: Session, period: Periode) -> ProgressOut:
    standing = opened(session, period)
    units = [UnitOut.model_validate(unit) for unit in bahan.units(session, period)]
    return ProgressOut(
        period=period,
        ditutup=standing.is_closed,
        wajib=len(units),
        masuk=sum(unit.masuk for unit in units),
        units=units,
    )


def lines_of(
    session: Session, period: Periode, *, unit: str | None = None, indikator: str | None = None
) -> LinesOut:
    """All lines of a triwulan, or those of a unit or an indikator."""
    standing = opened(session, period)
    joined = sambungan(session, period.tahun)
    units = None if unit is None else {unit, *(one.pendahulu[0] for one in joined.values())}
    lines = domain.lines_with_year(
        period, bahan.year_so_far(session, period, units), standing.kebijakan, joined
    )
    baris = [
        line for line in lines if unit in (None, line.unit) and indikator in (None, line.indikator)
    ]
    return LinesOut(period=period, baris=baris)


def opened(session: Session, period: Periode) -> Standing:
    """How the collection of a triwulan stands.

    Raises:
        NotTriwulan: a semester or year has no collection of its own.
        PeriodNotOpened: it has not begun.
    """
    if period.jenis is not Jenis.TRIWULAN:
        raise NotTriwulan(period=period)
    standing = pengumpulan_repository.standing(session, period)
    if standing is None:
        raise PeriodNotOpened(period=period)
    return standing
