from xml.etree import ElementTree

import pytest
from support.rekap import Figure, a_rekap
from support.snapshots import ANGGARAN, FIGURES, UNITS, a_snapshot, the_longest_snapshot

from lapkin_contracts.laporan import Pembanding
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.periods import Periode
from reporter.documents.chart import (
    capaian_charts,
    peta_charts,
    rata_rata_chart,
    serapan_charts,
    tren_chart,
)
from reporter.documents.rows import numbered_rows

SVG = "{http://www.w3.org/2000/svg}"
DARK, LIGHT = "serie-0", "serie-1"


def texts_of(svg: str) -> list[str]:
    root = ElementTree.fromstring(svg)
    return [text.text or "" for text in root.iter(f"{SVG}text")]


def bars_of(svg: str, serie: str = "") -> list[float]:
    """Widths of the bars that have any, of one series or of all."""
    groups = [
        group
        for group in ElementTree.fromstring(svg).iter(f"{SVG}g")
        if {"series", serie or "series"} <= set(group.get("class", "").split())
    ]
    rects = (rect for one in groups for rect in one.iter(f"{SVG}rect"))
    widths = [float(rect.get("width", 0)) for rect in rects]
    return [width for width in widths if width > 0]


def test_no_indikator_gives_no_chart() -> None:
    assert list(capaian_charts(a_rekap([], UNITS))) == []
    assert list(peta_charts(a_rekap([], UNITS))) == []
    assert list(serapan_charts(a_rekap([], UNITS))) == []


def test_one_indikator_gives_one_bar_with_its_figure() -> None:
    (chart,) = capaian_charts(a_rekap([Figure("Nilai SAKIP", "80", "72", "nilai")], UNITS))

    assert len(bars_of(chart.svg)) == 1
    assert "90%" in texts_of(chart.svg)
    assert chart.alt == (
        "Diagram batang. Capaian indikator terhadap target, Triwulan III Tahun 2026."
        " 1. Nilai SAKIP: 90%."
    )


def test_sixty_indikator_are_split_and_none_is_lost() -> None:
    charts = list(capaian_charts(the_longest_snapshot().rekap))

    labels = [text for chart in charts for text in reversed(texts_of(chart.svg))]
    numbers = {label.split(".")[0] for label in labels if "Indikator" in label}
    assert numbers == {str(number) for number in range(1, 61)}
    assert charts[1].judul.endswith("(indikator 31 sampai dengan 60)")


def test_indikator_that_do_not_fit_on_a_page_are_shared_out_evenly() -> None:
    figures = [Figure(f"Indikator {i}", "90", "80") for i in range(41)]

    charts = capaian_charts(a_rekap(figures, UNITS))

    assert [len(bars_of(chart.svg)) for chart in charts] == [20, 21]


def test_a_state_without_a_figure_has_words_and_no_bar() -> None:
    (chart,) = capaian_charts(a_rekap([Figure("Survei", "80", "", diukur=False)], UNITS))

    assert bars_of(chart.svg) == []
    assert "belum ada angka (tidak diukur)" in texts_of(chart.svg)
    assert "belum ada angka (tidak diukur)" in chart.alt


def test_a_target_met_is_told_from_one_missed_without_colour() -> None:
    figures = [
        Figure("tercapai", "80", "80"),
        Figure("nyaris", "100", "99.996"),
        Figure("turun", "8", "6", polaritas=Polaritas.TURUN),
    ]

    (chart,) = capaian_charts(a_rekap(figures, UNITS))

    assert len(bars_of(chart.svg, DARK)) == 2
    assert len(bars_of(chart.svg, LIGHT)) == 1
    assert {"target tercapai", "target belum tercapai"} <= set(texts_of(chart.svg))


def test_a_bar_that_would_leave_the_page_is_cut_and_says_so() -> None:
    figures = [Figure("melampaui", "20", "93.45"), Figure("wajar", "20", "30")]

    (chart,) = capaian_charts(a_rekap(figures, UNITS))

    longest, second = bars_of(chart.svg)
    assert longest == pytest.approx(second)
    assert "467,25% (dipotong)" in texts_of(chart.svg)


def test_text_of_units_cannot_break_the_drawing() -> None:
    (chart,) = capaian_charts(a_rekap([Figure('<b> & "x" 日', "80", "72")], UNITS))

    assert '1. <b> & "x" [U+65E5]' in texts_of(chart.svg)


def test_every_unit_has_its_cells_and_every_cell_its_figure() -> None:
    (chart,) = peta_charts(a_rekap(FIGURES, UNITS))

    assert {"1: 97,88", "5: 75,00", "8: –"} <= set(texts_of(chart.svg))
    assert {"Sekretariat", "Irban III"} <= set(texts_of(chart.svg))


def test_a_unit_with_many_indikator_goes_on_in_a_second_row() -> None:
    figures = [Figure(f"Indikator {i}", "90", "80") for i in range(8)]

    (chart,) = peta_charts(a_rekap(figures, UNITS))

    assert "Sekretariat (lanjutan)" in texts_of(chart.svg)


def test_the_budget_chart_tells_what_was_not_reported() -> None:
    (chart,) = serapan_charts(a_rekap(FIGURES, UNITS, anggaran=ANGGARAN))

    assert len(bars_of(chart.svg)) == 2
    assert "belum dilaporkan" in texts_of(chart.svg)
    assert "6.01.02 Program Penyelenggaraan Pengawasan: 76,98%" in chart.alt


def test_a_course_is_drawn_once_there_are_two_figures() -> None:
    rekap = a_rekap([Figure("naik", "80", "90", before="76"), Figure("baru", "80", "90")], UNITS)
    first, second = numbered_rows(rekap)

    chart = tren_chart(first)

    assert chart is not None
    assert {"95%", "112,50%", "TW II", "TW III"} <= set(texts_of(chart.svg))
    assert tren_chart(second) is None


def test_the_mean_is_drawn_beside_earlier_reports_of_the_same_kind() -> None:
    before = Pembanding(
        period=Periode("2026-TW2"),
        edisi=1,
        rata_rata_capaian=90,
        serapan_persen=None,
        baris=(),
    )

    assert rata_rata_chart(a_snapshot()) is None
    chart = rata_rata_chart(a_snapshot(pembanding=(before,)))

    assert chart is not None
    assert {"90%", "108,57%"} <= set(texts_of(chart.svg))


def test_nothing_in_a_chart_depends_on_when_it_was_drawn() -> None:
    rekap = a_rekap(FIGURES, UNITS)

    assert list(capaian_charts(rekap)) == list(capaian_charts(rekap))
    assert "pygal 3" not in next(capaian_charts(rekap)).svg
