"""The signature of an edition, as it stands."""

from datetime import datetime

from sqlalchemy import Column, Enum, ForeignKeyConstraint, Text
from sqlmodel import Field

from lapkin_chassis.tables import Instant
from reporter.tables import Table
from reporter.tanda_tangan.domain import State

STATE = Enum(
    State,
    native_enum=False,
    length=16,
    values_callable=lambda states: [one.value for one in states],
)


class TandaTangan(Table, table=True):
    """Who was asked, where, and what came of it. No passphrase has a place here."""

    __tablename__ = "tanda_tangan"
    __table_args__ = (
        ForeignKeyConstraint(["period", "edisi"], ["laporan.period", "laporan.edisi"]),
    )

    period: str = Field(primary_key=True, max_length=8)
    edisi: int = Field(primary_key=True)
    state: State = Field(sa_column=Column(STATE, nullable=False))
    cara: str = Field(max_length=16)
    """lokal, bsre or provinsi"""
    tiket: str = Field(sa_type=Text)
    requested_by: str = Field(max_length=120)
    requested_at: datetime = Field(sa_type=Instant)
    nama: str = Field(sa_type=Text)
    jabatan: str = Field(sa_type=Text)
    """Of the signer, as printed."""
    dasar: str = Field(sa_type=Text)
    """The decree, where a Plt or Plh signed."""
    signed_at: datetime | None = Field(default=None, sa_type=Instant)
    sertifikat_sha256: str = Field(default="", max_length=64)
    sertifikat_pemilik: str = Field(default="", sa_type=Text)
    berkas_sha256: str = Field(default="", max_length=64)
    """The signed PDF, among the files of the edition."""
