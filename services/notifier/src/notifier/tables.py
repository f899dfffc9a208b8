"""The base of every table of this service, and what every list of recipients holds."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from lapkin_chassis.tables import Instant, own_registry


class Table(SQLModel, registry=own_registry()):
    """Named by its noun in snake_case; two words need `__tablename__`."""


class Recipient(Table):
    """One person on a list, and the message on its way to them."""

    nama: str = Field(max_length=200)
    jabatan: str = Field(max_length=200)
    surel: str = Field(max_length=254, repr=False)
    status: str = Field(max_length=8)
    attempts: int = 0
    next_attempt_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    """None once the message was sent or given up."""
    reason: str = Field(default="", max_length=500)
    """What the mail server last said against it."""
    decided_at: datetime | None = Field(default=None, sa_type=Instant)
