"""Bodies of mandates."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from collector.akun.domain import grant_pattern
from collector.akun.mandat.domain import MANDATE_ROLES
from collector.akun.schemas import Body, Username
from collector.text import Line
from lapkin_contracts.organisasi import StatusPejabat
from lapkin_contracts.rules.periods import Tanggal

MandateGrant = Annotated[str, StringConstraints(pattern=grant_pattern(MANDATE_ROLES))]


class MandateIn(Body):
    """A role to be held in somebody's place for a time."""

    grant: MandateGrant
    """Such as `kasubag@*`."""
    jenis: Literal[StatusPejabat.PLT, StatusPejabat.PLH]
    sebutan: Line = Field(min_length=1, max_length=120)
    """Title of the post, without Plt. or Plh."""
    dasar: Line = Field(min_length=1, max_length=120)
    """The decree."""
    sejak: Tanggal
    sampai: Tanggal
    """The last day, the whole of it."""
    menggantikan: Username | None = None
    """Account of the officer who is away; a Plt. of a vacant post replaces nobody."""


class MandateOut(MandateIn):
    """A mandate as it was given, and whether it was ended early."""

    id: int
    username: str
    """Who holds it."""
    title: str
    """As printed under acts."""
    since: datetime
    until: datetime
    given_by: str
    given_at: datetime
    ended_by: str | None
    ended_at: datetime | None
