"""When a step of the SOP runs, and when it is late.

A step begins with the first fact that its `mulai` names and ends with the first that its
`selesai` names; what comes later does not move it. A draft that is sent back and resubmitted
belongs to the step that composes the report, which runs until the report is issued; the
processing before it took what it took. For the same reason a second edition does not move the
clock of the first.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from lapkin_contracts.rules.periods import Jenis, Periode
from lapkin_contracts.sop import Moment, SatuanWaktu, Step, load_sop

UNIT: Final = {
    SatuanWaktu.MENIT_KERJA: timedelta(minutes=1),
    SatuanWaktu.HARI_KERJA: timedelta(days=1),
    SatuanWaktu.HARI_KALENDER: timedelta(days=1),
}


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


class State(StrEnum):
    BELUM = "belum"  # printed "Belum mulai"
    BERJALAN = "berjalan"
    SELESAI = "selesai"
    TERLAMBAT = "terlambat"  # still running past its time


@dataclass(frozen=True)
class Position:
    """How a step stands at a moment."""

    step: Step
    state: State
    is_late: bool
    """Runs, or ran, longer than the SOP allows."""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    elapsed: timedelta | None = None
    machine: timedelta | None = None
    """What the machine took from end to end; none while the step runs."""


def batas(step: Step, started_at: datetime) -> datetime:
    """Until when the step may take. Working minutes and days count as elapsed time for now."""
    return started_at + step.waktu.nilai * UNIT[step.waktu.satuan]


def turns_of(event_type: str, period: Periode) -> tuple[Turn, ...]:
    """What a fact about this period marks."""
    return _TURNS.get((event_type, period.jenis), ())


def stand(step: Step, marks: Marks, now: datetime) -> Position:
    """A step whose end alone is known has not begun: its first fact is still on its way."""
    started, ended = marks.get((step.nomor, Edge.STARTED)), marks.get((step.nomor, Edge.ENDED))
    if started is None:
        return Position(step, State.BELUM, is_late=False)
    end = ended.at if ended else now
    is_late = end > batas(step, started.at)
    running = State.TERLAMBAT if is_late else State.BERJALAN
    return Position(
        step,
        State.SELESAI if ended else running,
        is_late,
        started.at,
        ended.at if ended else None,
        end - started.at,
        ended.recorded - started.recorded if ended else None,
    )


def whole(steps: Collection[Position]) -> State:
    """How a case stands: late if a step is, and under way even between two steps."""
    states = {step.state for step in steps}
    if State.TERLAMBAT in states:
        return State.TERLAMBAT
    return states.pop() if len(states) == 1 else State.BERJALAN


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

    @property
    def state(self) -> State:
        return whole(self.steps)

    @property
    def done(self) -> int:
        return sum(step.state is State.SELESAI for step in self.steps)
