"""Serapan: realisasi against pagu in rupiah, and how it compares with capaian."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lapkin_contracts.rules.capaian import ratio_percent
from lapkin_contracts.rules.policy import Kebijakan


@dataclass(frozen=True, slots=True)
class Serapan:
    exact: Decimal | None
    """Percent of pagu, unrounded; none without a pagu or without a realisasi."""
    sisa: Decimal | None
    """Rupiah left; negative where more was spent than the pagu."""
    melebihi_pagu: bool
    """A warning, not an error: published tables hold it, usually because the pagu is stale."""


@dataclass(frozen=True, slots=True)
class TotalAnggaran:
    pagu: Decimal
    realisasi: Decimal | None
    """Over the lines that have reported; none if none has."""
    belum: int
    """Lines without a realisasi."""


def serapan(pagu: Decimal, realisasi: Decimal | None) -> Serapan:
    if realisasi is None:
        return Serapan(exact=None, sisa=None, melebihi_pagu=False)
    return Serapan(
        exact=ratio_percent(realisasi, pagu),
        sisa=pagu - realisasi,
        melebihi_pagu=realisasi > pagu,
    )


def sum_anggaran(lines: Iterable[tuple[Decimal, Decimal | None]]) -> TotalAnggaran:
    """Roll-up of (pagu, realisasi) by sums; the serapan of the total is never a mean of percents."""
    pairs = list(lines)
    reported = [realisasi for _, realisasi in pairs if realisasi is not None]
    return TotalAnggaran(
        pagu=sum((pagu for pagu, _ in pairs), Decimal(0)),
        realisasi=sum(reported, Decimal(0)) if reported else None,
        belum=len(pairs) - len(reported),
    )


class Sebutan(StrEnum):
    EFISIEN = "efisien"
    CUKUP = "cukup"
    TIDAK = "tidak"  # printed "Tidak efisien"


@dataclass(frozen=True, slots=True)
class Efisiensi:
    selisih: Decimal
    """Capaian minus serapan, percentage points, unrounded."""
    sebutan: Sebutan


def efisiensi(
    capaian: Decimal | None, serapan: Decimal | None, kebijakan: Kebijakan
) -> Efisiensi | None:
    """Efisien if more than the threshold was achieved beyond what was spent."""
    if capaian is None or serapan is None:
        return None
    selisih = capaian - serapan
    if selisih > kebijakan.ambang_efisiensi:
        return Efisiensi(selisih, Sebutan.EFISIEN)
    is_level = selisih >= -kebijakan.ambang_efisiensi
    return Efisiensi(selisih, Sebutan.CUKUP if is_level else Sebutan.TIDAK)
