"""Newer figures than a draft holds, and what was decided about them. Rows are never changed."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Text
from sqlmodel import Field

from lapkin_chassis.tables import Instant
from reporter.tables import Table


class Pilihan(StrEnum):
    """What Kasubag does with newer figures."""

    PAKAI = "pakai"  # a new draft from them
    TUNDA = "tunda"  # left to a Ralat


class Perubahan(Table, table=True):
    """A rekap that came in while a draft or an issued report stood."""

    period: str = Field(primary_key=True, max_length=8)
    revision: int = Field(primary_key=True)
    """Of the rekap."""
    rekap: str = Field(sa_type=Text)
    """The rekap as announced, JSON."""
    announced_at: datetime = Field(sa_type=Instant)


class RekapGugur(Table, table=True):
    """A revision of a rekap that no longer stands, and why."""

    __tablename__ = "rekap_gugur"

    period: str = Field(primary_key=True, max_length=8)
    revision: int = Field(primary_key=True)
    sebab: str = Field(sa_type=Text)
    announced_at: datetime = Field(sa_type=Instant)


class Keputusan(Table, table=True):
    """Kasubag's choice about the newest rekap under a draft."""

    id: int | None = Field(default=None, primary_key=True)
    period: str = Field(max_length=8, index=True)
    draft_revision: int
    rekap_revision: int
    """The newest known then."""
    pilihan: str = Field(max_length=8)
    decided_by: str = Field(max_length=120)
    decided_at: datetime = Field(sa_type=Instant)
