"""HTTP bodies of the SOP clock."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from lapkin_contracts.langkah import SatuanWaktu
from lapkin_contracts.organisasi import Jabatan
from lapkin_contracts.rules.periods import ZONE, Jenis, Periode
from lapkin_contracts.rules.working_time import WaktuKerja
from lapkin_contracts.sop import Step
from notifier.sop_clock.domain import Case, Position, State
from notifier.sop_clock.spans import Pihak, Span
from notifier.sop_clock.waktu import Penetapan, Sumber, WaktuBerlaku


class WaktuIn(BaseModel):
    """The time the office allows a step."""

    model_config = ConfigDict(extra="forbid")

    nilai: int = Field(gt=0, le=10_000)
    satuan: SatuanWaktu
    alasan: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=500)]


class WaktuOut(BaseModel):
    """The allowed time that holds, and by whose word."""

    nilai: int
    satuan: SatuanWaktu
    teks: str
    sumber: Sumber
    alasan: str
    oleh: str
    sejak: AwareDatetime | None

    @classmethod
    def of(cls, one: WaktuBerlaku) -> Self:
        return cls(
            nilai=one.nilai,
            satuan=one.satuan,
            teks=one.teks,
            sumber=one.sumber,
            alasan=one.alasan,
            oleh=one.oleh,
            sejak=local(one.sejak),
        )


class PenetapanOut(BaseModel):
    """One version of what the office set."""

    model_config = ConfigDict(from_attributes=True)

    versi: int
    nilai: int | None
    """None where the office took its own time back."""
    satuan: SatuanWaktu | None
    alasan: str
    oleh: str
    berlaku_sejak: AwareDatetime


class StepOut(BaseModel):
    """One row of the SOP's table."""

    nomor: int
    jenis: Jenis
    kegiatan: str
    pelaksana: tuple[Jabatan, ...]
    tercetak: str
    """Allowed time as the SOP prints it."""
    waktu: WaktuOut
    """What holds now."""
    riwayat: tuple[PenetapanOut, ...]
    dasar_hukum: str | None
    """Of a legal last day, where there is one."""

    @classmethod
    def of(cls, step: Step, waktu: WaktuBerlaku, riwayat: Sequence[Penetapan]) -> Self:
        return cls(
            nomor=step.nomor,
            jenis=step.jenis,
            kegiatan=step.kegiatan_dibaca,
            pelaksana=step.pelaksana.jabatan,
            tercetak=step.waktu.tercetak,
            waktu=WaktuOut.of(waktu),
            riwayat=tuple(PenetapanOut.model_validate(one) for one in riwayat),
            dasar_hukum=step.batas_hukum and step.batas_hukum.dasar,
        )


class SopOut(BaseModel):
    """The procedure as it is run."""

    nomor: str
    judul: str
    langkah: tuple[StepOut, ...]


class SpanOut(BaseModel):
    """A stretch in which a step waited for one party."""

    pihak: Pihak
    mulai: AwareDatetime
    selesai: AwareDatetime | None
    menit_kerja: int
    machine_seconds: float | None
    """By the machine's clock; none while it lasts."""

    @classmethod
    def of(cls, span: Span, waktu: WaktuKerja, now: datetime) -> Self:
        return cls(
            pihak=span.pihak,
            mulai=span.mulai.astimezone(ZONE),
            selesai=local(span.selesai),
            menit_kerja=span.minutes(waktu, now),
            machine_seconds=span.machine_seconds,
        )


class LangkahOut(BaseModel):
    """How one step stands."""

    nomor: int
    kegiatan: str
    pelaksana: tuple[Jabatan, ...]
    tercetak: str
    """Allowed time as the SOP prints it."""
    waktu: WaktuOut
    """What held when the step began; what holds now if it did not."""
    started_at: AwareDatetime | None
    ended_at: AwareDatetime | None
    batas: AwareDatetime | None
    batas_hukum: date | None
    """The law's last day, where there is one."""
    menit_kerja: int | None
    """Working minutes by the office's clock; up to now while the step runs."""
    machine_seconds: float | None
    """By the machine's clock, from the facts as they were recorded; none while the step runs."""
    state: State
    late: bool
    late_minutes: int
    """Working minutes past `batas`."""
    peringatan: tuple[str, ...]

    @classmethod
    def of(cls, period: Periode, one: Position) -> Self:
        legal = one.step.batas_hukum
        return cls(
            nomor=one.step.nomor,
            kegiatan=one.step.kegiatan_dibaca,
            pelaksana=one.step.pelaksana.jabatan,
            tercetak=one.step.waktu.tercetak,
            waktu=WaktuOut.of(one.allowed),
            started_at=local(one.started_at),
            ended_at=local(one.ended_at),
            batas=local(one.batas),
            batas_hukum=legal and legal.of(period),
            menit_kerja=one.minutes,
            machine_seconds=None if one.machine is None else one.machine.total_seconds(),
            state=one.state,
            late=one.is_late,
            late_minutes=one.late_minutes,
            peringatan=one.warnings,
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
            langkah=tuple(LangkahOut.of(case.period, one) for one in case.steps),
        )


def local(moment: datetime | None) -> datetime | None:
    """In the office's zone."""
    return moment and moment.astimezone(ZONE)
