"""Table of the event log."""

from datetime import datetime

from sqlmodel import Field

from lapkin_chassis.tables import Instant
from notifier.tables import Table


class LoggedEvent(Table, table=True):
    """A fact as it arrived. Rows are appended, never changed."""

    __tablename__ = "event"

    position: int = Field(primary_key=True)
    """1, 2, 3 without gaps: the cursor of the feed and of the tail."""
    event_id: str = Field(max_length=36, unique=True)
    type: str = Field(max_length=80)
    unit: str = Field(max_length=40)
    period: str = Field(max_length=10, index=True)
    """The case; `-` for a fact of no period."""
    time: datetime = Field(sa_type=Instant)
    recordedtime: datetime = Field(sa_type=Instant)
    causationid: str | None = Field(default=None, max_length=36)
    source: str = Field(max_length=60)
    body: bytes
    """The CloudEvents document, given out as it stands."""
