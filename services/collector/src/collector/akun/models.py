"""Tables of people, programs and who tried to sign in."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from collector.tables import Table
from lapkin_chassis.tables import Instant


class Account(Table, table=True):
    """A person. Never deleted: the record of the year names its username."""

    id: int | None = Field(default=None, primary_key=True)
    username: str = Field(max_length=40, unique=True)
    name: str = Field(max_length=120)
    password_hash: str = Field(max_length=200, repr=False)
    """argon2id, with its parameters."""
    active: bool = True


class AccountGrant(Table, table=True):
    """What a person may do in one unit, or in all of them (`*`)."""

    __tablename__ = "account_grant"

    account_id: int = Field(primary_key=True, foreign_key="account.id")
    role: str = Field(primary_key=True, max_length=20)
    unit: str = Field(primary_key=True, max_length=31)


class SignIn(Table, table=True):
    """One attempt to sign in; the throttle counts these, and an auditor reads them."""

    __tablename__ = "sign_in"
    __table_args__ = (Index(None, "username", "at"), Index(None, "address", "at"))

    id: int | None = Field(default=None, primary_key=True)
    username: str = Field(max_length=40)
    """Empty if what was typed cannot be one: it may have been the password."""
    address: str = Field(max_length=64)
    at: datetime = Field(sa_type=Instant)
    outcome: str = Field(max_length=12)


class Client(Table, table=True):
    """A program of another office. Never deleted, only revoked."""

    client_id: str = Field(primary_key=True, max_length=40)
    name: str = Field(max_length=120)
    secret_sha256: str = Field(max_length=64, repr=False)
    active: bool = True
    expires_at: datetime = Field(sa_type=Instant)
    created_at: datetime | None = Field(default=None, sa_type=Instant)
    """Unknown of those made before it was kept."""
    last_used_at: datetime | None = Field(default=None, sa_type=Instant)
    """When it last fetched a token, to the minute."""
    previous_sha256: str = Field(default="", max_length=64, repr=False)
    """The secret before the last rotation."""
    previous_until: datetime | None = Field(default=None, sa_type=Instant)
    """Until then the previous secret holds too."""


class ClientGrant(Table, table=True):
    """What a program may do in one unit, or in all of them (`*`)."""

    __tablename__ = "client_grant"

    client_id: str = Field(primary_key=True, max_length=40, foreign_key="client.client_id")
    role: str = Field(primary_key=True, max_length=20)
    unit: str = Field(primary_key=True, max_length=31)
