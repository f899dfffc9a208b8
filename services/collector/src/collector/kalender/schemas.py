"""Bodies of the working calendar."""

from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from collector.kalender.domain import Sumber
from collector.text import Line
from lapkin_contracts.kalender import JamKerja


class UbahanIn(BaseModel):
    """What the office says of one day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    nama: Annotated[Line, StringConstraints(min_length=1, max_length=200)]
    libur: bool
    """Off, or a working day in spite of the national calendar."""
    cuti_bersama: bool = False


class JamKerjaIn(BaseModel):
    """The hours of every working day of the week."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    jam_kerja: tuple[JamKerja, ...] = Field(min_length=1, max_length=7)

    @model_validator(mode="after")
    def names_a_day_once(self) -> Self:
        days = [one.hari for one in self.jam_kerja]
        if len(set(days)) != len(days):
            raise ValueError("Setiap hari hanya boleh satu kali.")
        return self


class HariOut(BaseModel):
    """A day off, or one that the office works in spite of the national calendar."""

    tanggal: date
    nama: str
    libur: bool
    cuti_bersama: bool
    sumber: Sumber


class KalenderOut(BaseModel):
    """A year's calendar as it holds now."""

    tahun: int
    versi: int
    """Newest that was announced; 0 before the first."""
    hari: list[HariOut]
    jam_kerja: tuple[JamKerja, ...]
