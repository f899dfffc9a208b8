"""When a step of the SOP runs, and when it is late.

A step begins with the first fact that its `mulai` names and ends with the first that its
`selesai` names; what comes later does not move it. A draft that is sent back and resubmitted
belongs to the step that composes the report, which runs until the report is issued; the
processing before it took what it took. For the same reason a second edition does not move the
clock of the first.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from lapkin_contracts.rules.periods import Jenis, Periode
from lapkin_contracts.rules.working_time import WaktuKerja
from lapkin_contracts.sop import Moment, Step, load_sop
from notifier.sop_clock.spans import COLLECTED, Occurrence, Span, of_step
from notifier.sop_clock.waktu import Penetapan, WaktuBerlaku, in_force, warnings

KIND: Final = "sla"
"""Breaches in the ledger of what the clock ran."""


class Edge(StrEnum):
    """Which end of a step a fact marks."""

    STARTED = "started"
    ENDED = "ended"


class Turn(NamedTuple):
    """A fact of a certain type starts or ends this step."""

    nomor: int
    edge: Edge
    field: str | None
    """Time field of the fact; the envelope's `time` if none."""


class Mark(NamedTuple):
    """One end of a step: the office's time, the machine's time, the event that says so."""

    at: datetime
    recorded: datetime
    event_id: str


Marks = Mapping[tuple[int, Edge], Mark]
"""The ends of a case's steps, as far as they are known."""


class Known(NamedTuple):
    """What the facts say about a case."""

    period: Periode
    marks: Marks
    spans: Sequence[Span] = ()


class State(StrEnum):
    BELUM = "belum"  # printed "Belum mulai"
    BERJALAN = "berjalan"
    SELESAI = "selesai"
    TERLAMBAT = "terlambat"  # still running past its time


class Office(NamedTuple):
    """What the office says about time."""

    waktu: WaktuKerja
    penetapan: Mapping[int, Sequence[Penetapan]]
    """By number of the step."""


@dataclass(frozen=True)
class Position:
    """How a step stands at a moment."""

    step: Step
    state: State
    allowed: WaktuBerlaku
    """What held when the step began."""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    batas: datetime | None = None
    is_late: bool = False
    """Runs, or ran, longer than it may."""
    minutes: int | None = None
    """Working minutes; up to now while the step runs."""
    late_minutes: int = 0
    """Working minutes past `batas`."""
    taken: int | None = None
    """Whole units of the allowed time."""
    used_percent: int | None = None
    """Of the allowed time; more than 100 past `batas`."""
    machine: timedelta | None = None
    """What the machine took from end to end; none while the step runs."""
    warnings: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


def turns_of(event_type: str, period: Periode) -> tuple[Turn, ...]:
    """What a fact about this period marks."""
    return _TURNS.get((event_type, period.jenis), ())


def stand(step: Step, known: Known, office: Office, now: datetime) -> Position:
    """A step whose end alone is known has not begun: its first fact is still on its way."""
    started = known.marks.get((step.nomor, Edge.STARTED))
    ended = known.marks.get((step.nomor, Edge.ENDED))
    penetapan = office.penetapan.get(step.nomor, ())
    if started is None:
        return Position(step, State.BELUM, in_force(step, penetapan, now))
    allowed = in_force(step, penetapan, started.at)
    batas = allowed.due(started.at, office.waktu)
    end = ended.at if ended else now
    return Position(
        step,
        _state(ended, is_late=end > batas),
        allowed,
        started.at,
        ended.at if ended else None,
        batas,
        is_late=end > batas,
        minutes=office.waktu.minutes_between(started.at, end),
        late_minutes=office.waktu.minutes_between(batas, end),
        taken=allowed.taken(started.at, end, office.waktu),
        used_percent=_used_percent(started.at, end, batas, office.waktu),
        machine=ended.recorded - started.recorded if ended else None,
        warnings=warnings(step, known.period, batas),
        spans=of_step(known.spans, step),
    )


def _used_percent(started_at: datetime, end: datetime, batas: datetime, waktu: WaktuKerja) -> int:
    """By working minutes; by the days' own length where none of them was worked."""
    allowed = waktu.minutes_between(started_at, batas)
    if allowed:
        return waktu.minutes_between(started_at, end) * 100 // allowed
    return int((end - started_at) * 100 / (batas - started_at))


def whole(steps: Collection[Position]) -> State:
    """How a case stands: late if a step is, and under way even between two steps."""
    states = {step.state for step in steps}
    if State.TERLAMBAT in states:
        return State.TERLAMBAT
    return states.pop() if len(states) == 1 else State.BERJALAN


def collected(period: Periode, marks: Marks) -> list[Occurrence]:
    """When the last figures came in, if they did."""
    found = (
        marks.get((step.nomor, Edge.STARTED))
        for step in load_sop().steps_of(period.jenis)
        if step.mulai.field
    )
    return [Occurrence(one.at, one.recorded, COLLECTED, has_cause=True) for one in found if one]


def breach_key(period: Periode, nomor: int) -> str:
    return f"{KIND}/{period}/{nomor}"


def _state(ended: Mark | None, *, is_late: bool) -> State:
    if ended:
        return State.SELESAI
    return State.TERLAMBAT if is_late else State.BERJALAN


def periods_of(tahun: int) -> tuple[Periode, ...]:
    """The seven cases of a year, in the order they come up."""
    semester = (Periode.of(Jenis.SEMESTER, tahun, nomor) for nomor in (1, 2))
    parts = [period for one in semester for period in (*one.parts, one)]
    return (*parts, Periode.of(Jenis.TAHUN, tahun))


def _turns(steps: Iterable[Step]) -> Mapping[tuple[str, Jenis], tuple[Turn, ...]]:
    turns: dict[tuple[str, Jenis], tuple[Turn, ...]] = defaultdict(tuple)

    def add(step: Step, edge: Edge, moment: Moment) -> None:
        turns[moment.event, step.jenis] += (Turn(step.nomor, edge, moment.field),)

    for step in steps:
        add(step, Edge.STARTED, step.mulai)
        add(step, Edge.ENDED, step.selesai)
    return dict(turns)


_TURNS: Final = _turns(load_sop().steps)
MOMENTS: Final = frozenset(event_type for event_type, _ in _TURNS)
"""Event types that move the clock."""


@dataclass(frozen=True)
class Case:
    """One period's run through the SOP."""

    period: Periode
    steps: tuple[Position, ...]
    spans: tuple[Span, ...] = ()

    @property
    def state(self) -> State:
        return whole(self.steps)

    @property
    def done(self) -> int:
        return sum(step.state is State.SELESAI for step in self.steps)
