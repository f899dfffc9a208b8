"""Table of the SOP clock."""

from datetime import datetime

from sqlmodel import Field

from lapkin_chassis.tables import Instant
from notifier.tables import Table


class Langkah(Table, table=True):
    """One end of one step of a case: when it began, or when it was done. Never changed."""

    period: str = Field(primary_key=True, max_length=10)
    nomor: int = Field(primary_key=True)
    edge: str = Field(primary_key=True, max_length=8)
    """`started` or `ended`"""
    at: datetime = Field(sa_type=Instant)
    """By the office's clock."""
    recorded: datetime = Field(sa_type=Instant)
    """By the machine's."""
    event_id: str = Field(max_length=36)
    """The event that says so."""


class WaktuLangkah(Table, table=True):
    """What the office set as the allowed time of a step. Rows are appended, never changed."""

    __tablename__ = "waktu_langkah"

    nomor: int = Field(primary_key=True)
    versi: int = Field(primary_key=True)
    """1, 2, 3 per step."""
    nilai: int | None = Field(default=None)
    """None where the office took its own time back."""
    satuan: str | None = Field(default=None, max_length=14)
    alasan: str = Field(max_length=500)
    oleh: str = Field(max_length=120)
    berlaku_sejak: datetime = Field(sa_type=Instant)
    """Steps that begin from here on are judged by it."""
    event_id: str = Field(max_length=36)
