"""Tables of webhooks. No fact tells of them: they live in this store and its backups alone."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from lapkin_chassis.tables import Instant
from notifier.tables import Table


class Webhook(Table, table=True):
    """An address that is told of events."""

    id: str = Field(primary_key=True, max_length=36)
    url: str = Field(max_length=2000)
    types: str = Field(default="", sa_type=sa.Text)
    """Separated by commas; none means every type."""
    unit: str = Field(default="", max_length=40)
    """Only facts about this unit; empty means all."""
    secret_version: int = 1
    """The secret itself is derived, and not stored."""
    rotated_at: datetime | None = Field(default=None, sa_type=Instant)
    created_by: str = Field(max_length=120)
    created_at: datetime = Field(sa_type=Instant)
    hears_from: datetime = Field(sa_type=Instant)
    """By the machine's clock: facts recorded before it are history, and not told."""
    is_active: bool = True
    reason: str = Field(default="", max_length=300)
    """Why it is not active."""
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    """Nobody sees it any more; what it was sent stays on record."""
    failing_since: datetime | None = Field(default=None, sa_type=Instant)
    rests_until: datetime | None = Field(default=None, sa_type=Instant)
    """It could not be reached: nothing is sent there before this."""


class WebhookDelivery(Table, table=True):
    """One event on its way to one address: told once, whatever happens."""

    __tablename__ = "webhook_delivery"

    webhook: str = Field(primary_key=True, max_length=36)
    event_id: str = Field(primary_key=True, max_length=36)
    type: str = Field(max_length=80)
    created_at: datetime = Field(sa_type=Instant)
    body: bytes | None = None
    """Of a ping; any other event's is in the log."""
    status: str = Field(max_length=8)
    attempts: int = 0
    next_attempt_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    answered: int | None = None
    """Status code of the last answer; none where there was no answer."""
    reason: str = Field(default="", max_length=300)
    decided_at: datetime | None = Field(default=None, sa_type=Instant)
    note: str = Field(default="", max_length=500)
    """Why somebody had it sent again."""
    redriven_by: str = Field(default="", max_length=120)
