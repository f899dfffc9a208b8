"""HTTP bodies about drafts."""

from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from lapkin_contracts.laporan import Snapshot
from lapkin_contracts.rules.periods import Periode
from reporter.draft.domain import State, judul_of
from reporter.draft.models import Line
from reporter.moments import LocalTime
from reporter.review.domain import Allowed


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
    perubahan_sejak_terbit: int

    @classmethod
    def of(cls, line: Line) -> Self:
        period = Periode(line.draft.period)
        return cls(
            period=period,
            judul=judul_of(period),
            nomor=line.nomor,
            state=line.draft.state,
            revision=line.draft.revision,
            edisi=line.edisi,
            perubahan_sejak_terbit=line.perubahan,
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


class KoreksiOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    nomor: int
    revision: int
    bagian: str
    uraian: str
    requested_by: str
    requested_at: LocalTime
    jawaban: str
    answered_by: str
    answered_at: LocalTime | None


class DraftOut(DraftState):
    """A draft with all a reviewer needs, and what the caller may do with it."""

    unit: str
    rekap_revision: int
    edisi: int | None
    perubahan_sejak_terbit: int
    snapshot: Snapshot
    koreksi: tuple[KoreksiOut, ...]
    koreksi_terbuka: tuple[int, ...]
    """Numbers still without an answer."""
    allowed: Allowed
