"""Tables of what units sent. A correction is a new revision; nothing stored is ever changed."""

from datetime import datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from collector.tables import Table
from lapkin_chassis.tables import Instant


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
    isi: str = Field(sa_type=Text)
    """What was announced of this revision, as JSON: the whole state it says (ADR 0005)."""


class Idempotency(Table, table=True):
    """The answer to a request, kept so that a repeat gets the same one."""

    __table_args__ = (Index(None, "at"),)

    client: str = Field(primary_key=True, max_length=120)
    key: str = Field(primary_key=True, max_length=200)
    body_sha256: str = Field(max_length=64)
    revision: int
    answer: bytes
    at: datetime = Field(sa_type=Instant)
