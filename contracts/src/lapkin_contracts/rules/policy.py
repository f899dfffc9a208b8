"""Kebijakan: how capaian is computed where the law leaves it to the site; stored with each result.

Permenpan RB 53/2014 says "compare" and fixes neither formula, cap, rounding nor scale.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from lapkin_contracts.rules.numbers import Angka
from lapkin_contracts.rules.scale import SKALA_LIMA_TINGKAT, Tingkat, check_scale


class Cap(StrEnum):
    """Highest percent that is printed and averaged; the exact value is never capped."""

    NONE = "none"
    SERATUS = "100"
    SERATUS_DUA_PULUH = "120"


class RumusTurun(StrEnum):
    """How an indikator that should fall is compared."""

    DUA_T_KURANG_R = "dua_t_kurang_r"  # (2T - R) / T, the usual one in published reports
    T_PER_R = "t_per_r"  # T / R


class TargetNol(StrEnum):
    """What a target of zero gives."""

    KOSONG = "kosong"  # no percentage at all: state TARGET_NOL
    TURUN_NOL_SERATUS = "turun_nol_seratus"  # turun with nothing happening is 100


class TargetBerlaku(StrEnum):
    """Which target applies where the plan changed within a triwulan."""

    AKHIR_PERIODE = "akhir_periode"  # the one in force on the last day
    TERTIMBANG_WAKTU = "tertimbang_waktu"  # each for the days it was in force


def _checked(table: tuple[Tingkat, ...]) -> tuple[Tingkat, ...]:
    check_scale(table)
    return table


class Kebijakan(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    versi: str = Field(min_length=1, max_length=40)
    cap: Cap = Cap.NONE
    desimal: int = Field(default=2, ge=0, le=6)
    pembulatan: Literal["half_up"] = "half_up"
    turun: RumusTurun = RumusTurun.DUA_T_KURANG_R
    target_nol: TargetNol = TargetNol.KOSONG
    target_berlaku: TargetBerlaku = TargetBerlaku.AKHIR_PERIODE
    lantai_nol: bool = False
    """Print 0 where the turun or tetap formula gives less; the exact value stays negative."""
    skala: Annotated[tuple[Tingkat, ...], AfterValidator(_checked)] = SKALA_LIMA_TINGKAT
    ambang_efisiensi: Angka = Field(default=Decimal(5), ge=0)
    """Percentage points between capaian and serapan that count as level."""


KEBIJAKAN_BAWAAN: Final = Kebijakan(versi="bawaan-1")
