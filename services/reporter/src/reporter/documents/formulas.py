"""The rules of capaian as spreadsheet formulas over named cells."""

from lapkin_contracts.printed import decimals_of
from lapkin_contracts.rekap import BarisRekap
from lapkin_contracts.rules.capaian import Polaritas, ratio_percent
from lapkin_contracts.rules.numbers import round_half_up
from lapkin_contracts.rules.policy import Cap, Kebijakan, RumusTurun


def ratio_formula(pembilang: str, penyebut: str, baris: BarisRekap) -> str | None:
    """None unless the realisasi is this ratio in percent, as it is or rounded."""
    if baris.realisasi is None or baris.pembilang is None or baris.penyebut is None:
        return None
    ratio = ratio_percent(baris.pembilang, baris.penyebut)
    if ratio is None:
        return None
    if ratio == baris.realisasi:
        return f"={pembilang}*100/{penyebut}"
    decimals = decimals_of(baris.realisasi)
    if round_half_up(ratio, decimals) == baris.realisasi:
        return f"=ROUND({pembilang}*100/{penyebut},{decimals})"
    return None


def capaian_formula(target: str, realisasi: str, baris: BarisRekap, kebijakan: Kebijakan) -> str:
    """Percent of target with cap and floor, before rounding. The target is not zero."""
    formula = _percent(target, realisasi, baris, kebijakan)
    if kebijakan.lantai_nol and baris.polaritas is not Polaritas.NAIK:
        formula = f"MAX({formula},0)"
    if kebijakan.cap is not Cap.NONE:
        formula = f"MIN({formula},{kebijakan.cap.value})"
    return f"={formula}"


def tercapai_formula(before_rounding: str) -> str:
    """99,996 is not 100; the ninth decimal only takes off the dust of binary arithmetic."""
    return f'=IF(ROUND({before_rounding},9)>=100,"Ya","Tidak")'


def _percent(target: str, realisasi: str, baris: BarisRekap, kebijakan: Kebijakan) -> str:
    if baris.polaritas is Polaritas.TETAP:
        return f"(ABS({target})-ABS({realisasi}-{target}))*100/ABS({target})"
    is_turun = baris.polaritas is Polaritas.TURUN
    if is_turun and kebijakan.turun is RumusTurun.T_PER_R and baris.realisasi:
        return f"{target}*100/{realisasi}"
    if baris.target is not None and baris.target < 0:
        better_by = f"{target}-{realisasi}" if is_turun else f"{realisasi}-{target}"
        return f"(ABS({target})+{better_by})*100/ABS({target})"
    return f"(2*{target}-{realisasi})*100/{target}" if is_turun else f"{realisasi}*100/{target}"
