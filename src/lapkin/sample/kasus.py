"""What does not go smoothly in the sample year, so that every turn of the SOP is seen once."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from lapkin.sample.part import Part
from lapkin_contracts.perencanaan import Alasan
from lapkin_contracts.rules.periods import Periode


class Terlambat(Part):
    """A unit that sends its figures after the due date."""

    unit: str
    period: Periode


class PerjanjianPerubahan(Part):
    """A Perjanjian Kinerja that is revised within the year."""

    unit: str
    berlaku_sejak: date
    alasan: Alasan
    target: Mapping[str, Decimal]
    """By indikator, before the revision; afterwards the published one holds."""
    pagu: Mapping[str, Decimal]
    """By program, likewise."""


class SalahKirim(Part):
    """A figure that is sent wrong and corrected later."""

    unit: str
    period: Periode
    indikator: str
    realisasi: Decimal
    """The wrong one; the right one is the sample's."""
    sebab: str


class Kasus(Part):
    """The shape of `kasus` in `profil.json`."""

    terlambat: Terlambat
    perubahan: PerjanjianPerubahan
    sebelum_terbit: SalahKirim
    """Corrected while the draft is under review."""
    setelah_terbit: SalahKirim
    """Corrected after the report was issued: a Ralat."""
    tidak_dua_kali: Periode
    """The report that is sent back twice."""
