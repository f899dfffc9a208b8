"""One request with figures, as it came in."""

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import ValidationError

from collector.faults import faults_of, read_body
from collector.submission.domain import PARTS, AnggaranAt, NilaiAt, Place, RtlAt, place_of
from collector.submission.schemas import Mode, NilaiIn, Source, SubmissionIn
from lapkin_chassis.errors import Fault, InvalidBody
from lapkin_contracts.pengumpulan import Nilai
from lapkin_contracts.rules.periods import Periode

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Delivery:
    """Figures of one unit for one triwulan, each with its place in the request."""

    unit: str
    period: Periode
    mode: Mode
    source: Source | None
    nilai: tuple[NilaiAt, ...]
    anggaran: tuple[AnggaranAt, ...]
    body_sha256: str
    """Of the request's bytes."""
    rtl: tuple[RtlAt, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def size(self) -> int:
        return len(self.nilai) + len(self.anggaran) + len(self.rtl)

    @property
    def is_empty(self) -> bool:
        return self.size == 0

    def without(self, faults: Iterable[Fault]) -> "Delivery":
        """The items that have none of `faults`."""
        found = (*self.faults, *faults)
        if not found:
            return self
        bad = {place_of(fault) for fault in found}
        return replace(
            self,
            nilai=tuple(one for one in self.nilai if ("nilai", one[0]) not in bad),
            anggaran=tuple(line for line in self.anggaran if ("anggaran", line[0]) not in bad),
            rtl=tuple(one for one in self.rtl if ("rtl", one[0]) not in bad),
            faults=found,
        )


def read_delivery(raw: bytes) -> Delivery:
    """
    Raises:
        InvalidBody: not the documented shape. In `partial` mode a malformed item is only one
            more bad item.
    """
    _refuse_control_characters(raw)
    try:
        body = SubmissionIn.model_validate_json(raw)
    except ValidationError as error:
        return _read_partial(raw, faults_of(error))
    return Delivery(
        unit=body.unit,
        period=body.period,
        mode=body.mode,
        source=body.source,
        nilai=tuple(enumerate(body.nilai)),
        anggaran=tuple(enumerate(body.anggaran)),
        body_sha256=hashlib.sha256(raw).hexdigest(),
        rtl=tuple(enumerate(body.rtl)),
    )


def read_nilai(raw: bytes, unit: str, period: Periode, indikator: str) -> Delivery:
    """A delivery of one value.

    Raises:
        InvalidBody: not the documented shape, or its body names another indikator.
    """
    _refuse_control_characters(raw)
    body = read_body(NilaiIn, raw)
    if body.indikator not in {"", indikator}:
        detail = f"Isi menyebut {body.indikator}, alamatnya {indikator}."
        fault = Fault("/indikator", "indikator-mismatch", detail, "Samakan keduanya.")
        raise InvalidBody(errors=(fault,), count=1)
    nilai = Nilai(**{**dict(body), "indikator": indikator})
    return Delivery(
        unit=unit,
        period=period,
        mode=Mode.ATOMIC,
        source=None,
        nilai=((0, nilai),),
        anggaran=(),
        body_sha256=hashlib.sha256(raw).hexdigest(),
    )


def _read_partial(raw: bytes, faults: tuple[Fault, ...]) -> Delivery:
    """The sound items of a request whose every fault lies in one item."""
    bad = {place_of(fault) for fault in faults}
    document = {} if None in bad else json.loads(raw)
    if document.get("mode") != Mode.PARTIAL:
        raise InvalidBody(errors=faults, count=len(faults))
    places = {part: _sound_places(document, part, bad) for part in PARTS}
    for part, sound in places.items():
        document[part] = [document[part][place] for place in sound]  # empty if it was left out
    read = read_delivery(json.dumps(document).encode())
    return replace(
        read,
        nilai=_back_in_place(read.nilai, places["nilai"]),
        anggaran=_back_in_place(read.anggaran, places["anggaran"]),
        rtl=_back_in_place(read.rtl, places["rtl"]),
        body_sha256=hashlib.sha256(raw).hexdigest(),
        faults=faults,
    )


def _sound_places(
    document: dict[str, Any], part: str, bad: Collection[Place | None]
) -> Sequence[int]:
    return [place for place in range(len(document.get(part, ()))) if (part, place) not in bad]


def _back_in_place(
    read: Iterable[tuple[int, T]], places: Sequence[int]
) -> tuple[tuple[int, T], ...]:
    """Items that were read without their bad neighbours, with their places in the request."""
    return tuple((place, one) for place, (_, one) in zip(places, read, strict=True))


def _refuse_control_characters(raw: bytes) -> None:
    """PostgreSQL cannot store U+0000, and no sentence needs it."""
    if b"\\u0000" in raw:
        detail, hint = "Teks memuat karakter kendali U+0000.", "Hapus karakter itu."
        raise InvalidBody(errors=(Fault("", "control-character", detail, hint),), count=1)
