"""The part of a plan that a triwulan is measured against."""

from decimal import Decimal
from typing import NamedTuple

from lapkin_contracts.rules.capaian import Polaritas


class RencanaIndikator(NamedTuple):
    """One indikator of the unit's newest plan."""

    kode: str
    versi: int
    """Of the Perjanjian Kinerja."""
    urutan: int
    satuan: str
    polaritas: Polaritas
    target: Decimal | None
    """Of the triwulan."""
