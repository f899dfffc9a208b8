"""HTTP bodies about drafts."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from lapkin_contracts.laporan import BarisPerubahan, Snapshot, StatusKoreksi
from lapkin_contracts.rules.periods import Periode
from reporter.draft.domain import State
from reporter.draft.models import Line
from reporter.moments import LocalTime
from reporter.review.domain import Allowed
from reporter.review.models import Jawaban, Koreksi


def printable_lines(text: str) -> str:
    """One kind of line end, and nothing a page or a store cannot hold."""
    lines = text.replace("\r\n", "\n")
    if any(character < " " and character not in "\n\t" for character in lines):
        msg = "Teks memuat karakter kendali yang tidak dapat dicetak."
        raise ValueError(msg)
    return lines


Prose = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(printable_lines),
]


class NarasiIn(BaseModel):
    """A paragraph in people's own words; a blank line begins a new one."""

    model_config = ConfigDict(extra="forbid")

    teks: Annotated[Prose, Field(max_length=8000)]


class SuntinganOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    revision: int
    bagian: str
    teks_before: str
    teks_after: str
    edited_by: str
    edited_at: LocalTime


class LineOut(BaseModel):
    """A period in the list of reports."""

    period: Periode
    judul: str
    nomor: str
    state: State
    revision: int
    edisi: int | None
    """The newest that is issued."""
    perubahan_sejak_draft: int
    """Figures that differ in the newest rekap, while a draft is under review."""
    perubahan_sejak_terbit: int
    """The same, once the report is issued."""

    @classmethod
    def of(cls, line: Line, perubahan: int) -> Self:
        period, is_issued = Periode(line.draft.period), line.draft.state is State.TERBIT
        return cls(
            period=period,
            judul=line.draft.snapshot.judul,
            nomor=line.nomor,
            state=line.draft.state,
            revision=line.draft.revision,
            edisi=line.edisi,
            perubahan_sejak_draft=0 if is_issued else perubahan,
            perubahan_sejak_terbit=perubahan if is_issued else 0,
        )


class DraftState(BaseModel):
    """Where the draft stands after an act."""

    model_config = ConfigDict(from_attributes=True)

    period: Periode
    state: State
    revision: int
    sha256: str
    etag: str
    """What `If-Match` must say for the next act; the same as the header `ETag`."""


class JawabanOut(BaseModel):
    """An answer that did not settle its koreksi, and the reviewer's word on it."""

    model_config = ConfigDict(from_attributes=True)

    putaran: int
    jawaban: str
    answered_by: str
    answered_at: LocalTime
    tanggapan: str
    returned_by: str
    returned_at: LocalTime


class KoreksiOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    nomor: int
    edisi: int
    revision: int
    bagian: str
    uraian: str
    pemilik: str
    batas_waktu: date | None
    putaran: int
    status: StatusKoreksi
    tanggapan: str
    requested_by: str
    requested_at: LocalTime
    jawaban: str
    answered_by: str
    answered_at: LocalTime | None
    riwayat: tuple[JawabanOut, ...] = ()
    """Earlier answers, oldest first."""

    @classmethod
    def of(cls, koreksi: Koreksi, earlier: Iterable[Jawaban]) -> Self:
        riwayat = tuple(JawabanOut.model_validate(one) for one in earlier)
        return cls.model_validate(koreksi).model_copy(update={"riwayat": riwayat})


class DraftOut(DraftState):
    """A draft with all a reviewer needs, and what the caller may do with it."""

    unit: str
    rekap_revision: int
    rekap_terbaru: int
    """Newest revision of the rekap that is known."""
    edisi: int | None
    """The newest that is issued; `snapshot.edisi` is the draft's."""
    perubahan: tuple[BarisPerubahan, ...]
    """Semula and menjadi of every figure in which the newest rekap differs."""
    perubahan_sejak_draft: int
    perubahan_sejak_terbit: int
    ditunda: bool
    """Kasubag left these changes to a Ralat."""
    snapshot: Snapshot
    koreksi: tuple[KoreksiOut, ...]
    koreksi_terbuka: tuple[int, ...]
    """Numbers still without an answer."""
    allowed: Allowed
