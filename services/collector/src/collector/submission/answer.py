"""The answer to a delivery, written once: the same bytes are kept for a repeat."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pydantic import TypeAdapter

from collector.perencanaan.domain import Plan
from collector.periode.domain import is_past
from collector.submission.delivery import Delivery
from collector.submission.domain import Outcome, Place, State, belum, outcome_of, place_of
from collector.submission.receipt import Receipt
from collector.submission.schemas import (
    CountsOut,
    ItemOut,
    ObligationOut,
    Status,
    SubmissionOut,
)
from lapkin_chassis.errors import Fault
from lapkin_contracts.rules.periods import ZONE

_json: Final = TypeAdapter(SubmissionOut)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A delivery after every check, before anything is stored."""

    delivery: Delivery
    """Without its bad items."""
    plan: Plan
    revision: int
    """What is stored; 0 if nothing is."""
    before: State
    after: State
    batas: datetime

    @property
    def changes_nothing(self) -> bool:
        return self.revision > 0 and self.after == self.before


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the sender."""

    status: int
    body: bytes
    revision: int
    is_replay: bool = False


def answer(
    weighed: Weighed, revision: int, receipt: Receipt | None, now: datetime, *, status: int
) -> Answer:
    delivery = weighed.delivery
    items = list(_items(weighed))
    counts = Counter(item.outcome for item in items)
    out = SubmissionOut(
        submission_id=f"{delivery.unit}/{delivery.period}/r{revision}",
        version=revision,
        status=_status(delivery, receipt),
        mode=delivery.mode,
        counts=CountsOut(*(counts[outcome] for outcome in Outcome)),
        items=items,
        obligation=ObligationOut(
            due=weighed.batas.astimezone(ZONE),
            state="terlambat" if is_past(weighed.batas, now) else "tepat_waktu",
            remaining=belum(weighed.after, weighed.plan),
        ),
        receipt=receipt,
    )
    return Answer(status, _json.dump_json(out, exclude_none=True), revision)


def _status(delivery: Delivery, receipt: Receipt | None) -> Status:
    if receipt is None:
        return Status.UJI
    return Status.SEBAGIAN if delivery.faults else Status.DITERIMA


def _items(weighed: Weighed) -> Iterator[ItemOut]:
    delivery, before = weighed.delivery, weighed.before
    faults = {place_of(fault): fault for fault in reversed(delivery.faults)}
    nilai, lines = dict(delivery.nilai), dict(delivery.anggaran)
    for index in range(delivery.given[0]):
        if (one := nilai.get(index)) is None:
            yield _rejected("nilai", index, faults)
        else:
            outcome = outcome_of(before.nilai.get(one.indikator), one)
            yield ItemOut(index, f"/nilai/{index}", outcome, indikator=one.indikator)
    for index in range(delivery.given[1]):
        if (line := lines.get(index)) is None:
            yield _rejected("anggaran", index, faults)
        else:
            outcome = outcome_of(before.anggaran.get(line.kode), line)
            yield ItemOut(index, f"/anggaran/{index}", outcome, kode=line.kode)


def _rejected(part: str, index: int, faults: Mapping[Place | None, Fault]) -> ItemOut:
    fault = faults[part, index]
    return ItemOut(index, f"/{part}/{index}", Outcome.REJECTED, fault=fault)
