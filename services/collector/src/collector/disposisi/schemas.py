"""Bodies of the disposisi."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from collector.text import Line
from lapkin_contracts.rules.periods import Periode


class ParafIn(BaseModel):
    """Initials under an order; a note if there is one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    catatan: Line = Field(default="", max_length=300)


class ParafOut(BaseModel):
    """Who initialed an order, when, and what they noted."""

    model_config = ConfigDict(from_attributes=True)

    oleh: str
    nama: str
    jabatan: str
    """Of a Plt or Plh; else empty."""
    catatan: str
    pada: datetime


class DisposisiOut(BaseModel):
    """An order as it went out."""

    tahun: int
    nomor: int
    nomor_agenda: str
    period: Periode
    perihal: str
    sifat: str
    diteruskan_kepada: tuple[str, ...]
    instruksi: tuple[str, ...]
    catatan: str
    issued_at: datetime
    paraf: list[ParafOut]
