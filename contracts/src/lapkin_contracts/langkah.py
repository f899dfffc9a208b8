"""What the office itself says about the time of a step of the SOP."""

from enum import StrEnum
from typing import ClassVar

from pydantic import AwareDatetime

from lapkin_contracts.envelope import UnitEvent


class SatuanWaktu(StrEnum):
    """What a step's time is counted in. The SOP prints only "Menit" and "Hari"; this is the reading."""

    MENIT_KERJA = "menit_kerja"
    HARI_KERJA = "hari_kerja"
    HARI_KALENDER = "hari_kalender"


class WaktuLangkahChanged(UnitEvent):
    """The office set the allowed time of a step, or took its own back. `unit` is the instansi.

    Steps that began before `berlaku_sejak` are judged by what held then.
    """

    type: ClassVar[str] = "lapkin.waktu_langkah.changed.v1"

    langkah: int
    versi: int
    """1, 2, 3 per step."""
    nilai: int | None = None
    """None: as shipped again."""
    satuan: SatuanWaktu | None = None
    alasan: str = ""
    oleh: str
    berlaku_sejak: AwareDatetime
