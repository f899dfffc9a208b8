"""Everything that is decided about a delivery before anything is stored."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from collector.kalender.repository import waktu_kerja
from collector.organisasi.errors import UnknownUnit
from collector.organisasi.repository import unit_named
from collector.perencanaan.domain import Plan
from collector.perencanaan.repository import plan
from collector.periode.domain import (
    Keadaan,
    StatusKewajiban,
    check_triwulan,
    is_past,
    opens_at,
    tanggal,
)
from collector.periode.errors import NoObligation, PeriodClosed, PeriodNotOpen
from collector.submission import domain, receipt, repository, rtl
from collector.submission.answer import Weighed
from collector.submission.delivery import Delivery
from collector.submission.domain import State
from collector.submission.errors import SubmissionRefused
from collector.submission.faults import faults_in
from collector.submission.kinds import PLAIN_KINDS, filled
from collector.submission.past import past_of
from collector.submission.schemas import Mode
from collector.submission.standing import Standing, standing_of
from collector.submission.unusual import Past, Watch
from lapkin_contracts.rules.periods import Periode


def weigh(session: Session, delivery: Delivery, now: datetime) -> Weighed:
    """
    Raises:
        UnknownUnit, PeriodNotOpen, PeriodClosed, NoObligation: figures are not expected.
        SubmissionRefused: something is wrong with them, or unusual without a reason.
    """
    unit, triwulan = delivery.unit, delivery.period
    standing = open_standing(session, unit, triwulan, now)
    documents = standing.documents(unit, triwulan)
    if standing.revision is None or documents is None:
        raise NoObligation(unit=unit, title=triwulan.title)
    promised = plan(session, documents)
    own = repository.state_in(unit, triwulan.sebelumnya, standing.isi_sebelumnya)
    past = Past(past_of(session, unit, triwulan, promised, own), triwulan.nomor != 1)
    before, watch = repository.state_in(unit, triwulan, standing.isi), Watch(promised, past)
    sound = _sound(delivery, before, watch)
    after = _merged(before, sound, watch)
    return Weighed(
        delivery=sound,
        watch=watch,
        revision=standing.revision,
        before=before,
        after=after,
        belum=domain.belum(after, promised),
        rtl_belum=rtl.unanswered(watch.promised_rtl, after.rtl),
        batas=standing.due,
        terlambat_hari=_days_late(session, standing, before, watch, now),
        is_returned=standing.kewajiban == StatusKewajiban.DIKEMBALIKAN,
        last_seq=standing.last_seq or 0,
        last_sha256=standing.last_sha256 or receipt.FIRST,
    )


def open_standing(session: Session, unit: str, triwulan: Periode, now: datetime) -> Standing:
    """Where a unit stands in a triwulan that takes its figures: open, or reopened for it.

    Raises:
        UnknownUnit, PeriodNotOpen, PeriodClosed: it does not.
    """
    check_triwulan(triwulan)
    standing = standing_of(session, unit, triwulan)
    if (standing is None or standing.revision is None) and unit_named(session, unit) is None:
        raise UnknownUnit(unit=unit)
    if standing is None or standing.state == Keadaan.TERJADWAL:
        raise PeriodNotOpen(title=triwulan.title, opens=tanggal(opens_at(triwulan)))
    closed_at = standing.closed_at
    if closed_at is None and is_past(standing.ditutup_pada, now):
        closed_at = standing.ditutup_pada  # the clock has not come round yet
    if closed_at is not None and not _is_reopened(standing, now):
        raise PeriodClosed(title=triwulan.title, closed=tanggal(closed_at))
    return standing


def _is_reopened(standing: Standing, now: datetime) -> bool:
    return standing.dibuka_sampai is not None and not is_past(standing.dibuka_sampai, now)


def _sound(delivery: Delivery, before: State, watch: Watch) -> Delivery:
    """The delivery with every realisasi filled in, without its bad items."""
    given = _filled(delivery, watch.plan)
    sound = given.without(faults_in(given, watch.plan, watch.promised_rtl))
    sound = sound.without(watch.unexplained(sound.nilai, sound.anggaran, before))
    if sound.faults and (delivery.mode is Mode.ATOMIC or sound.is_empty):
        raise SubmissionRefused(errors=sound.faults, count=len(sound.faults))
    return sound


def _filled(delivery: Delivery, plan: Plan) -> Delivery:
    special = {
        kode: janji for kode, janji in plan.indikator.items() if janji.jenis not in PLAIN_KINDS
    }
    if not special:
        return delivery
    nilai = (
        (index, filled(one, special[one.indikator]) if one.indikator in special else one)
        for index, one in delivery.nilai
    )
    return replace(delivery, nilai=tuple(nilai))


def _merged(before: State, given: Delivery, watch: Watch) -> State:
    after = domain.merge(before, given.nilai, given.anggaran, watch.plan)
    if not watch.promised_rtl:
        return after
    return replace(after, rtl=rtl.merged(before.rtl, given.rtl, watch.promised_rtl))


def _days_late(
    session: Session, standing: Standing, before: State, watch: Watch, now: datetime
) -> int:
    """Working days after the due date; a correction of what was met does not make it late."""
    if not is_past(standing.due, now):
        return 0
    owed = domain.belum(before, watch.plan) or rtl.unanswered(watch.promised_rtl, before.rtl)
    if standing.revision and not owed:
        return standing.terlambat_hari or 0
    return waktu_kerja(session).days_late(standing.due, now)
