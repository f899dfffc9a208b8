"""The compliance sheet of a quarter: every step that ran in it, of every case."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import NamedTuple

from sqlmodel import Session

from lapkin_contracts.rules.periods import ZONE, Periode
from lapkin_contracts.rules.working_time import ONE_DAY
from lapkin_contracts.sop import load_sop
from notifier.sop_clock import repository
from notifier.sop_clock.domain import (
    Edge,
    Known,
    Marks,
    Position,
    State,
    breach_key,
    collected,
    stand,
)
from notifier.sop_clock.spans import Pihak, minutes_by_pihak, spans


class Row(NamedTuple):
    """One step of one case."""

    period: Periode
    position: Position
    menunggu: Counter[Pihak]
    """Working minutes by party."""
    breached_at: datetime | None
    """When its time ran out, if that was announced."""


@dataclass(frozen=True)
class Sheet:
    """As it stood when the quarter ended, or as it stands now."""

    triwulan: Periode
    until: datetime
    rows: Sequence[Row]

    def count(self, *states: State) -> int:
        return sum(row.position.state in states for row in self.rows)

    @property
    def late(self) -> int:
        return sum(row.position.is_late for row in self.rows)

    @property
    def on_time(self) -> int:
        return sum(
            row.position.state is State.SELESAI and not row.position.is_late for row in self.rows
        )

    @property
    def menunggu(self) -> Counter[Pihak]:
        return sum((row.menunggu for row in self.rows), Counter())


def sheet(session: Session, triwulan: Periode, now: datetime) -> Sheet:
    """What happened after the quarter is not known to its sheet, so an old one stays as it was."""
    begins, ends = _midnight(triwulan), _midnight(triwulan, after=True)
    until = min(now, ends)
    office, announced = repository.office(session), repository.breaches(session)
    rows = [
        Row(
            known.period,
            one,
            minutes_by_pihak(one.spans, office.waktu, until),
            announced.get(breach_key(known.period, one.step.nomor)),
        )
        for known in _cases(session, begins, until)
        for one in (
            stand(step, known, office, until) for step in load_sop().steps_of(known.period.jenis)
        )
        if one.started_at and (one.ended_at is None or one.ended_at >= begins)
    ]
    return Sheet(triwulan, until, rows)


def _cases(session: Session, begins: datetime, until: datetime) -> Iterable[Known]:
    """Cases that moved or were under way, with what was known of them by then."""
    for period, marks in sorted(repository.marks_by_period(session).items(), key=_order):
        known = {turn: mark for turn, mark in marks.items() if mark.at <= until}
        if _moved(known, begins):
            facts = [*repository.occurrences(session, period), *collected(period, known)]
            yield Known(period, known, spans(one for one in facts if one.at <= until))


def _moved(known: Marks, begins: datetime) -> bool:
    """Since `begins`, or a step is still running."""
    ended = {nomor for nomor, edge in known if edge is Edge.ENDED}
    return any(mark.at >= begins or nomor not in ended for (nomor, _), mark in known.items())


def _order(case: tuple[Periode, Marks]) -> tuple[int, object, int]:
    """As the cases come up: a semester after its quarters."""
    period, _ = case
    return period.tahun, period.ends_on, len(period.triwulan)


def _midnight(triwulan: Periode, *, after: bool = False) -> datetime:
    """At which it begins, or at which it is over."""
    day = triwulan.ends_on + ONE_DAY if after else triwulan.starts_on
    return datetime.combine(day, time(), ZONE)
