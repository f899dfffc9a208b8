"""HTTP bodies of review and koreksi."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from lapkin_contracts.laporan import Putusan
from reporter.draft.schemas import DraftState, Prose
from reporter.laporan.schemas import EditionOut


class KoreksiIn(BaseModel):
    """One thing to correct."""

    model_config = ConfigDict(extra="forbid")

    bagian: str = Field(max_length=80)
    """Key of a paragraph of the draft."""
    uraian: Annotated[Prose, Field(max_length=1000)]
    pemilik: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)] = ""
    """Who answers it; the unit of the indikator, or staf, where nothing is said."""
    batas_waktu: date | None = None


class BelumSelesaiIn(BaseModel):
    """An answer that did not settle its koreksi."""

    model_config = ConfigDict(extra="forbid")

    nomor: int
    tanggapan: Annotated[Prose, Field(max_length=1000)]


class ReviewIn(BaseModel):
    """Ya, or Tidak with what to correct.

    At a later Tidak, answered koreksi that `belum_selesai` does not name are settled.
    """

    model_config = ConfigDict(extra="forbid")

    putusan: Putusan
    koreksi: tuple[KoreksiIn, ...] = Field(default=(), max_length=100)
    belum_selesai: tuple[BelumSelesaiIn, ...] = Field(default=(), max_length=100)


class JawabanIn(BaseModel):
    """What was done about a koreksi."""

    model_config = ConfigDict(extra="forbid")

    jawaban: Annotated[Prose, Field(max_length=1000)]


class ReviewOut(DraftState):
    """Where the draft stands, and the edition that a Ya issued."""

    edition: EditionOut | None = None
