"""One request with figures, as it came in."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pydantic import ValidationError

from collector.faults import faults_of, read_body
from collector.submission.domain import AnggaranAt, NilaiAt, place_of
from collector.submission.schemas import Mode, NilaiIn, Source, SubmissionIn
from lapkin_chassis.errors import Fault, InvalidBody
from lapkin_contracts.pengumpulan import Nilai
from lapkin_contracts.rules.periods import Periode


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
    faults: tuple[Fault, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.nilai and not self.anggaran

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
    nilai, anggaran = document.get("nilai", []), document.get("anggaran", [])
    sound_nilai = [place for place in range(len(nilai)) if ("nilai", place) not in bad]
    sound_lines = [place for place in range(len(anggaran)) if ("anggaran", place) not in bad]
    document["nilai"] = [nilai[place] for place in sound_nilai]
    document["anggaran"] = [anggaran[place] for place in sound_lines]
    sound = read_delivery(json.dumps(document).encode())
    return replace(
        sound,
        nilai=tuple(
            (place, one) for place, (_, one) in zip(sound_nilai, sound.nilai, strict=True)
        ),
        anggaran=tuple(
            (place, line) for place, (_, line) in zip(sound_lines, sound.anggaran, strict=True)
        ),
        body_sha256=hashlib.sha256(raw).hexdigest(),
        faults=faults,
    )


def _refuse_control_characters(raw: bytes) -> None:
    """PostgreSQL cannot store U+0000, and no sentence needs it."""
    if b"\\u0000" in raw:
        detail, hint = "Teks memuat karakter kendali U+0000.", "Hapus karakter itu."
        raise InvalidBody(errors=(Fault("", "control-character", detail, hint),), count=1)
