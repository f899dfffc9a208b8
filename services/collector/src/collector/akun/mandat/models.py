"""Table of the roles that are held for a time."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from collector.tables import Table
from lapkin_chassis.tables import Instant


class Mandat(Table, table=True):
    """A role held in somebody's place. Never deleted: acts done by it name its decree."""

    __table_args__ = (Index(None, "username"), Index(None, "menggantikan"))

    id: int | None = Field(default=None, primary_key=True)
    username: str = Field(max_length=40, foreign_key="account.username")
    role: str = Field(max_length=20)
    unit: str = Field(max_length=31)
    jenis: str = Field(max_length=3)
    sebutan: str = Field(max_length=120)
    dasar: str = Field(max_length=120)
    since: datetime = Field(sa_type=Instant)
    until: datetime = Field(sa_type=Instant)
    """Its last second."""
    menggantikan: str | None = Field(max_length=40, foreign_key="account.username")
    """Nobody, where the post is vacant."""
    given_by: str = Field(max_length=60)
    given_at: datetime = Field(sa_type=Instant)
    ended_by: str | None = Field(default=None, max_length=60)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    """When it was ended before its time."""
