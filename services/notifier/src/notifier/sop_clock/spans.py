"""For whom a case waited: a person, the units, or the machine, from when to when.

A case waits for one party at a time. Its facts pass it on: opened, it waits for the Sekretaris;
ordered, for the units; with all figures in, for the machine; with a draft, for the Kasubag; sent
back, for the Staf. What comes out of turn passes nothing on: the figures that arrive under a draft
do not take the draft from its reviewer, and a second edition is not the first one's business.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import zip_longest
from typing import Final, NamedTuple

from lapkin_contracts.laporan import DraftReady, KoreksiRequested, LaporanApproved, LaporanIssued
from lapkin_contracts.pengumpulan import DisposisiIssued, PeriodeOpened
from lapkin_contracts.rekap import RekapCompleted
from lapkin_contracts.rules.working_time import WaktuKerja
from lapkin_contracts.sop import Moment, Step
from lapkin_contracts.sosialisasi import SosialisasiSent


class Pihak(StrEnum):
    SEKRETARIS = "sekretaris"
    UNIT = "unit"
    STAF = "staf"
    KASUBAG = "kasubag"
    MESIN = "mesin"


class Occurrence(NamedTuple):
    """A fact of a case, as far as it passes the case on."""

    at: datetime
    recorded: datetime
    type: str
    has_cause: bool
    """It followed from another fact: no person acted."""


class Stage(NamedTuple):
    order: int
    pihak: Pihak | None
    """For whom the case waits from here on; None at its end."""


COLLECTED: Final = "collected"
"""The last figures came in: a moment inside the recap's fact."""

REVIEW: Final = 4
STAGES: Final = {
    PeriodeOpened.type: Stage(0, Pihak.SEKRETARIS),
    DisposisiIssued.type: Stage(1, Pihak.UNIT),
    COLLECTED: Stage(2, Pihak.MESIN),
    RekapCompleted.type: Stage(3, Pihak.MESIN),
    DraftReady.type: Stage(REVIEW, Pihak.KASUBAG),
    KoreksiRequested.type: Stage(REVIEW, Pihak.STAF),
    LaporanApproved.type: Stage(REVIEW, Pihak.MESIN),
    LaporanIssued.type: Stage(5, Pihak.MESIN),
    SosialisasiSent.type: Stage(6, None),
}
PASSING_ON: Final = frozenset(STAGES) - {COLLECTED}
"""Event types that pass a case on."""


@dataclass(frozen=True)
class Span:
    """A stretch in which a case waited for one party."""

    stage: int
    pihak: Pihak
    mulai: datetime
    selesai: datetime | None = None
    machine_seconds: float | None = None
    """By the machine's clock, between the facts as they were recorded; none while it lasts."""

    def minutes(self, waktu: WaktuKerja, now: datetime) -> int:
        """Working minutes."""
        return waktu.minutes_between(self.mulai, self.selesai or now)


def spans(facts: Iterable[Occurrence]) -> list[Span]:
    """The waiting of a case in order, without gaps."""
    found: list[Span] = []
    taken = _in_turn(facts)
    for fact, following in zip_longest(taken, taken[1:]):
        stage, pihak = STAGES[fact.type]
        if pihak is None:
            continue
        if following is None:
            found.append(Span(stage, pihak, fact.at))
            continue
        if _was_drafted_by_hand(fact, following):
            pihak = Pihak.STAF
        seconds = (following.recorded - fact.recorded).total_seconds()
        found.append(Span(stage, pihak, fact.at, following.at, seconds))
    return found


def of_step(whole: Iterable[Span], step: Step) -> tuple[Span, ...]:
    """The part of a case's waiting that falls into a step."""
    first, last = _order(step.mulai), _order(step.selesai)
    return tuple(one for one in whole if first <= one.stage < last)


def minutes_by_pihak(waited: Iterable[Span], waktu: WaktuKerja, now: datetime) -> Counter[Pihak]:
    """Working minutes."""
    total: Counter[Pihak] = Counter()
    for span in waited:
        total[span.pihak] += span.minutes(waktu, now)
    return total


def waiting_for(whole: Sequence[Span], at: datetime) -> Pihak:
    """The party at a moment; the last one for a moment after all."""
    return next(
        (one.pihak for one in whole if one.selesai is None or at < one.selesai), whole[-1].pihak
    )


def _in_turn(facts: Iterable[Occurrence]) -> list[Occurrence]:
    """Those that bring the case further, or turn it round under review."""
    taken: list[Occurrence] = []
    reached = -1
    for fact in sorted(facts, key=_turn_of):
        order = STAGES[fact.type].order
        if order > reached or order == reached == REVIEW:
            taken.append(fact)
            reached = order
    return taken


def _turn_of(fact: Occurrence) -> tuple[datetime, datetime, int, str]:
    return fact.at, fact.recorded, STAGES[fact.type].order, fact.type


def _was_drafted_by_hand(fact: Occurrence, following: Occurrence) -> bool:
    return (fact.type, following.type, following.has_cause) == (
        RekapCompleted.type,
        DraftReady.type,
        False,
    )


def _order(moment: Moment) -> int:
    return STAGES[COLLECTED if moment.field else moment.event].order
