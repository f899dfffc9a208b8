"""Use cases of the console. Every act leaves a row: who, when, why."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlmodel import Session

from lapkin_chassis import triggers
from lapkin_chassis.triggers import Pause, Planned
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.working_time import WaktuKerja
from notifier.kalender.repository import waktu_kerja
from notifier.pemantauan import repository
from notifier.pemantauan.domain import Peristiwa, Simpul, branches
from notifier.pengingat import service as pengingat
from notifier.sop_clock import service as sop_clock
from notifier.sop_clock.domain import Case

KIND: Final = "jeda"
"""Acts on the schedule, in the ledger of what the clock ran."""


class Perjalanan(NamedTuple):
    """A case: its steps, for whom it waited, and its events in the order of causes."""

    case: Case
    waktu: WaktuKerja
    jumlah: int
    rantai: Sequence[Simpul]


class Temuan(NamedTuple):
    """What an id led to: one event with its neighbours, or several that mention it."""

    peristiwa: Peristiwa | None
    sebab: Peristiwa | None
    events: Sequence[Peristiwa]
    """What followed from the one event; or those that mention the id."""


def journey(session: Session, period: Periode, now: datetime) -> Perjalanan:
    """A case from its first event to its last."""
    events = repository.of_case(session, period)
    case = sop_clock.case_of(session, period, now)
    return Perjalanan(case, waktu_kerja(session), len(events), branches(events))


def find(session: Session, text: str) -> Temuan:
    """An event by its id; else by a receipt's number; else by any id that it mentions."""
    event = repository.of_id(session, text)
    if event is not None:
        sebab = repository.of_id(session, event.causationid) if event.causationid else None
        return Temuan(event, sebab, repository.caused_by(session, text))
    if text.isdecimal():
        return Temuan(None, None, repository.holding(session, f'"nomor_tanda_terima":{text},'))
    return Temuan(None, None, repository.holding(session, text))


def pause(session: Session, one: Pause, now: datetime) -> None:
    """Raises PauseOver for a pause that would not begin."""
    pengingat.pause(session, one, now)
    _note(session, one.kind, f"dijeda: {one.reason}", by=one.by, now=now)


def resume(session: Session, kind: str, *, by: str, now: datetime) -> None:
    pengingat.resume(session, kind)
    _note(session, kind, "dilanjutkan", by=by, now=now)


def _note(session: Session, kind: str, outcome: str, *, by: str, now: datetime) -> None:
    """A pause is forgotten when it ends; that somebody made it is not."""
    planned = Planned(f"{KIND}/{kind}/{now.isoformat()}/{outcome[:10]}", KIND, now)
    triggers.record(session, planned, at=now, by=by, outcome=outcome)
