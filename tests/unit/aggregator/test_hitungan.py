"""The formula with figures put in really gives the figure that is printed."""

import re
from decimal import Decimal
from itertools import product

import pytest
from support.rekap import Figure, a_row

from aggregator.penjelasan.hitungan import expression_of, gabungan_of, steps_of
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import Cap, Kebijakan, RumusTurun

TW1, TW2 = Periode("2026-TW1"), Periode("2026-TW2")
USUAL = Kebijakan(versi="biasa")
STRICT = Kebijakan(versi="ketat", cap=Cap.SERATUS, lantai_nol=True, desimal=1)
QUOTIENT = Kebijakan(versi="t-per-r", turun=RumusTurun.T_PER_R)


def a_line(target, realisasi, polaritas=Polaritas.NAIK, kebijakan=USUAL, **remarks):
    mode = remarks.pop("mode", Mode.AKHIR)
    figure = Figure("Indikator", target, realisasi, polaritas=polaritas, remarks=remarks)
    return a_row(figure, "IK-1", TW1, kebijakan).model_copy(update={"mode": mode})


def value_of(expression: str) -> Decimal:
    """What a reader with a calculator gets."""
    assert re.fullmatch(r"[\d.,()|÷×−+ -]+", expression), expression
    python = re.sub(r"\|([^|]*)\|", r"abs(\1)", expression.replace(".", "").replace(",", "."))
    python = re.sub(r"\d+(?:\.\d+)?", r'Decimal("\g<0>")', python)
    for sign, operator in {"÷": "/", "×": "*", "−": "-"}.items():
        python = python.replace(sign, operator)
    return eval(python, {"Decimal": Decimal})


@pytest.mark.parametrize("kebijakan", [USUAL, QUOTIENT], ids=["2T-R", "T/R"])
@pytest.mark.parametrize("polaritas", Polaritas)
@pytest.mark.parametrize(
    ("target", "realisasi"),
    [*product(("80", "1500.5", "-2"), ("75", "0", "-1", "2001.25", "-3.5"))],
)
def test_a_calculator_gives_what_is_printed(target, realisasi, polaritas, kebijakan) -> None:
    line = a_line(target, realisasi, polaritas, kebijakan)

    found = value_of(expression_of(line, kebijakan))

    assert abs(found - line.capaian) < Decimal("1e-20")


def test_steps_go_from_the_figures_to_what_is_printed() -> None:
    assert steps_of(a_line("95", "98"), USUAL) == [
        "98 ÷ 95 × 100 = 103,157895…",
        "Dibulatkan menjadi 2 desimal: 103,16%",
    ]


def test_what_needs_no_rounding_is_not_said_to_be_rounded() -> None:
    assert steps_of(a_line("80", "75"), USUAL) == ["75 ÷ 80 × 100 = 93,75"]


def test_bounds_of_the_kebijakan_are_steps_of_their_own() -> None:
    above = steps_of(a_line("80", "100", kebijakan=STRICT), STRICT)
    below = steps_of(a_line("10", "30", Polaritas.TURUN, STRICT), STRICT)

    assert above[1:] == ["Dibatasi paling tinggi 100%"]
    assert below[1:] == ["Di bawah nol, dicetak 0"]


def test_a_target_that_is_a_range_counts_from_the_bound_that_was_passed() -> None:
    inside = a_line("80", "85", target_atas=Decimal(90))
    above = a_line("80", "99", Polaritas.TURUN, target_atas=Decimal(90))

    assert expression_of(inside, USUAL) == "85 di dalam 80 sampai 90"
    assert value_of(expression_of(above, USUAL)) == above.capaian == 90


def test_a_line_without_a_figure_has_no_steps() -> None:
    assert steps_of(a_line("80", ""), USUAL) == []


@pytest.mark.parametrize(
    ("mode", "realisasi", "said"),
    [
        (Mode.JUMLAH, "7", "3 + 4 = 7"),
        (Mode.RATA_RATA, "3.5", "(3 + 4) ÷ 2 = 3,5"),
    ],
)
def test_a_semester_tells_how_its_triwulan_make_it(mode, realisasi, said) -> None:
    line = a_line("10", realisasi, mode=mode)

    assert gabungan_of(line, [(TW1, a_line("5", "3")), (TW2, a_line("5", "4"))])[1] == said


def test_a_pooled_percentage_shows_its_parts() -> None:
    parts = {"pembilang": Decimal(1), "penyebut": Decimal(4)}
    line = a_line("50", "30", mode=Mode.RATA_RATA, pembilang=Decimal(3), penyebut=Decimal(10))
    two = {"pembilang": Decimal(2), "penyebut": Decimal(6)}

    said = gabungan_of(
        line, [(TW1, a_line("50", "25", **parts)), (TW2, a_line("50", "33", **two))]
    )

    assert said[1] == "(1 + 2) ÷ (4 + 6) × 100 = 30"
