"""Doing what the clock owes: each run once, however many schedulers there are or how late."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final

from sqlmodel import Session

from collector.jadwal import plan, repository
from collector.jadwal.domain import Kind, judul
from collector.jadwal.errors import NotDueYet, PausePast, PauseTooLong, UnknownRun
from collector.jadwal.schemas import (
    ComingOut,
    GagalOut,
    JadwalOut,
    PauseIn,
    PauseOut,
    RunOut,
    ScheduleOut,
    Window,
)
from collector.kalender import service as kalender
from collector.organisasi.repository import instansi
from collector.perencanaan.repository import units_with_plan
from collector.periode import disposisi, opening, overdue
from collector.periode.domain import CLOCK, LOCK, Jendela, Turn, tanggal
from collector.periode.repository import periode
from lapkin_chassis import triggers
from lapkin_chassis.store import lock
from lapkin_chassis.triggers import Failure, Pause, Planned, Run
from lapkin_contracts.rules.periods import ZONE, Periode

Act = Callable[[Session, list[str], Turn], object]
"""What a run does; the rest of its key says for what."""

PAST: Final = timedelta(days=30)
COMING: Final = timedelta(days=100)
"""How far the calendar of runs looks if nobody says: the next quarter is always in it."""


def is_anything_due(session: Session, now: datetime) -> bool:
    """A look that blocks nobody; most have nothing to do."""
    if instansi(session) is None:
        return False
    return bool(
        opening.unscheduled(session) or triggers.due(session, plan.planned(session, now), now)
    )


def run_due(session: Session, jendela: Jendela, *, now: datetime) -> ScheduleOut:
    """Everything the clock owes by `now`, the earliest first; again, or twice at once, adds nothing.

    A triwulan that ended while nothing ran is opened now, with its full window. One run that fails
    leaves the others alone, and is tried again soon.
    """
    if instansi(session) is None:
        return ScheduleOut(opened=[], closed=[], ran=[], failed=[])
    turn, ran, failed = Turn(CLOCK, now, jendela), list[Planned](), list[Planned]()
    _lock_and_schedule(session, jendela)
    while due := triggers.due(session, plan.planned(session, now), now):
        for one in due:
            act = partial(_perform, session, one, turn)
            if not triggers.attempt(session, one, act, at=now):
                failed.append(one)
                continue
            ran.append(one)
            if one.kind == Kind.KALENDER:
                break  # due dates may have moved
    return ScheduleOut(
        opened=_periods(ran, Kind.OPEN_TRIWULAN),
        closed=_periods(ran, Kind.CLOSE_TRIWULAN),
        ran=[one.key for one in ran],
        failed=[one.key for one in failed],
    )


def run_now(session: Session, key: str, turn: Turn) -> RunOut:
    """Do one run that is due, paused or not; the second time says what the first did.

    Raises:
        UnknownRun, NotDueYet: nothing is owed under this name, or not yet.
    """
    _lock_and_schedule(session, turn.jendela)
    done = repository.run(session, key)
    if done is None:
        one = next((one for one in plan.planned(session, turn.at) if one.key == key), None)
        if one is None:
            raise UnknownRun(key=key)
        if one.due_at > turn.at:
            raise NotDueYet(judul=judul(one), due=tanggal(one.due_at))
        _perform(session, one, turn)
        done = repository.run(session, key)
        assert done is not None
    return _ran(done)


def jadwal_of(session: Session, window: Window, now: datetime) -> JadwalOut:
    """What ran and what is coming between two days."""
    first, last = _bounds(window, now)
    paused = {one.kind: one.until for one in triggers.pauses(session, now)}
    planned = plan.planned(session, now) if instansi(session) else []
    done, failing = repository.keys(session), triggers.failing(session, now)
    coming = [
        ComingOut(
            key=one.key,
            kind=Kind(one.kind),
            judul=judul(one),
            due_at=one.due_at,
            paused_until=paused.get(one.kind, paused.get(triggers.ALL)),
            gagal=_failed(failing.get(one.key)),
        )
        for one in sorted(planned, key=lambda one: one.due_at)
        if one.due_at < last and one.key not in done
    ]
    return JadwalOut(
        past=[_ran(one) for one in repository.runs(session, first, last)], coming=coming
    )


def pause(session: Session, said: PauseIn, *, oleh: str, now: datetime) -> PauseOut:
    """
    Raises:
        PausePast, PauseTooLong: it would be over already, or never.
    """
    sampai = said.sampai
    if not isinstance(sampai, datetime):
        sampai = datetime.combine(sampai, time(23, 59, 59), ZONE)
    sampai = sampai.astimezone(ZONE)
    if sampai <= now:
        raise PausePast(sampai=tanggal(sampai))
    if sampai > now + triggers.LONGEST_PAUSE:
        raise PauseTooLong(days=triggers.LONGEST_PAUSE.days)
    lock(session, triggers.LOCK)
    one = Pause(said.jenis, sampai, oleh, said.alasan, now)
    triggers.pause(session, one)
    return _paused(one)


def resume(session: Session, jenis: str, *, oleh: str, now: datetime) -> None:
    """What was due meanwhile runs at the next look."""
    lock(session, triggers.LOCK)
    triggers.resume(session, jenis, at=now, by=oleh)


def pauses(session: Session, now: datetime) -> list[PauseOut]:
    return [_paused(one) for one in triggers.pauses(session, now)]


def _lock_and_schedule(session: Session, jendela: Jendela) -> None:
    lock(session, triggers.LOCK)
    lock(session, LOCK)
    for triwulan in opening.unscheduled(session):
        opening.schedule(session, triwulan, jendela)


def _perform(session: Session, one: Planned, turn: Turn) -> None:
    """Each act notes itself in the ledger."""
    _, *rest = one.key.split("/")
    ACTS[Kind(one.kind)](session, rest, turn)


def _publish(session: Session, rest: list[str], turn: Turn) -> None:
    kalender.publish(session, int(rest[0]), turn)


def _open(session: Session, rest: list[str], turn: Turn) -> None:
    triwulan = Periode(rest[0])
    row = periode(session, triwulan)
    assert row is not None
    opening.open_row(session, row, units_with_plan(session, triwulan), turn)


def _close(session: Session, rest: list[str], turn: Turn) -> None:
    row = periode(session, rest[0])
    assert row is not None
    opening.close_row(session, row, turn)


def _order_report(session: Session, rest: list[str], turn: Turn) -> None:
    disposisi.order_report(session, Periode(rest[0]), turn)


def _announce_overdue(session: Session, rest: list[str], turn: Turn) -> None:
    overdue.announce(session, Periode(rest[0]), rest[1], turn)


ACTS: Final[Mapping[Kind, Act]] = {
    Kind.KALENDER: _publish,
    Kind.OPEN_TRIWULAN: _open,
    Kind.OPEN_SEMESTER: _order_report,
    Kind.OPEN_TAHUN: _order_report,
    Kind.OVERDUE: _announce_overdue,
    Kind.CLOSE_TRIWULAN: _close,
}


def _periods(ran: list[Planned], kind: Kind) -> list[Periode]:
    return [Periode(one.key.split("/")[1]) for one in ran if one.kind == kind]


def _bounds(window: Window, now: datetime) -> tuple[datetime, datetime]:
    """From the first instant of a day to the end of another."""
    today = now.astimezone(ZONE).date()
    first, last = window.first or today - PAST, window.last or today + COMING
    return _midnight(first), _midnight(last + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, ZONE)


def _ran(one: Run) -> RunOut:
    planned = Planned(one.key, one.kind, one.due_at)
    return RunOut(judul=judul(planned), oleh=one.by, hasil=one.outcome, **one._asdict())


def _failed(one: Failure | None) -> GagalOut | None:
    if one is None:
        return None
    return GagalOut(kali=one.attempts, sejak=one.first_at, terakhir=one.last_at, sebab=one.error)


def _paused(one: Pause) -> PauseOut:
    return PauseOut(jenis=one.kind, sampai=one.until, oleh=one.by, alasan=one.reason, pada=one.at)
