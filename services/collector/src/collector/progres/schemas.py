"""Bodies of the progress reports."""

from datetime import datetime
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from lapkin_contracts.pengumpulan import ProgresIndikator
from lapkin_contracts.rules.periods import Bulan

MAX_INDIKATOR: Final = 2000

Uraian = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=2000, pattern=r"^[^\x00]*$"),
]


class ProgresIn(BaseModel):
    """What a unit says about a month."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    uraian: Annotated[Uraian, StringConstraints(min_length=1)]
    kendala: Uraian = ""
    solusi: Uraian = ""
    faktor_pendorong: Uraian = ""
    indikator: Annotated[tuple[ProgresIndikator, ...], Field(max_length=MAX_INDIKATOR)] = ()
    """How far each is at the end of the month; the rest may be left out."""

    @field_validator("indikator")
    @classmethod
    def _is_printable(cls, given: tuple[ProgresIndikator, ...]) -> tuple[ProgresIndikator, ...]:
        """PostgreSQL cannot store U+0000, and no sentence needs it."""
        if any("\\u0000" in one.model_dump_json() for one in given):
            raise ValueError("Teks memuat karakter kendali U+0000.")
        return given


class ProgresOut(ProgresIn):
    """A stored revision."""

    unit: str
    bulan: Bulan
    revision: int
    submitted_at: datetime
    oleh: str
