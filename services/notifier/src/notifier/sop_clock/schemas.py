"""HTTP bodies of the SOP clock."""

from typing import Self

from pydantic import AwareDatetime, BaseModel

from lapkin_contracts.organisasi import Jabatan
from lapkin_contracts.rules.periods import ZONE, Jenis, Periode
from notifier.sop_clock.domain import Case, Position, State


class LangkahOut(BaseModel):
    """How one step stands."""

    nomor: int
    kegiatan: str
    pelaksana: tuple[Jabatan, ...]
    waktu: str
    """Allowed time as the SOP prints it."""
    started_at: AwareDatetime | None
    ended_at: AwareDatetime | None
    seconds_elapsed: int | None
    """By the office's clock; up to now while the step runs."""
    machine_seconds: float | None
    """By the machine's clock, from the facts as they were recorded; none while the step runs."""
    state: State
    late: bool

    @classmethod
    def of(cls, position: Position) -> Self:
        started, ended = position.started_at, position.ended_at
        elapsed, machine = position.elapsed, position.machine
        return cls(
            nomor=position.step.nomor,
            kegiatan=position.step.kegiatan_dibaca,
            pelaksana=position.step.pelaksana.jabatan,
            waktu=position.step.waktu.tercetak,
            started_at=started and started.astimezone(ZONE),
            ended_at=ended and ended.astimezone(ZONE),
            seconds_elapsed=None if elapsed is None else int(elapsed.total_seconds()),
            machine_seconds=None if machine is None else machine.total_seconds(),
            state=position.state,
            late=position.is_late,
        )


class CaseOut(BaseModel):
    """One period's run through the SOP."""

    period: Periode
    jenis: Jenis
    title: str
    state: State
    langkah: tuple[LangkahOut, ...]

    @classmethod
    def of(cls, case: Case) -> Self:
        return cls(
            period=case.period,
            jenis=case.period.jenis,
            title=case.period.title,
            state=case.state,
            langkah=tuple(LangkahOut.of(position) for position in case.steps),
        )
