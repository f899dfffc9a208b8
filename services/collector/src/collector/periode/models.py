"""Tables of the triwulan, who owes figures for it, and the orders that went out."""

from datetime import datetime

from sqlmodel import Field

from collector.tables import Table
from lapkin_chassis.tables import Instant


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


class Disposisi(Table, table=True):
    """An order to gather figures, numbered through the year it was issued in."""

    tahun: int = Field(primary_key=True)
    nomor: int = Field(primary_key=True)
    period: str = Field(max_length=8, unique=True)
    issued_at: datetime = Field(sa_type=Instant)
