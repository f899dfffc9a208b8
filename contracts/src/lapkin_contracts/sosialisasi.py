"""SOP steps 5 and 8: the report reaches the officials, and they say so."""

from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

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
    putaran: int = 1
    """How often the edition was told of: again each time somebody asks for it."""


class SosialisasiRepeated(PeriodeEvent):
    """Somebody asked to tell recipients again, who had not acknowledged. `unit` is the instansi."""

    type: ClassVar[str] = "lapkin.sosialisasi.repeated.v1"

    edisi: int
    putaran: int
    """The one that begins with it."""
    penerima: tuple[int, ...]
    """Numbers in the edition's list of recipients."""
    oleh: str


class PenerimaAdded(PeriodeEvent):
    """Somebody put a further recipient on an edition's list. `unit` is the instansi."""

    type: ClassVar[str] = "lapkin.penerima.added.v1"

    edisi: int
    putaran: int
    """The one that begins with it."""
    penerima: int
    """Number in the edition's list of recipients."""
    nama: str
    jabatan: str
    surel: str = Field(repr=False)
    oleh: str


class SosialisasiAcknowledged(PeriodeEvent):
    """One recipient said the report arrived. `unit` is the instansi."""

    type: ClassVar[str] = "lapkin.sosialisasi.acknowledged.v1"

    edisi: int
    penerima: int
    """Number in the edition's list of recipients."""
    nama: str
    jabatan: str
    acknowledged_at: AwareDatetime


class Diingatkan(BaseModel):
    """One person a reminder was meant for, and how that ended."""

    model_config = ConfigDict(frozen=True)

    nama: str
    jabatan: str
    surel: str
    """Masked: `b***@contoh.go.id`."""
    terkirim: bool
    at: AwareDatetime
    attempts: int
    reason: str = ""


class PengingatSent(PeriodeEvent):
    """A rung of the reminder ladder was handed to the mail server, or given up."""

    type: ClassVar[str] = "lapkin.pengingat.sent.v1"

    anak_tangga: str
    """h-3, h, h+1, h+3, kepala-unit, sekretaris; manual for one that a person asked for"""
    batas: AwareDatetime
    penerima: int
    """How many were told."""
    terkirim: int
    sent_at: AwareDatetime
    kunci: str = ""
    """Names it for ever: `reminder/<period>/<unit>/<due date>/<rung>`."""
    oleh: str = "jam"
    """Subject of the person who asked for it, or `jam` for the clock."""
    terlewati: tuple[str, ...] = ()
    """Rungs before it that were missed, and are not sent any more."""
    kepada: tuple[Diingatkan, ...] = ()


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
