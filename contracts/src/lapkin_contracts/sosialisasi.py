"""SOP steps 5 and 8: the report reaches the officials, and they say so."""

from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict

from lapkin_contracts.envelope import PeriodeEvent


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
