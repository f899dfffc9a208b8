"""Tables of obligations and reminders."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from lapkin_chassis.tables import Instant
from notifier.tables import Recipient, Table


class Kewajiban(Table, table=True):
    """What one unit owes for one triwulan, as the facts tell it in whatever order they come."""

    period: str = Field(primary_key=True, max_length=10)
    unit: str = Field(primary_key=True, max_length=40)
    instansi: str = Field(max_length=40)
    batas: datetime | None = Field(default=None, sa_type=Instant)
    """Due date that the ladder hangs on; of a reopening, its expiry."""
    terkunci: datetime | None = Field(default=None, sa_type=Instant)
    """The unit can send nothing after this."""
    sejak: datetime | None = Field(default=None, sa_type=Instant)
    """When it last came to be owed."""
    dibuka_kembali: bool = False
    """Reopened for this unit: what happens to the whole period concerns it no more."""
    revision: int = 0
    """Newest figures that came."""
    dikembalikan: int = 0
    """Newest figures that went back to the unit."""
    lengkap: bool = False
    """The newest figures leave nothing open."""


class TanggaKantor(Table, table=True):
    """The ladder as the office set it, by version; what is shipped holds until then. Append-only."""

    __tablename__ = "tangga"

    versi: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    event_id: str = Field(max_length=36)
    anak_tangga: str = Field(sa_type=sa.Text)
    """The rungs as JSON; an empty list where the office took its own back."""
    jam: str = Field(max_length=5)
    alasan: str = Field(max_length=500)
    oleh: str = Field(max_length=120)
    berlaku_sejak: datetime = Field(sa_type=Instant)


class Pengingat(Table, table=True):
    """One rung for one unit: what was told, and when."""

    kunci: str = Field(primary_key=True, max_length=160)
    period: str = Field(max_length=10, index=True)
    unit: str = Field(max_length=40)
    batas: datetime = Field(sa_type=Instant)
    anak_tangga: str = Field(max_length=20)
    oleh: str = Field(max_length=120)
    terlewati: str = Field(default="", max_length=200)
    """Rungs before it that were missed, separated by commas."""
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    """None while somebody's message waits."""


class Diingatkan(Recipient, table=True):
    """One person a reminder is for; the address is masked once the reminder is done."""

    kunci: str = Field(primary_key=True, max_length=160)
    nomor: int = Field(primary_key=True)
