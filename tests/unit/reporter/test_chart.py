from xml.etree import ElementTree

from support.rekap import Figure, a_rekap
from support.snapshots import FIGURES, UNITS, the_longest_snapshot

from lapkin_contracts.rules.capaian import Polaritas
from reporter.documents.chart import capaian_charts

SVG = "{http://www.w3.org/2000/svg}"


def texts_of(svg: str) -> list[str]:
    root = ElementTree.fromstring(svg)
    return [text.text or "" for text in root.iter(f"{SVG}text")]


def bars_of(svg: str) -> list[tuple[int, str]]:
    """Width and fill of each bar; the two squares of the legend are left out."""
    rects = list(ElementTree.fromstring(svg).iter(f"{SVG}rect"))[:-2]
    return [(int(rect.attrib["width"]), rect.attrib["fill"]) for rect in rects]


def test_no_indikator_gives_no_chart() -> None:
    assert capaian_charts(a_rekap([], UNITS)) == ()


def test_one_indikator_gives_one_bar_with_its_figure() -> None:
    (chart,) = capaian_charts(a_rekap([Figure("Nilai SAKIP", "80", "72", "nilai")], UNITS))

    assert len(bars_of(chart.svg)) == 1
    assert "90%" in texts_of(chart.svg)
    assert chart.alt == (
        "Diagram batang. Capaian indikator terhadap target, Triwulan III Tahun 2026."
        " 1. Nilai SAKIP: 90%."
    )


def test_sixty_indikator_are_split_and_none_is_lost() -> None:
    charts = capaian_charts(the_longest_snapshot().rekap)

    labels = [text for chart in charts for text in texts_of(chart.svg)]
    numbers = [label.split(".")[0] for label in labels if "Indikator" in label]
    assert [int(number) for number in numbers] == list(range(1, 61))
    assert charts[1].judul.endswith("(indikator 21 sampai dengan 40)")


def test_twenty_one_indikator_are_shared_out_evenly() -> None:
    figures = [Figure(f"Indikator {i}", "90", "80") for i in range(21)]

    charts = capaian_charts(a_rekap(figures, UNITS))

    assert [len(bars_of(chart.svg)) for chart in charts] == [10, 11]


def test_a_state_without_a_figure_has_words_and_no_bar() -> None:
    (chart,) = capaian_charts(a_rekap([Figure("Survei", "80", "", diukur=False)], UNITS))

    assert bars_of(chart.svg) == []
    assert "belum ada angka (tidak diukur)" in texts_of(chart.svg)
    assert "belum ada angka (tidak diukur)" in chart.alt


def test_a_bar_stops_at_150_and_still_tells_the_true_figure() -> None:
    figures = [Figure("Sangat tinggi", "10", "69"), Figure("Tepat batas", "10", "15")]

    (chart,) = capaian_charts(a_rekap(figures, UNITS))

    widths = [width for width, _ in bars_of(chart.svg)]
    assert widths[0] == widths[1]
    assert "690%" in texts_of(chart.svg)


def test_a_negative_capaian_has_an_empty_bar_and_its_figure() -> None:
    figure = Figure("Temuan", "2", "7", polaritas=Polaritas.TURUN)

    (chart,) = capaian_charts(a_rekap([figure], UNITS))

    assert bars_of(chart.svg)[0][0] == 0
    assert "-150%" in texts_of(chart.svg)


def test_met_and_not_met_are_filled_differently_though_both_print_100() -> None:
    figures = [Figure("Tepat", "100", "100"), Figure("Nyaris", "100", "99.996")]

    (chart,) = capaian_charts(a_rekap(figures, UNITS))

    fills = [fill for _, fill in bars_of(chart.svg)]
    assert fills[0] != fills[1]
    assert {"100%", "100,00%"} <= set(texts_of(chart.svg))


def test_names_with_markup_and_control_characters_stay_text() -> None:
    name = 'Rasio <b>"A" & B</b>\x0b\x00'

    (chart,) = capaian_charts(a_rekap([Figure(name, "90", "80")], UNITS))

    assert '1. Rasio <b>"A" & B</b>' in texts_of(chart.svg)


def test_a_long_name_is_cut_in_the_chart_and_whole_in_its_alt_text() -> None:
    name = "Persentase " + "peningkatan akuntabilitas kinerja " * 5

    (chart,) = capaian_charts(a_rekap([Figure(name.strip(), "90", "80")], UNITS))

    label = [text for text in texts_of(chart.svg) if "akuntabilitas" in text]
    assert len(label) == 2
    assert label[1].endswith("…")
    assert name.strip() in chart.alt


def test_the_same_rekap_gives_the_same_drawing() -> None:
    assert capaian_charts(a_rekap(FIGURES, UNITS)) == capaian_charts(a_rekap(FIGURES, UNITS))
