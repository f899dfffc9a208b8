"""Use cases of the console. Every act leaves a row: who, when, why."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from lapkin_chassis import letters
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.working_time import WaktuKerja
from lapkin_contracts.tindakan import Tindakan
from notifier.kalender.repository import waktu_kerja
from notifier.pemantauan import repository
from notifier.pemantauan.domain import Peristiwa, Simpul, branches
from notifier.sop_clock import service as sop_clock
from notifier.sop_clock.domain import Case
from notifier.tindakan.service import Act, record


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


def treat(session: Session, act: Act, apply: letters.Apply) -> None:
    """
    Decide about a dead letter of this service; the log is told in the same transaction.

    Raises the refusals of `letters`; then nothing was changed.
    """
    if act.tindakan is Tindakan.ULANGI:
        letters.redrive(session, act.sasaran, apply, act.catatan, act.oleh)
    elif act.tindakan is Tindakan.KARANTINA:
        letters.quarantine(session, act.sasaran, act.catatan, act.oleh)
    else:
        letters.release(session, act.sasaran, act.catatan, act.oleh)
    record(session, act)


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
