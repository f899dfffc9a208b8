"""What the checks of `checks.py` look at, where the unusual begins, and what they say."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple, Protocol

from lapkin_contracts.perencanaan import JenisIndikator
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas


@dataclass(frozen=True, slots=True)
class Batas:
    """Where the unusual begins."""

    rasio_terendah: Decimal = Decimal("0.1")
    rasio_tertinggi: Decimal = Decimal(3)
    """Realisasi in relation to the target of the triwulan."""
    kali: Decimal = Decimal(10)
    """Times the triwulan before, or that part of it."""
    tampak_kumulatif: Decimal = Decimal("1.5")
    """A share this many times its target may be a total instead."""
    toleransi: Decimal = Decimal("0.2")
    """Part of the target by which a total may grow in a triwulan and still look like one."""
    target_awal: Decimal = Decimal("0.5")
    """Up to this part of the year's target, the triwulan's target is one on the way to it."""
    tampak_setahun: Decimal = Decimal("0.9")
    """From this part of the year's target on, a figure looks like the whole year's."""


BATAS: Final = Batas()


class Patokan(Protocol):
    """What a realisasi is measured against."""

    @property
    def jenis(self) -> JenisIndikator: ...
    @property
    def mode(self) -> Mode: ...
    @property
    def polaritas(self) -> Polaritas: ...
    @property
    def target(self) -> Decimal | None:
        """Of the triwulan."""

    @property
    def target_atas(self) -> Decimal | None: ...
    @property
    def target_tahun(self) -> Decimal | None: ...


class NilaiDiperiksa(NamedTuple):
    """A realisasi beside what it is compared with."""

    patokan: Patokan
    realisasi: Decimal
    sebelumnya: Decimal | None = None
    """Of the triwulan before, in whatever year."""
    setahun: bool = False
    """Whether that triwulan lies in the same year."""
    bagian_berubah: bool = False
    """Whether pembilang or penyebut differ from that triwulan's."""


class AnggaranDiperiksa(NamedTuple):
    """Rupiah spent since 1 January beside what they are compared with."""

    pagu: Decimal
    realisasi: Decimal
    sebelumnya: Decimal | None = None
    """At the end of the triwulan before, of the same year."""


class Temuan(NamedTuple):
    """What a check found, in words."""

    code: str
    detail: str
    hint: str
