"""Bodies of the clock's runs and pauses."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from collector.jadwal.domain import Kind
from collector.text import Line
from lapkin_contracts.rules.periods import Periode, Saat, Tanggal

AnyKind = Kind | Literal["*"]
"""`*` is every kind."""


class ScheduleOut(BaseModel):
    """What the clock did."""

    opened: list[Periode]
    closed: list[Periode]
    ran: list[str]
    """Keys of all runs, in order."""
    failed: list[str]
    """Keys of those that could not be done now; they are tried again soon."""


class Window(BaseModel):
    """Days to look at, both included."""

    model_config = ConfigDict(extra="forbid")

    first: Tanggal | None = Field(default=None, alias="from")
    last: Tanggal | None = Field(default=None, alias="to")


class RunOut(BaseModel):
    """One that happened."""

    key: str
    kind: Kind | Literal["jeda"]
    """`jeda` is a pause that somebody made or ended."""
    judul: str
    due_at: datetime
    ran_at: datetime
    oleh: str
    """A person, or `jam`."""
    hasil: str


class GagalOut(BaseModel):
    """Why a run that is due has not been done."""

    kali: int
    sejak: datetime
    terakhir: datetime
    sebab: str


class ComingOut(BaseModel):
    """One that is owed, or will be if nothing changes."""

    key: str
    kind: Kind
    judul: str
    due_at: datetime
    paused_until: datetime | None
    gagal: GagalOut | None


class JadwalOut(BaseModel):
    """Runs of some days."""

    past: list[RunOut]
    coming: list[ComingOut]


class PauseIn(BaseModel):
    """Stop a kind until a moment; what is due meanwhile runs after it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    jenis: AnyKind
    sampai: Saat | Tanggal
    """A day counts to its end."""
    alasan: Annotated[Line, StringConstraints(min_length=1, max_length=500)]


class ResumeIn(BaseModel):
    """Let a kind run again."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    jenis: AnyKind


class PauseOut(BaseModel):
    """One in force."""

    jenis: AnyKind
    sampai: datetime
    oleh: str
    alasan: str
    pada: datetime
