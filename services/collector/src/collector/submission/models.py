"""Tables of what units sent. A correction is a new revision; nothing stored is ever changed."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from collector.tables import Table
from lapkin_chassis.tables import Figure, Instant


class Submission(Table, table=True):
    """One revision of a unit's figures for a triwulan, and the receipt it was given.

    Receipts form one chain over the whole store: `sha256` covers `prev`, which is the `sha256` of
    the receipt before.
    """

    __table_args__ = (UniqueConstraint("unit", "period", "revision"),)

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    """Number of the receipt."""
    unit: str = Field(max_length=31)
    period: str = Field(max_length=8)
    revision: int
    received_at: datetime = Field(sa_type=Instant)
    oleh: str = Field(max_length=120)
    """Subject of the person or program that sent it."""
    source_system: str | None = Field(max_length=120)
    source_ref: str | None = Field(max_length=120)
    source_generated_at: datetime | None = Field(sa_type=Instant)
    body_sha256: str = Field(max_length=64)
    prev: str = Field(max_length=64)
    sha256: str = Field(max_length=64)
    sig: str = Field(max_length=120)
    kid: str = Field(max_length=64)


class SubmissionNilai(Table, table=True):
    """What a revision says about one indikator."""

    __tablename__ = "submission_nilai"
    __table_args__ = ({"sqlite_with_rowid": False},)

    seq: int = Field(primary_key=True, foreign_key="submission.seq")
    indikator: str = Field(primary_key=True, max_length=40)
    status: str = Field(max_length=16)
    realisasi: Decimal | None = Field(sa_type=Figure)
    pembilang: Decimal | None = Field(sa_type=Figure)
    penyebut: Decimal | None = Field(sa_type=Figure)
    alasan: str = Field(max_length=500)
    kendala: str = Field(max_length=2000)
    solusi: str = Field(max_length=2000)
    rencana_tindak_lanjut: str = Field(max_length=2000)
    penanggung_jawab: str = Field(max_length=120)
    batas_waktu: date | None
    bukti: str
    """JSON list of content hashes, names and places; empty if there is no evidence."""


class SubmissionAnggaran(Table, table=True):
    """What a revision says about one program line."""

    __tablename__ = "submission_anggaran"
    __table_args__ = ({"sqlite_with_rowid": False},)

    seq: int = Field(primary_key=True, foreign_key="submission.seq")
    kode: str = Field(primary_key=True, max_length=40)
    realisasi: Decimal = Field(sa_type=Figure)


class Idempotency(Table, table=True):
    """The answer to a request, kept so that a repeat gets the same one."""

    __table_args__ = (Index(None, "at"),)

    client: str = Field(primary_key=True, max_length=120)
    key: str = Field(primary_key=True, max_length=200)
    body_sha256: str = Field(max_length=64)
    revision: int
    answer: bytes
    at: datetime = Field(sa_type=Instant)
