"""Capaian: realisasi against target, one function for page, API, Excel, PDF and command line."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from lapkin_contracts.rules.numbers import round_half_up
from lapkin_contracts.rules.policy import Cap, Kebijakan, RumusTurun, TargetNol
from lapkin_contracts.rules.scale import predikat_of

HUNDRED: Final = Decimal(100)
SATUAN_PERSEN: Final = frozenset({"%", "persen", "persentase"})


class Polaritas(StrEnum):
    NAIK = "naik"  # more is better
    TURUN = "turun"  # less is better
    TETAP = "tetap"  # as near to the target as can be, on either side


class State(StrEnum):
    """Why there is a percentage, or why there is none. Only TERHITUNG carries numbers."""

    TERHITUNG = "TERHITUNG"
    TARGET_NOL = "TARGET_NOL"
    BELUM_DIISI = "BELUM_DIISI"
    TIDAK_DIUKUR = "TIDAK_DIUKUR"
    TANPA_TARGET = "TANPA_TARGET"


class Capaian(NamedTuple):
    state: State
    kebijakan: str
    """Version of the kebijakan it was computed with."""
    exact: Decimal | None = None
    """Percent of target, unrounded and uncapped (28 digits)."""
    capped: Decimal | None = None
    """The exact value within the bounds of the kebijakan: what an average takes."""
    persen: Decimal | None = None
    """As printed: the capped value, rounded."""
    predikat: str | None = None
    tercapai: bool | None = None


def compute_capaian(
    target: Decimal | None,
    realisasi: Decimal | None,
    polaritas: Polaritas,
    kebijakan: Kebijakan,
    *,
    diukur: bool = True,
    target_atas: Decimal | None = None,
) -> Capaian:
    """Naik is R/T, turun is (2T-R)/T, tetap is (T-|R-T|)/T, times 100; a predikat goes by skor.

    With `target_atas` the target is a range: inside it is 100, outside it counts from the bound
    that was passed (Permenpan RB 8/2021). Predikat and tercapai are decided on the exact value:
    99,996 prints as 100,00 and is not tercapai.
    """
    state = _state_of(target, realisasi, diukur=diukur)
    if target is None or realisasi is None or state is not State.TERHITUNG:
        return Capaian(state, kebijakan.versi)
    bound = _bound_passed(target, target_atas, realisasi)
    exact = HUNDRED if bound is None else _exact(bound, realisasi, polaritas, kebijakan)
    if exact is None:
        return Capaian(State.TARGET_NOL, kebijakan.versi)
    capped = _bounded(exact, polaritas, kebijakan)
    return Capaian(
        state,
        kebijakan.versi,
        exact=exact,
        capped=capped,
        persen=round_half_up(capped, kebijakan.desimal),
        predikat=predikat_of(exact, kebijakan.skala).label,
        tercapai=exact >= HUNDRED,
    )


def _state_of(target: Decimal | None, realisasi: Decimal | None, *, diukur: bool) -> State:
    if not diukur:
        return State.TIDAK_DIUKUR
    if target is None:
        return State.TANPA_TARGET
    return State.BELUM_DIISI if realisasi is None else State.TERHITUNG


def _bound_passed(lower: Decimal, upper: Decimal | None, realisasi: Decimal) -> Decimal | None:
    """What realisasi is compared with; none inside a range."""
    if upper is None or realisasi < lower:
        return lower
    return upper if realisasi > upper else None


def _exact(
    target: Decimal, realisasi: Decimal, polaritas: Polaritas, kebijakan: Kebijakan
) -> Decimal | None:
    is_turun = polaritas is Polaritas.TURUN
    if target == 0:
        is_kept = is_turun and realisasi == 0
        allowed = kebijakan.target_nol is TargetNol.TURUN_NOL_SERATUS
        return HUNDRED if is_kept and allowed else None
    # T/R has no value at R = 0, the best possible result; there the usual formula stands in.
    if is_turun and kebijakan.turun is RumusTurun.T_PER_R and realisasi != 0:
        return target * 100 / realisasi
    # The distance from the target is measured against its size, so that a negative target
    # (growth of -2 %) is not turned upside down. For T > 0 this is R/T and (2T-R)/T.
    return (abs(target) + _better_by(target, realisasi, polaritas)) * 100 / abs(target)


def _better_by(target: Decimal, realisasi: Decimal, polaritas: Polaritas) -> Decimal:
    if polaritas is Polaritas.TETAP:
        return -abs(realisasi - target)
    return target - realisasi if polaritas is Polaritas.TURUN else realisasi - target


def _bounded(exact: Decimal, polaritas: Polaritas, kebijakan: Kebijakan) -> Decimal:
    if kebijakan.lantai_nol and polaritas is not Polaritas.NAIK:
        exact = max(exact, Decimal(0))
    return exact if kebijakan.cap is Cap.NONE else min(exact, Decimal(kebijakan.cap))


def ratio_percent(pembilang: Decimal, penyebut: Decimal) -> Decimal | None:
    """Pembilang in percent of penyebut; nothing can be said of a penyebut of zero."""
    return pembilang * 100 / penyebut if penyebut else None


def is_persen(satuan: str) -> bool:
    """Whether figures in this satuan are percents, so that pembilang and penyebut give one."""
    return satuan.strip().lower() in SATUAN_PERSEN


def rata_rata_capaian(capaian: Iterable[Capaian]) -> Decimal | None:
    """Mean percent, unrounded, over TERHITUNG only, each capped first; none if there is none."""
    counted = [one.capped for one in capaian if one.capped is not None]
    return sum(counted, Decimal(0)) / len(counted) if counted else None
