"""Issued reports. Rows are added, never changed."""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Text
from sqlmodel import Field

from lapkin_chassis.tables import Instant
from lapkin_contracts import laporan as contracts
from reporter.tables import Table


class Laporan(Table, table=True):
    """An edition of a period's report."""

    period: str = Field(primary_key=True, max_length=8)
    edisi: int = Field(primary_key=True)
    unit: str = Field(max_length=31)
    """The instansi."""
    judul: str = Field(sa_type=Text)
    nomor: str = Field(sa_type=Text)
    draft_revision: int
    rekap_revision: int
    isi: str = Field(sa_type=Text)
    """The frozen snapshot, as canonical JSON."""
    sha256: str = Field(max_length=64)
    approved_by: str = Field(max_length=120)
    jabatan: str = Field(default="", sa_type=Text)
    """Of the approver, as printed."""
    dasar: str = Field(default="", sa_type=Text)
    """The decree, where a Plt or Plh approved."""
    menggantikan: int | None = None
    """The edition it replaces."""
    sebab: str = Field(default="", sa_type=Text)
    """Why that one was replaced."""
    issued_at: datetime = Field(sa_type=Instant)


class Berkas(Table, table=True):
    """A file of an edition, addressed by the hash of its bytes."""

    __table_args__ = (
        ForeignKeyConstraint(["period", "edisi"], ["laporan.period", "laporan.edisi"]),
    )

    sha256: str = Field(primary_key=True, max_length=64)
    period: str = Field(max_length=8, index=True)
    edisi: int
    format: str = Field(max_length=16)
    media_type: str = Field(max_length=120)
    nama: str = Field(max_length=120)
    size_bytes: int
    isi: bytes = Field(repr=False)

    @property
    def as_announced(self) -> contracts.Berkas:
        return contracts.Berkas(
            format=self.format, sha256=self.sha256, bytes=self.size_bytes, nama=self.nama
        )
