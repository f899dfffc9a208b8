"""The answer to a delivery, written once: the same bytes are kept for a repeat."""

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Final

from pydantic import TypeAdapter

from collector.submission.delivery import Delivery
from collector.submission.domain import Outcome, State, outcome_of, place_of
from collector.submission.receipt import Receipt
from collector.submission.schemas import (
    CountsOut,
    ItemOut,
    ObligationOut,
    Status,
    SubmissionOut,
    WarningOut,
)
from collector.submission.unusual import Watch
from lapkin_contracts.rules.periods import ZONE

_json: Final = TypeAdapter(SubmissionOut)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A delivery after every check, before anything is stored."""

    delivery: Delivery
    """Without its bad items."""
    watch: Watch
    revision: int
    """What is stored; 0 if nothing is."""
    before: State
    after: State
    belum: tuple[str, ...]
    """Indikator still owed afterwards."""
    rtl_belum: tuple[str, ...]
    batas: datetime
    terlambat_hari: int
    is_returned: bool
    """Whether what is stored went back to the unit."""
    last_seq: int
    """Of the newest receipt of the store; 0 before the first."""
    last_sha256: str

    @property
    def changes_nothing(self) -> bool:
        """What was returned may come again as it was: that too is a revision."""
        return self.revision > 0 and not self.is_returned and self.after == self.before

    @property
    def is_met(self) -> bool:
        return not self.belum and not self.rtl_belum


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the sender."""

    status: int
    body: bytes
    revision: int
    is_replay: bool = False


def answer(weighed: Weighed, revision: int, receipt: Receipt | None, *, status: int) -> Answer:
    delivery = weighed.delivery
    items = _items(weighed)
    outcomes = [item.outcome for item in items]
    out = SubmissionOut(
        submission_id=f"{delivery.unit}/{delivery.period}/r{revision}",
        version=revision,
        status=_status(delivery, receipt),
        mode=delivery.mode,
        counts=CountsOut(*(outcomes.count(outcome) for outcome in Outcome)),
        items=items,
        obligation=ObligationOut(
            due=weighed.batas.astimezone(ZONE),
            state="terlambat" if weighed.terlambat_hari else "tepat_waktu",
            terlambat_hari=weighed.terlambat_hari,
            remaining=weighed.belum,
            remaining_rtl=weighed.rtl_belum,
        ),
        warnings=[
            WarningOut(one.pointer, one.temuan.code, one.temuan.detail, one.figure.alasan)
            for one in weighed.watch.explained(delivery.nilai, delivery.anggaran)
        ],
        receipt=receipt,
    )
    return Answer(status, _json.dump_json(out, exclude_none=True), revision)


def _status(delivery: Delivery, receipt: Receipt | None) -> Status:
    if receipt is None:
        return Status.UJI
    return Status.SEBAGIAN if delivery.faults else Status.DITERIMA


def _items(weighed: Weighed) -> list[ItemOut]:
    delivery, before = weighed.delivery, weighed.before
    items = [
        ItemOut(
            index,
            f"/nilai/{index}",
            outcome_of(before.nilai.get(one.indikator), one),
            indikator=one.indikator,
        )
        for index, one in delivery.nilai
    ]
    items += _rejected("nilai", delivery)
    lines = [
        ItemOut(
            index,
            f"/anggaran/{index}",
            outcome_of(before.anggaran.get(line.kode), line),
            kode=line.kode,
        )
        for index, line in delivery.anggaran
    ]
    lines += _rejected("anggaran", delivery)
    in_order = attrgetter("index")
    items = [*sorted(items, key=in_order), *sorted(lines, key=in_order)]
    if delivery.rtl or delivery.faults:
        items += sorted(_answers(weighed), key=in_order)
    return items


def _answers(weighed: Weighed) -> list[ItemOut]:
    delivery, before = weighed.delivery, weighed.before
    items = [
        ItemOut(
            index,
            f"/rtl/{index}",
            outcome_of(before.rtl.get(one.indikator), one),
            indikator=one.indikator,
        )
        for index, one in delivery.rtl
    ]
    return [*items, *_rejected("rtl", delivery)]


def _rejected(part: str, delivery: Delivery) -> list[ItemOut]:
    """One item per place, with the first of its faults."""
    first = {place_of(fault): fault for fault in reversed(delivery.faults)}
    return [
        ItemOut(place[1], f"/{part}/{place[1]}", Outcome.REJECTED, fault=fault)
        for place, fault in first.items()
        if place is not None and place[0] == part
    ]
