"""What counts as a change, and what it does to longer periods."""

from dataclasses import replace
from decimal import Decimal

import pytest
from support.rekap import Figure, a_budget_line, a_rekap, a_row
from support.snapshots import UNITS

from lapkin_contracts.comparison import compare
from lapkin_contracts.rekap import BarisRekap, RekapCompleted, Titik
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import State
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import KEBIJAKAN_BAWAAN
from reporter.perubahan.dampak import dampak_of

SAKIP = Figure("Nilai SAKIP", "80", "72", "nilai")


def changed(semula: RekapCompleted, menjadi: RekapCompleted) -> list[tuple[str, str, str, str]]:
    return [
        (one.kode, one.kolom, one.semula, one.menjadi) for one in compare(semula, menjadi, "x")
    ]


def test_a_rekap_does_not_differ_from_itself() -> None:
    assert compare(a_rekap([SAKIP], UNITS), a_rekap([SAKIP], UNITS)) == ()


def test_words_alone_are_no_change_of_a_figure() -> None:
    explained = replace(SAKIP, remarks={"kendala": "Auditor kurang."})

    assert compare(a_rekap([SAKIP], UNITS), a_rekap([explained], UNITS)) == ()


@pytest.mark.parametrize(
    ("newer", "lines"),
    [
        (
            replace(SAKIP, target="90"),
            [
                ("IK-01", "target", "80", "90"),
                ("IK-01", "capaian_persen", "90%", "80%"),
                ("IK-01", "predikat", "Tinggi", "Tinggi"),
            ],
        ),
        (
            replace(SAKIP, realisasi=""),
            [
                ("IK-01", "realisasi", "72", "-"),
                ("IK-01", "capaian_persen", "90%", "-"),
                ("IK-01", "predikat", "Tinggi", "-"),
            ],
        ),
    ],
)
def test_each_figure_that_differs_is_a_line(
    newer: Figure, lines: list[tuple[str, str, str, str]]
) -> None:
    found = changed(a_rekap([SAKIP], UNITS), a_rekap([newer], UNITS))

    assert found == [line for line in lines if line[2] != line[3]]


def test_an_indikator_that_comes_or_goes_is_a_change_from_or_to_nothing() -> None:
    one, none = a_rekap([SAKIP], UNITS), a_rekap([], UNITS)

    assert ("IK-01", "realisasi", "-", "72") in changed(none, one)
    assert ("IK-01", "realisasi", "72", "-") in changed(one, none)


def test_budget_and_coverage_are_compared_too() -> None:
    line = a_budget_line("sekretariat", "6.01", "Program", 1000, 400)
    revised = a_budget_line("sekretariat", "6.01", "Program", 850, 400)
    before = a_rekap([], UNITS, anggaran=[line], belum=["Irban I"])

    assert changed(before, a_rekap([], UNITS, anggaran=[revised])) == [
        ("6.01", "pagu", "Rp1.000", "Rp850"),
        ("", "masuk", "belum masuk", "masuk"),
    ]


def quarter(nomor: int, realisasi: str, pembilang: int | None = None) -> BarisRekap:
    """TW I or II of a rate that is averaged, or pooled where its parts are known."""
    parts = {"pembilang": Decimal(pembilang), "penyebut": Decimal(100)} if pembilang else {}
    period = Periode(f"2026-TW{nomor}")
    row = a_row(Figure("Rasio", "90", realisasi), "IK-01", period, KEBIJAKAN_BAWAAN)
    return row.model_copy(update={"mode": Mode.RATA_RATA, **parts})


def semester(first: BarisRekap, second: BarisRekap, persen: str) -> RekapCompleted:
    points = tuple(one.riwayat[-1] for one in (first, second))
    row = second.model_copy(update={"riwayat": points, "capaian_persen": Decimal(persen)})
    return a_rekap([], UNITS, period="2026-S1").model_copy(update={"baris": (row,)})


def reported(*rows: BarisRekap) -> dict[Periode, RekapCompleted]:
    return {
        period: a_rekap([], UNITS, period=period).model_copy(update={"baris": (row,)})
        for row in rows
        for period in (row.riwayat[-1].period,)
    }


def test_the_dampak_on_a_semester_is_computed_by_the_mode_of_the_indikator() -> None:
    first, second = quarter(1, "81"), quarter(2, "90")
    parent = semester(first, second, "95")

    sentences = dampak_of(quarter(2, "99"), [parent], reported(first, second))

    assert sentences == ("Capaian Semester I Tahun 2026 berubah dari 95% menjadi 100%.",)


def test_pembilang_and_penyebut_of_the_quarters_are_pooled() -> None:
    first, second = quarter(1, "81", 81), quarter(2, "90", 90)
    parent = semester(first, second, "95")

    sentences = dampak_of(quarter(2, "72", 72), [parent], reported(first, second))

    assert sentences == ("Capaian Semester I Tahun 2026 berubah dari 95% menjadi 85%.",)


def test_a_change_that_a_longer_period_does_not_show_is_said_to_leave_it() -> None:
    first, second = quarter(1, "81"), quarter(2, "90")
    parent = semester(first, second, "95")

    (sentence,) = dampak_of(second, [parent], reported(first, second))

    assert sentence == "Capaian Semester I Tahun 2026 tetap 95%."


def test_a_figure_that_cannot_be_computed_again_from_what_is_known_is_not_guessed() -> None:
    first, second = quarter(1, "81"), quarter(2, "90")
    parent = semester(first, second, "77.77")

    (sentence,) = dampak_of(quarter(2, "99"), [parent], reported(first, second))

    assert sentence == "Capaian Semester I Tahun 2026 dihitung kembali setelah Ralat ini terbit."


def test_a_period_without_the_quarter_is_left_out() -> None:
    first, second = quarter(1, "81"), quarter(2, "90")
    parent = semester(first, second, "95")
    other = Titik(
        period=Periode("2026-TW3"),
        target=None,
        realisasi=None,
        state=State.BELUM_DIISI,
        capaian_persen=None,
    )

    assert dampak_of(second.model_copy(update={"riwayat": (other,)}), [parent], {}) == ()
