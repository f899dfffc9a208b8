"""What people do on the operators' console, so that the log tells of it too."""

from enum import StrEnum
from typing import ClassVar

from lapkin_contracts.envelope import UnitEvent


class Tindakan(StrEnum):
    """Acts that no other event tells of."""

    ULANGI = "ulangi"
    """Apply what failed again."""
    KARANTINA = "karantina"
    """Set aside what fails, so that nothing waits behind it."""
    KEMBALIKAN = "kembalikan"
    """Take it out of quarantine."""
    JEDA = "jeda"
    LANJUTKAN = "lanjutkan"
    KIRIM_ULANG = "kirim_ulang"
    """Send an event to a webhook again."""
    DAFTARKAN = "daftarkan"
    """A webhook; likewise the four that follow."""
    PUTAR = "putar"
    """Its secret."""
    NONAKTIFKAN = "nonaktifkan"
    AKTIFKAN = "aktifkan"
    HAPUS = "hapus"
    UJI_KIRIM = "uji_kirim"


class TindakanRecorded(UnitEvent):
    """Somebody acted on the operators' console. `unit` is the instansi, `-` before there is one."""

    type: ClassVar[str] = "lapkin.tindakan.recorded.v1"

    tindakan: Tindakan
    layanan: str
    """The service it was done to."""
    sasaran: str
    """What it was done to: an event's subject or id, a kind of schedule, a webhook."""
    catatan: str = ""
    oleh: str
