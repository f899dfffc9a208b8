"""SOP steps 5 and 8: the report reaches the officials, and they say so."""

from typing import ClassVar

from pydantic import AwareDatetime

from lapkin_contracts.envelope import PeriodeEvent


class SosialisasiSent(PeriodeEvent):
    """Every recipient's message was handed to the mail server. `unit` is the instansi."""

    type: ClassVar[str] = "lapkin.sosialisasi.sent.v1"

    edisi: int
    penerima: int
    sent_at: AwareDatetime


class SosialisasiAcknowledged(PeriodeEvent):
    """One recipient said the report arrived. `unit` is the instansi."""

    type: ClassVar[str] = "lapkin.sosialisasi.acknowledged.v1"

    edisi: int
    nama: str
    jabatan: str
    acknowledged_at: AwareDatetime
