"""Which days the office works: national holidays, cuti bersama, and what the office changed."""

from datetime import date, time
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from lapkin_contracts.envelope import PeriodeEvent


class HariLibur(BaseModel):
    """A day off that is no weekend."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tanggal: date
    nama: str = Field(min_length=1, max_length=200)
    cuti_bersama: bool = False


class JamKerja(BaseModel):
    """Working hours of one day of the week; a day without a row is a day off."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hari: int = Field(ge=0, le=6)
    """0 is Monday."""
    mulai: time
    selesai: time


JAM_KERJA_BAWAAN: tuple[JamKerja, ...] = tuple(
    JamKerja(hari=hari, mulai=time(7, 30), selesai=time(14, 30) if hari == 4 else time(16))
    for hari in range(5)
)
"""37.5 hours a week (Perpres 21/2023): Monday to Thursday 07.30-16.00, Friday 07.30-14.30."""


class KalenderPublished(PeriodeEvent):
    """The days off and hours of a year. `unit` is the instansi, `period` the year."""

    type: ClassVar[str] = "lapkin.kalender.published.v1"

    versi: int
    libur: tuple[HariLibur, ...]
    jam_kerja: tuple[JamKerja, ...]
