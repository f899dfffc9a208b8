from decimal import Decimal

import pytest
from support.rekap import Figure, a_row

from aggregator.penjelasan.domain import rumus_of
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import Kebijakan, RumusTurun, TargetNol

NAIK, TURUN, TETAP = Polaritas.NAIK, Polaritas.TURUN, Polaritas.TETAP
QUOTIENT = Kebijakan(versi="t-per-r", turun=RumusTurun.T_PER_R)
LENIENT = Kebijakan(versi="nol", target_nol=TargetNol.TURUN_NOL_SERATUS)
USUAL = Kebijakan(versi="biasa")


@pytest.mark.parametrize(
    ("target", "realisasi", "polaritas", "kebijakan", "kode"),
    [
        ("8", "6", NAIK, USUAL, "naik"),
        ("8", "6", TURUN, USUAL, "dua-t-kurang-r"),
        ("8", "6", TETAP, USUAL, "tetap"),
        ("8", "6", TURUN, QUOTIENT, "t-per-r"),
        ("8", "0", TURUN, QUOTIENT, "dua-t-kurang-r"),
        ("0", "0", TURUN, LENIENT, "target-nol-terjaga"),
        ("0", "0", TURUN, USUAL, "target-nol"),
        ("", "6", NAIK, USUAL, "tanpa-target"),
        ("8", "", NAIK, USUAL, "belum-diisi"),
    ],
)
def test_the_formula_named_is_the_one_that_was_used(
    target: str, realisasi: str, polaritas: Polaritas, kebijakan: Kebijakan, kode: str
) -> None:
    figure = Figure("Indikator", target, realisasi, polaritas=polaritas)
    line = a_row(figure, "IK-1", Periode("2026-TW1"), kebijakan)

    assert rumus_of(line, kebijakan).kode == kode


def test_the_named_formula_gives_the_printed_figure() -> None:
    figure = Figure("Indikator", "8", "6", polaritas=TURUN)
    line = a_row(figure, "IK-1", Periode("2026-TW1"), USUAL)

    assert "(2 × target − realisasi) ÷ target × 100" in rumus_of(line, USUAL).uraian
    assert line.capaian == (2 * Decimal(8) - 6) / 8 * 100


@pytest.mark.parametrize(
    ("realisasi", "polaritas", "kode"),
    [
        ("85", NAIK, "dalam-rentang"),
        ("70", NAIK, "naik-rentang"),
        ("95", TURUN, "dua-t-kurang-r-rentang"),
        ("95", TETAP, "tetap-rentang"),
    ],
)
def test_a_range_names_the_formula_of_the_bound_that_was_passed(
    realisasi: str, polaritas: Polaritas, kode: str
) -> None:
    figure = Figure("Indikator", "80", realisasi, polaritas=polaritas)
    line = a_row(figure, "IK-1", Periode("2026-TW1"), USUAL)
    ranged = line.model_copy(update={"target_atas": Decimal(90)})

    assert rumus_of(ranged, USUAL).kode == kode
