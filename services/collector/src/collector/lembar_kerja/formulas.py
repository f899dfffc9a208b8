"""The rule of capaian as a formula that is live while a unit fills in its workbook."""

from collections.abc import Mapping
from decimal import Decimal

from collector.perencanaan.domain import Janji
from lapkin_contracts.perencanaan import JenisIndikator
from lapkin_contracts.rules.capaian import Polaritas, is_persen
from lapkin_contracts.rules.numbers import MAX_DECIMALS
from lapkin_contracts.rules.policy import KEBIJAKAN_BAWAAN


def capaian_formula(janji: Janji, cells: Mapping[str, str]) -> str | None:
    """As `compute_capaian` by the standard kebijakan; none if there can be no percentage."""
    if janji.target is None or (janji.target == 0 and not janji.target_atas):
        return None
    realisasi, status = cells["realisasi"], cells["status"]
    percent = _percent(janji.target, cells["target"], realisasi, janji.polaritas)
    if janji.target_atas is not None:
        low, high = cells["target"], cells["target_atas"]
        above = _percent(janji.target_atas, high, realisasi, janji.polaritas)
        percent = f"IF({realisasi}<{low},{percent},IF({realisasi}>{high},{above},100))"
    is_filled = f'AND(ISNUMBER({realisasi}),OR({status}="",{status}="Terisi"))'
    return f'=IF({is_filled},{percent},"")'


def ratio_formula(pembilang: str, penyebut: str, satuan: str) -> str:
    """As fine as a figure can be."""
    times = "*100" if is_persen(satuan) else ""
    both = f"AND(ISNUMBER({pembilang}),ISNUMBER({penyebut}))"
    ratio = f"ROUND({pembilang}{times}/{penyebut},{MAX_DECIMALS})"
    return f'=IF({both},IF({penyebut}=0,"",{ratio}),"")'


def skor_formula(label: str, labels: str, skor: str) -> str:
    """The figure behind a level."""
    return f'=IF({label}="","",INDEX({skor},MATCH({label},{labels},0)))'


def serapan_formula(realisasi: str, pagu: str) -> str:
    return f'=IF(AND(ISNUMBER({realisasi}),{pagu}>0),ROUND({realisasi}*100/{pagu},2),"")'


def derived(janji: Janji, cells: Mapping[str, str], levels: tuple[str, str]) -> str | None:
    """The formula of a realisasi that the unit does not type; `levels` are spans of its levels."""
    if janji.jenis is JenisIndikator.RASIO:
        return ratio_formula(cells["pembilang"], cells["penyebut"], janji.satuan)
    if janji.jenis in {JenisIndikator.PREDIKAT, JenisIndikator.TONGGAK}:
        return skor_formula(cells["label"], *levels)
    return None


def _percent(bound: Decimal, target: str, realisasi: str, polaritas: Polaritas) -> str:
    """Rounded percent of one bound; a positive one divides by itself, which loses least."""
    if bound == 0:
        return '""'
    if polaritas is Polaritas.TETAP:
        exact = f"(ABS({target})-ABS({realisasi}-{target}))*100/ABS({target})"
    elif polaritas is Polaritas.NAIK:
        exact = f"{realisasi}*100/{target}"
        if bound < 0:
            exact = f"(ABS({target})+{realisasi}-{target})*100/ABS({target})"
    else:
        exact = f"(2*{target}-{realisasi})*100/{target}"
        if bound < 0:
            exact = f"(ABS({target})+{target}-{realisasi})*100/ABS({target})"
    return f"ROUND({exact},{KEBIJAKAN_BAWAAN.desimal})"
