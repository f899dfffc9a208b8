"""Tables of the Laporan Progres Bulanan."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field

from collector.tables import Table
from lapkin_chassis.tables import Instant


class Progres(Table, table=True):
    """One revision of a unit's progress report of a month."""

    unit: str = Field(primary_key=True, max_length=31)
    bulan: str = Field(primary_key=True, max_length=7)
    revision: int = Field(primary_key=True)
    submitted_at: datetime = Field(sa_type=Instant)
    oleh: str = Field(max_length=120)
    uraian: str = Field(max_length=2000)
    kendala: str = Field(max_length=2000)
    solusi: str = Field(max_length=2000)
    faktor_pendorong: str = Field(max_length=2000)
    indikator: str = Field(default="[]", sa_type=Text)
    """What it says by indikator, as JSON: it is read and written as one (ADR 0005)."""
