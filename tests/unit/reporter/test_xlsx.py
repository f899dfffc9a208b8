from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from support.formulas import recompute
from support.hard_snapshot import a_hard_snapshot
from support.rekap import Figure, a_rekap
from support.snapshots import UNITS, a_snapshot, the_longest_snapshot, the_shortest_snapshot
from support.spreadsheet import by_libreoffice, changed, needs_libreoffice
from support.spreadsheet import opened as sheets_of

from lapkin_contracts.laporan import Snapshot
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.policy import KEBIJAKAN_BAWAAN, Cap, Kebijakan, RumusTurun, TargetNol
from reporter.documents.xlsx import render_xlsx

HEAD_ROW = 5


def opened(snapshot: Snapshot, *, cached: bool = False) -> Workbook:
    return load_workbook(BytesIO(render_xlsx(snapshot)), data_only=cached)


def column(workbook: Workbook, sheet: str, title: str) -> list[object]:
    table = list(workbook[sheet].iter_rows(min_row=HEAD_ROW, values_only=True))
    position = table[0].index(title)
    return [row[position] for row in table[1:]]


def formulas(snapshot: Snapshot) -> Iterator[tuple[Workbook, str, str, str, object]]:
    """Each with its sheet, its place, and the figure it holds."""
    live, cached = opened(snapshot), opened(snapshot, cached=True)
    for sheet, held in zip(live.worksheets, cached.worksheets, strict=True):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type == "f":
                figure = held[cell.coordinate].value
                yield live, sheet.title, cell.coordinate, str(cell.value), figure


@pytest.mark.parametrize(
    "snapshot",
    [a_snapshot(), the_shortest_snapshot(), the_longest_snapshot(), a_hard_snapshot()],
)
def test_every_formula_comes_to_the_figure_it_holds(snapshot: Snapshot) -> None:
    for workbook, sheet, _, formula, held in formulas(snapshot):
        value = recompute(workbook, sheet, formula)
        if isinstance(held, str):
            assert value == held, formula
        elif held is not None:
            assert abs(Decimal(value) - Decimal(repr(held))) < Decimal("1e-9"), formula


@needs_libreoffice
@pytest.mark.parametrize("snapshot", [a_snapshot(), a_hard_snapshot()], ids=["usual", "hard"])
def test_a_spreadsheet_program_comes_to_the_same_figures(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    without_values = changed(render_xlsx(snapshot), lambda book: None)
    recalculated = sheets_of(by_libreoffice(without_values, tmp_path), data_only=True)

    compared = 0
    for _, sheet, place, _, held in formulas(snapshot):
        value = recalculated[sheet][place].value
        if isinstance(held, str):
            assert value == held, (sheet, place)
        else:
            assert abs(Decimal(repr(value)) - Decimal(repr(held))) < Decimal("1e-9"), (
                sheet,
                place,
            )
        compared += 1
    assert compared > 20


def test_what_the_year_asks_and_where_a_figure_comes_from_stand_in_the_workbook() -> None:
    workbook = opened(a_snapshot(), cached=True)

    assert column(workbook, "Capaian", "Target tahun")[0] == 82.5
    assert column(workbook, "Capaian", "Capaian terhadap target tahun (%)")[0] == 97.88
    assert column(workbook, "Capaian", "Kode")[:2] == ["IK-01", "IK-02"]
    assert column(workbook, "Capaian", "Bukti")[2] == f"rekap-lhp.pdf {'a' * 64}"
    assert column(workbook, "Efisiensi", "Sebutan")[-1] == "efisien"
    assert column(workbook, "Efisiensi", "Selisih (poin)")[-1] == 39.83


@pytest.mark.parametrize(
    "kebijakan",
    [
        Kebijakan(versi="terpotong", cap=Cap.SERATUS_DUA_PULUH, desimal=1),
        Kebijakan(versi="t per r", turun=RumusTurun.T_PER_R, lantai_nol=True),
        Kebijakan(versi="nol seratus", target_nol=TargetNol.TURUN_NOL_SERATUS),
        KEBIJAKAN_BAWAAN,
    ],
    ids=lambda kebijakan: kebijakan.versi,
)
def test_formulas_follow_the_kebijakan_of_the_rekap(kebijakan: Kebijakan) -> None:
    turun = Polaritas.TURUN
    figures = [
        Figure("naik", "90", "137"),
        Figure("turun", "7", "3", polaritas=turun),
        Figure("jauh di atas batas", "7", "31", polaritas=turun),
        Figure("tidak ada kejadian", "0", "0", polaritas=turun),
        Figure("tanpa kejadian", "7", "0", polaritas=turun),
        Figure("target negatif", "-2", "-3"),
        Figure("target negatif turun", "-2", "-3", polaritas=turun),
        Figure("tetap", "7", "9", polaritas=Polaritas.TETAP),
        Figure("tetap, jauh di bawah", "7", "-9", polaritas=Polaritas.TETAP),
    ]
    snapshot = a_snapshot(a_rekap(figures, UNITS, kebijakan=kebijakan))

    for workbook, sheet, _, formula, held in formulas(snapshot):
        value = recompute(workbook, sheet, formula)
        assert value == held or abs(value - Decimal(repr(held))) < Decimal("1e-9"), formula


def test_the_capaian_sheet_holds_the_figures_of_the_engine() -> None:
    snapshot = a_snapshot()

    shown = column(opened(snapshot, cached=True), "Capaian", "Capaian (%)")

    expected = [one.capaian_persen for one in snapshot.rekap.baris]
    assert [None if one is None else float(one) for one in expected] == shown


def test_a_state_without_a_figure_has_neither_number_nor_formula() -> None:
    workbook = opened(a_snapshot())

    states = column(workbook, "Capaian", "Keadaan")
    capaian = column(workbook, "Capaian", "Capaian (%)")
    without = {state: held for state, held in zip(states, capaian, strict=True) if held is None}
    assert set(without) == {"target nol", "tidak diukur", "tanpa target", "belum diisi"}


def test_99_996_is_rounded_to_100_and_still_not_tercapai() -> None:
    snapshot = a_snapshot(a_rekap([Figure("Nyaris", "100", "99.996")], UNITS))

    workbook = opened(snapshot, cached=True)

    assert column(workbook, "Capaian", "Capaian (%)") == [100]
    assert column(workbook, "Capaian", "Tercapai") == ["Tidak"]


def test_text_of_units_never_becomes_a_formula_or_a_link() -> None:
    remarks = {"kendala": "=1+1", "solusi": "@SUM(A1)", "rencana_tindak_lanjut": "http://x.id"}
    rekap = a_rekap([Figure("+Indikator", "90", "80", remarks=remarks)], UNITS)

    workbook = opened(a_snapshot(rekap))

    for title, text in [("Indikator", "+Indikator"), ("Kendala", "=1+1"), ("Solusi", "@SUM(A1)")]:
        assert column(workbook, "Capaian", title) == [text]
    assert {cell.data_type for cell in workbook["Capaian"][HEAD_ROW + 1]} <= {"s", "n", "f"}
    assert all(cell.hyperlink is None for cell in workbook["Capaian"][HEAD_ROW + 1])


def test_missing_units_and_unreported_budget_lines_are_said_in_words() -> None:
    workbook = opened(a_snapshot(), cached=True)

    assert column(workbook, "Cakupan", "Keterangan").count("Belum masuk") == 1
    assert "belum dilaporkan" in column(workbook, "Anggaran", "Realisasi (Rp)")


def test_every_sheet_is_marked_and_ready_to_print() -> None:
    workbook = opened(a_snapshot())

    assert workbook.sheetnames == ["Ringkasan", "Capaian", "Anggaran", "Efisiensi", "Cakupan"]
    for sheet in workbook.worksheets:
        assert sheet["A3"].value.startswith("DATA CONTOH. Angka contoh")
        assert "&RHalaman &P dari &N" in str(sheet.HeaderFooter.oddFooter)
        assert sheet.freeze_panes is not None
        assert sheet.print_title_rows == "$5:$5"


def test_an_official_workbook_carries_no_mark() -> None:
    assert opened(a_snapshot(contoh=False))["Ringkasan"]["A3"].value is None


def test_nothing_in_the_file_tells_when_it_was_written() -> None:
    first, again = render_xlsx(a_snapshot()), render_xlsx(a_snapshot())

    assert first == again
    assert {entry.date_time[0] for entry in ZipFile(BytesIO(first)).infolist()} == {1980}


def test_a_ralat_brings_its_changes_and_the_promises_that_were_made() -> None:
    workbook = opened(a_hard_snapshot())

    assert column(workbook, "Perubahan", "Semula") == ["87 LHP", "108,75%", "belum masuk"]
    assert column(workbook, "Tindak lanjut", "Status") == ["selesai", "belum dijawab"]
    assert column(workbook, "Cakupan", "Terlambat (hari kerja)") == [0, 0, 3, 0, 0]
    assert column(workbook, "Anggaran", "Pagu awal (Rp)")[0] == 16_000_000_000
    assert column(workbook, "Capaian", "Target atas")[1] == 8
    assert column(workbook, "Capaian", "Tingkat realisasi")[0] == "WTP"


def test_a_plain_report_has_no_empty_sheets() -> None:
    names = opened(a_snapshot()).sheetnames

    assert names == ["Ringkasan", "Capaian", "Anggaran", "Efisiensi", "Cakupan"]
