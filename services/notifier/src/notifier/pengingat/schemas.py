"""HTTP bodies of reminders and of what the clock owes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from lapkin_chassis.triggers import Failure, Pause, Run
from lapkin_contracts.rules.periods import ZONE, Saat
from notifier.mail import Status, masked
from notifier.pengingat.domain import Rung
from notifier.pengingat.models import Diingatkan, Pengingat

Kind = Literal["*", "pengingat", "sla"]
"""`*` is everything that the notifier's clock runs."""


class DiingatkanOut(BaseModel):
    """One person, and how the message ended."""

    nama: str
    jabatan: str
    surel: str
    """Masked."""
    status: Status
    attempts: int
    reason: str
    decided_at: AwareDatetime | None


class PengingatOut(BaseModel):
    """One reminder."""

    kunci: str
    period: str
    unit: str
    batas: AwareDatetime
    anak_tangga: str
    oleh: str
    """`jam`, or who asked for it."""
    terlewati: list[str]
    """Rungs before it that were missed."""
    sent_at: AwareDatetime | None
    kepada: list[DiingatkanOut]

    @classmethod
    def of(cls, pengingat: Pengingat, people: Iterable[Diingatkan]) -> Self:
        return cls(
            kunci=pengingat.kunci,
            period=pengingat.period,
            unit=pengingat.unit,
            batas=pengingat.batas.astimezone(ZONE),
            anak_tangga=pengingat.anak_tangga,
            oleh=pengingat.oleh,
            terlewati=list(filter(None, pengingat.terlewati.split(","))),
            sent_at=_local(pengingat.sent_at),
            kepada=[_diingatkan(one) for one in people],
        )


class ComingOut(BaseModel):
    """A reminder that will go out if the unit sends nothing."""

    kunci: str
    kind: str
    period: str
    unit: str
    anak_tangga: str
    due_at: AwareDatetime

    @classmethod
    def of(cls, rung: Rung) -> Self:
        return cls(
            kunci=rung.planned.key,
            kind=rung.planned.kind,
            period=rung.owed.period,
            unit=rung.owed.unit,
            anak_tangga=rung.anak_tangga.kode,
            due_at=rung.planned.due_at,
        )


class RunOut(BaseModel):
    """One thing that the clock did, or left out."""

    kunci: str
    kind: str
    due_at: AwareDatetime
    ran_at: AwareDatetime
    oleh: str
    outcome: str

    @classmethod
    def of(cls, run: Run) -> Self:
        return cls(
            kunci=run.key,
            kind=run.kind,
            due_at=run.due_at.astimezone(ZONE),
            ran_at=run.ran_at.astimezone(ZONE),
            oleh=run.by,
            outcome=run.outcome,
        )


class PauseOut(BaseModel):
    """A kind that does not run for now."""

    kind: str
    sampai: AwareDatetime
    oleh: str
    alasan: str
    at: AwareDatetime

    @classmethod
    def of(cls, pause: Pause) -> Self:
        return cls(
            kind=pause.kind,
            sampai=pause.until.astimezone(ZONE),
            oleh=pause.by,
            alasan=pause.reason,
            at=pause.at.astimezone(ZONE),
        )


class GagalOut(BaseModel):
    """A run that is due and could not be done; it is tried again."""

    kunci: str
    kali: int
    sejak: AwareDatetime
    terakhir: AwareDatetime
    sebab: str

    @classmethod
    def of(cls, failure: Failure) -> Self:
        return cls(
            kunci=failure.key,
            kali=failure.attempts,
            sejak=failure.first_at.astimezone(ZONE),
            terakhir=failure.last_at.astimezone(ZONE),
            sebab=failure.error,
        )


class JadwalOut(BaseModel):
    """The notifier's clock: what is coming, what was, what rests, what fails."""

    jeda: list[PauseOut]
    akan_datang: list[ComingOut]
    riwayat: list[RunOut]
    """Newest first."""
    gagal: list[GagalOut]


class PauseIn(BaseModel):
    """A pause ends by itself, and what it held back is caught up."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind = "*"
    sampai: Saat
    alasan: str = Field(min_length=3, max_length=500)


class ResumeIn(BaseModel):
    """Ends a pause before its time."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind = "*"


def _diingatkan(row: Diingatkan) -> DiingatkanOut:
    return DiingatkanOut(
        nama=row.nama,
        jabatan=row.jabatan,
        surel=masked(row.surel),
        status=Status(row.status),
        attempts=row.attempts,
        reason=row.reason,
        decided_at=_local(row.decided_at),
    )


def _local(moment: datetime | None) -> datetime | None:
    return moment and moment.astimezone(ZONE)
