"""SOP steps 5 and 8: the report reaches the officials, and they say so."""

from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict

from lapkin_contracts.envelope import PeriodeEvent, UnitEvent


class Pengiriman(BaseModel):
    """How one recipient's message ended."""

    model_config = ConfigDict(frozen=True)

    penerima: int
    """Number in the edition's list of recipients; no address travels."""
    terkirim: bool
    at: AwareDatetime
    attempts: int
    reason: str = ""
    """The mail server's answer, where it refused."""


class SosialisasiSent(PeriodeEvent):
    """Every recipient's message was handed to the mail server, or given up. `unit` is the instansi."""

    type: ClassVar[str] = "lapkin.sosialisasi.sent.v1"

    edisi: int
    penerima: int
    sent_at: AwareDatetime
    pengiriman: tuple[Pengiriman, ...] = ()
    """One per recipient, in order of the list."""


class SosialisasiAcknowledged(PeriodeEvent):
    """One recipient said the report arrived. `unit` is the instansi."""

    type: ClassVar[str] = "lapkin.sosialisasi.acknowledged.v1"

    edisi: int
    penerima: int
    """Number in the edition's list of recipients."""
    nama: str
    jabatan: str
    acknowledged_at: AwareDatetime


class PengingatSent(PeriodeEvent):
    """A rung of the reminder ladder was handed to the mail server, or given up."""

    type: ClassVar[str] = "lapkin.pengingat.sent.v1"

    anak_tangga: str
    """h-3, h, h+1, h+3, kepala-unit, sekretaris"""
    batas: AwareDatetime
    penerima: int
    """How many were told."""
    terkirim: int
    sent_at: AwareDatetime


class SlaBreached(PeriodeEvent):
    """A step of the SOP took longer than it may. `unit` is the instansi. Announced once."""

    type: ClassVar[str] = "lapkin.sla.breached.v1"

    langkah: int
    started_at: AwareDatetime
    batas: AwareDatetime
    menunggu: str
    """The party it waited for when the time ran out."""


class DeliveryFailed(UnitEvent):
    """A webhook endpoint did not take an event, for good. `unit` is the instansi."""

    type: ClassVar[str] = "lapkin.delivery.failed.v1"

    endpoint: str
    event_id: str
    attempts: int
    reason: str
