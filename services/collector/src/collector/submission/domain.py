"""Rules of a submission: what it says, and what it changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from collector.perencanaan.domain import Plan
from collector.submission.errors import PreconditionRequired, StaleVersion
from lapkin_chassis.errors import Fault
from lapkin_contracts.pengumpulan import JawabanRtl, Nilai, RealisasiAnggaran

NilaiAt = tuple[int, Nilai]
"""A value with its place in the request."""
AnggaranAt = tuple[int, RealisasiAnggaran]
RtlAt = tuple[int, JawabanRtl]
Item = Nilai | RealisasiAnggaran | JawabanRtl
PARTS: Final = frozenset({"nilai", "anggaran", "rtl"})
Place = tuple[str, int]
"""Names an item: `("nilai", 3)`."""


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class State:
    """All that a unit says about a triwulan, in the order of its Perjanjian Kinerja."""

    nilai: Mapping[str, Nilai]
    anggaran: Mapping[str, RealisasiAnggaran]
    rtl: Mapping[str, JawabanRtl] = field(default_factory=dict)
    """Answers to what was promised in the triwulan before, in the order of the promises."""


NOTHING: Final = State({}, {})


@dataclass(frozen=True, slots=True)
class Precondition:
    """What the sender believes is stored: a revision, or no value at all."""

    revision: int | None

    @classmethod
    def of(cls, if_match: str | None, if_none_match: str | None) -> "Precondition":
        """
        Raises:
            PreconditionRequired: neither header says anything usable.
        """
        if if_none_match is not None and if_none_match.strip() == "*":
            return cls(None)
        tag = (if_match or "").strip().removeprefix("W/").strip('"')
        if tag.startswith("v") and tag[1:].isdecimal():
            return cls(int(tag[1:]))
        raise PreconditionRequired

    def check(self, revision: int, *, has_value: bool) -> None:
        """
        Raises:
            StaleVersion: something else is stored.
        """
        is_met = not has_value if self.revision is None else self.revision == revision
        if not is_met:
            raise StaleVersion(revision=revision)


def place_of(fault: Fault) -> Place | None:
    """The item a fault belongs to; none if it concerns the whole."""
    parts = fault.pointer.split("/")
    if len(parts) > 2 and parts[1] in PARTS and parts[2].isdecimal():
        return parts[1], int(parts[2])
    return None


def within(faults: Iterable[Fault], item: str) -> tuple[Fault, ...]:
    """The same faults, with places counted from `item` instead of the whole request."""
    return tuple(replace(fault, pointer=fault.pointer.removeprefix(item)) for fault in faults)


def merge(
    before: State, nilai: Iterable[NilaiAt], anggaran: Iterable[AnggaranAt], plan: Plan
) -> State:
    """The whole state afterwards: what was given replaces, what was not given stays."""
    figures = {**before.nilai, **{one.indikator: one for _, one in nilai}}
    lines = {**before.anggaran, **{line.kode: line for _, line in anggaran}}
    return State(
        {kode: figures[kode] for kode in plan.indikator if kode in figures},
        {kode: lines[kode] for kode in plan.anggaran if kode in lines},
        before.rtl,
    )


def outcome_of(before: Item | None, given: Item) -> Outcome:
    if before is None:
        return Outcome.CREATED
    # field by field; pydantic's own comparison costs six times as much
    return Outcome.UNCHANGED if vars(before) == vars(given) else Outcome.UPDATED


def belum(state: State, plan: Plan) -> tuple[str, ...]:
    """Indikator still owed, in order."""
    return tuple(kode for kode in plan.indikator if kode not in state.nilai)
