"""The lembar koreksi."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field

from lapkin_chassis.tables import Instant
from lapkin_contracts.laporan import ButirKoreksi
from reporter.tables import Table


class Koreksi(Table, table=True):
    """One thing a Tidak asked for, and the answer. Numbered through all rounds of a period."""

    period: str = Field(primary_key=True, max_length=8)
    nomor: int = Field(primary_key=True)
    revision: int
    """Revision of the draft it was asked about."""
    bagian: str = Field(max_length=80)
    uraian: str = Field(sa_type=Text)
    requested_by: str = Field(max_length=120)
    requested_at: datetime = Field(sa_type=Instant)
    jawaban: str = Field(default="", sa_type=Text)
    """Empty while it is open."""
    answered_by: str = Field(default="", max_length=120)
    answered_at: datetime | None = Field(default=None, sa_type=Instant)

    @property
    def as_printed(self) -> ButirKoreksi:
        return ButirKoreksi(
            nomor=self.nomor, bagian=self.bagian, uraian=self.uraian, jawaban=self.jawaban
        )
