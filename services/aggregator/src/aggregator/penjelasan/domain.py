"""Why a line has the capaian it has, in words."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NamedTuple

from lapkin_contracts.rekap import BarisRekap
from lapkin_contracts.rules.capaian import Polaritas, State
from lapkin_contracts.rules.policy import Kebijakan, RumusTurun


class Rumus(NamedTuple):
    kode: str
    uraian: str


NAIK = Rumus(
    "naik",
    "Realisasi ÷ target × 100; untuk target negatif "
    "(|target| + realisasi − target) ÷ |target| × 100.",
)
DUA_T_KURANG_R = Rumus(
    "dua-t-kurang-r",
    "(2 × target − realisasi) ÷ target × 100; untuk target negatif "
    "(|target| + target − realisasi) ÷ |target| × 100.",
)
TETAP = Rumus(
    "tetap",
    "(target − |realisasi − target|) ÷ target × 100; untuk target negatif "
    "(|target| − |realisasi − target|) ÷ |target| × 100.",
)
DALAM_RENTANG = Rumus("dalam-rentang", "Realisasi di dalam rentang target bernilai 100.")
BATAS_RENTANG = "Target berupa rentang, dihitung terhadap batas yang dilewati."
T_PER_R = Rumus("t-per-r", "Target ÷ realisasi × 100.")
TARGET_NOL_TERJAGA = Rumus("target-nol-terjaga", "Target nol dan realisasi nol bernilai 100.")
TANPA_HITUNGAN: Final[Mapping[State, Rumus]] = MappingProxyType(
    {
        State.TARGET_NOL: Rumus("target-nol", "Target nol, capaian tidak dapat dihitung."),
        State.BELUM_DIISI: Rumus("belum-diisi", "Realisasi belum diisi."),
        State.TIDAK_DIUKUR: Rumus("tidak-diukur", "Indikator tidak diukur pada periode ini."),
        State.TANPA_TARGET: Rumus("tanpa-target", "Rencana tidak memuat target periode ini."),
    }
)


def rumus_of(line: BarisRekap, kebijakan: Kebijakan) -> Rumus:
    """How the line's capaian was computed, or why it was not."""
    if line.state is not State.TERHITUNG:
        return TANPA_HITUNGAN[line.state]
    if line.target_atas is None:
        return _of_bound(line, line.target, kebijakan)
    assert line.target is not None
    assert line.realisasi is not None
    if line.target <= line.realisasi <= line.target_atas:
        return DALAM_RENTANG
    passed = line.target if line.realisasi < line.target else line.target_atas
    kode, uraian = _of_bound(line, passed, kebijakan)
    return Rumus(f"{kode}-rentang", f"{uraian} {BATAS_RENTANG}")


def _of_bound(line: BarisRekap, target: Decimal | None, kebijakan: Kebijakan) -> Rumus:
    if target == 0:
        return TARGET_NOL_TERJAGA
    if line.polaritas is not Polaritas.TURUN:
        return NAIK if line.polaritas is Polaritas.NAIK else TETAP
    is_quotient = kebijakan.turun is RumusTurun.T_PER_R and line.realisasi != 0
    return T_PER_R if is_quotient else DUA_T_KURANG_R


def submission_id(unit: str, period: str, revision: int | None) -> str | None:
    """As the collector names it on its receipt."""
    return f"{unit}/{period}/r{revision}" if revision else None
