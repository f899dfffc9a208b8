"""Tables of the sosialisasi."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from lapkin_chassis.tables import Instant
from notifier.tables import Recipient, Table


class Pejabat(Table, table=True):
    """One line of the list of a unit's, or the instansi's, officials."""

    unit: str = Field(primary_key=True, max_length=40)
    nomor: int = Field(primary_key=True)
    nama: str = Field(max_length=200)
    jabatan: str = Field(max_length=200)
    """Printed title."""
    surel: str = Field(max_length=254, repr=False)
    peran: str = Field(default="", max_length=12)
    """The `Jabatan` behind the title."""
    berlaku_sejak: date | None = None
    berlaku_sampai: date | None = None
    """Last day of a Plt or Plh."""


class Sosialisasi(Table, table=True):
    """An edition of a report on its way to the officials."""

    period: str = Field(primary_key=True, max_length=10)
    edisi: int = Field(primary_key=True)
    unit: str = Field(max_length=40)
    judul: str = Field(max_length=300)
    nomor: str = Field(max_length=120)
    pdf_sha256: str | None = Field(default=None, max_length=64)
    event_id: str = Field(max_length=36)
    """The `laporan.issued` it follows from."""
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    """When every recipient's message was sent or given up; none while somebody's waits."""
    menggantikan: int | None = None
    """The edition that this one replaces (Ralat)."""
    sebab: str = Field(default="", sa_type=sa.Text)
    """Why it does."""
    putaran: int = 1
    """How often it was told of: again each time somebody asks for it."""


class Penerima(Recipient, table=True):
    """One recipient of an edition, as the list of officials stood when it was issued."""

    period: str = Field(primary_key=True, max_length=10)
    edisi: int = Field(primary_key=True)
    nomor: int = Field(primary_key=True)
    acknowledged_at: datetime | None = Field(default=None, sa_type=Instant)


class TautanDibuka(Table, table=True):
    """When a personal link was first opened. Known to this store alone; a scanner opens links, too."""

    __tablename__ = "tautan_dibuka"

    period: str = Field(primary_key=True, max_length=10)
    edisi: int = Field(primary_key=True)
    nomor: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Instant)
