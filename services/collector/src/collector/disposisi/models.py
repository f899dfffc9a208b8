"""Who initialed an order. Rows are added, never changed."""

from datetime import datetime

from sqlmodel import Field

from collector.tables import Table
from lapkin_chassis.tables import Instant


class Paraf(Table, table=True):
    """One person's initials under an order, with what they noted."""

    tahun: int = Field(primary_key=True)
    nomor: int = Field(primary_key=True)
    """Of the order."""
    urutan: int = Field(primary_key=True)
    oleh: str = Field(max_length=120)
    nama: str = Field(max_length=120)
    jabatan: str = Field(max_length=120)
    """As printed, where it was done by mandate; else empty."""
    catatan: str = Field(max_length=300)
    pada: datetime = Field(sa_type=Instant)
