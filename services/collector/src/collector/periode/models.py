"""Tables of the triwulan, who owes figures for it, and the orders that went out."""

from datetime import datetime

from sqlmodel import Field

from collector.tables import Table
from lapkin_chassis.tables import Instant
from lapkin_contracts.rules.periods import ZONE


class Periode(Table, table=True):
    """A triwulan and where its collection stands."""

    period: str = Field(primary_key=True, max_length=8)
    state: str = Field(max_length=12)
    opens_at: datetime = Field(sa_type=Instant)
    batas: datetime = Field(sa_type=Instant)
    """Figures are on time until the end of this second."""
    ditutup_pada: datetime = Field(sa_type=Instant)
    """It closes by itself after this second."""
    opened_at: datetime | None = Field(default=None, sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)


class Kewajiban(Table, table=True):
    """What one unit owes for one triwulan."""

    period: str = Field(primary_key=True, max_length=8)
    unit: str = Field(primary_key=True, max_length=31)
    state: str = Field(max_length=12)
    revision: int
    """Newest submission; 0 while there is none."""
    batas: datetime | None = Field(default=None, sa_type=Instant)
    """The due date; a calendar that changes moves it while the triwulan is open."""
    dibuka_sampai: datetime | None = Field(default=None, sa_type=Instant)
    """Reopened after closing, until the end of this second."""
    terlambat_hari: int = 0
    """Working days the newest submission came after the due date."""

    @property
    def due(self) -> datetime:
        assert self.batas is not None  # every row got one when the column came
        return self.batas.astimezone(ZONE)


class PermintaanBuka(Table, table=True):
    """A unit's request to send figures after closing, and what became of it."""

    __tablename__ = "permintaan_buka"

    unit: str = Field(primary_key=True, max_length=31)
    period: str = Field(primary_key=True, max_length=8)
    nomor: int = Field(primary_key=True)
    alasan: str = Field(max_length=500)
    diminta_oleh: str = Field(max_length=120)
    diminta_pada: datetime = Field(sa_type=Instant)
    alasan_setuju: str = Field(default="", max_length=500)
    disetujui_oleh: str | None = Field(default=None, max_length=120)
    disetujui_pada: datetime | None = Field(default=None, sa_type=Instant)
    sampai: datetime | None = Field(default=None, sa_type=Instant)
    alasan_tolak: str = Field(default="", max_length=500)
    ditolak_oleh: str | None = Field(default=None, max_length=120)
    ditolak_pada: datetime | None = Field(default=None, sa_type=Instant)

    @property
    def is_waiting(self) -> bool:
        return self.disetujui_pada is None and self.ditolak_pada is None


class Disposisi(Table, table=True):
    """An order to gather figures, numbered through the year it was issued in."""

    tahun: int = Field(primary_key=True)
    nomor: int = Field(primary_key=True)
    period: str = Field(max_length=8, unique=True)
    issued_at: datetime = Field(sa_type=Instant)
