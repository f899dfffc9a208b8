import csv
import datetime
import json
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest
import typer
from openpyxl import Workbook
from support.spreadsheet import repacked, saved
from typer.testing import CliRunner

from lapkin.check_table import check_table

PUBLISHED = Path(str(files("lapkin").joinpath("sample/published/indicators.csv")))
HEADING = ["indikator", "satuan", "polaritas", "target", "realisasi", "capaian"]
EXPECTED = {
    "ya": {"sesuai"},
    "ya_trunc": {"sesuai_terpotong"},
    "varian": {"berbeda"},
    "tidak": {"berbeda"},
    "na": {"tanpa_angka", "ditolak"},
}

app = typer.Typer()
app.command()(check_table)


def run(path, *options):
    return CliRunner().invoke(app, [str(path), *options])


def findings(path):
    return [json.loads(line) for line in run(path, "--json").stdout.splitlines()]


def check_rows(tmp_path, *rows, name="tabel.csv"):
    path = tmp_path / name
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADING, *rows])
    return findings(path)


def check_sheet(tmp_path, *rows, formats=()):
    workbook = Workbook()
    for row in [["Tabel 2.1"], HEADING, *rows]:
        workbook.active.append(row)
    for cell, number_format in formats:
        workbook.active[cell].number_format = number_format
    workbook.save(tmp_path / "tabel.xlsx")
    return findings(tmp_path / "tabel.xlsx")


def test_every_published_row_gets_the_recomputed_figure_and_the_right_verdict():
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    found = findings(PUBLISHED)

    assert [one["row"] for one in found] == list(range(1, len(rows) + 1))
    for row, one in zip(rows, found, strict=True):
        assert (one["capaian_persen"] or "") == row["capaian_persen_recomputed"], row["row_id"]
        assert one["verdict"] in EXPECTED[row["matches"]], row["row_id"]


def test_the_answer_columns_are_not_read(tmp_path):
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    answers = ("target_num", "realisasi_num", "capaian_persen_recomputed", "matches")
    with (tmp_path / "bare.csv").open("w", encoding="utf-8", newline="") as file:
        bare = csv.DictWriter(file, [name for name in rows[0] if name not in answers],
                              extrasaction="ignore")  # fmt: skip
        bare.writeheader()
        bare.writerows(rows)

    assert findings(tmp_path / "bare.csv") == findings(PUBLISHED)


def test_people_get_the_rows_to_look_at_and_a_summary():
    result = run(PUBLISHED)

    assert result.exit_code == 1
    assert "Seharusnya" in result.stdout
    assert result.stdout.rstrip().endswith(
        "182 baris diperiksa: 166 sesuai, 2 sesuai terpotong, 13 berbeda, 1 tanpa angka, 0 ditolak."
    )


def test_a_table_without_a_fault_ends_with_zero(tmp_path):
    path = tmp_path / "tabel.csv"
    path.write_text(";".join(HEADING) + "\nIKM;indeks;naik;75,91;76.15;100,32\n", "utf-8")

    assert run(path).exit_code == 0


@pytest.mark.parametrize(
    ("printed", "verdict", "reason"),
    [
        ("97,67", "sesuai", ""),
        ("97,7%", "sesuai", ""),
        ("98", "sesuai", ""),
        ("97", "sesuai_terpotong", "dipotong"),
        ("98,00%", "sesuai", "bilangan bulat"),
        ("0,98", "sesuai", "rasio"),
        ("0,98%", "berbeda", "Seharusnya 97,67"),
        ("1", "berbeda", "Seharusnya 97,67"),
        ("97,66", "sesuai_terpotong", "dipotong"),
        ("97,68", "berbeda", "Seharusnya 97,67"),
        ("", "tanpa_angka", ""),
        ("n/a", "tanpa_angka", ""),
        ("97,666,7", "ditolak", "koma sekali saja"),
    ],
)
def test_the_printed_figure_is_compared_at_its_own_precision(tmp_path, printed, verdict, reason):
    (one,) = check_rows(tmp_path, ["Air irigasi", "%", "naik", "9000000", "8789999", printed])

    assert (one["verdict"], one["capaian_persen"]) == (verdict, "97.67")
    assert reason in one["reason"]


def test_a_percent_sign_belongs_to_the_capaian_of_any_unit(tmp_path):
    (one,) = check_rows(tmp_path, ["Pegawai", "orang", "naik", "739", "700 Orang", "94,72%"])

    assert one["verdict"] == "sesuai"


def test_rounding_that_hides_a_missed_target_is_pointed_out(tmp_path):
    whole, padded = check_rows(
        tmp_path,
        ["A", "%", "naik", "10000", "9993", "100"],
        ["A", "%", "naik", "10000", "9993", "100,00"],
    )

    assert (whole["verdict"], padded["verdict"]) == ("sesuai", "berbeda")
    assert "belum tercapai (99,93)" in whole["reason"]


@pytest.mark.parametrize(
    ("target", "realisasi", "state"),
    [
        ("0", "50", "TARGET_NOL"),
        ("-", "50", "TANPA_TARGET"),
        ("50", "", "BELUM_DIISI"),
        ("50", "N/A", "TIDAK_DIUKUR"),
    ],
)
def test_a_figure_printed_where_none_can_be_computed_differs(tmp_path, target, realisasi, state):
    (one,) = check_rows(tmp_path, ["Merit", "indeks", "naik", target, realisasi, "100"])

    assert (one["state"], one["capaian_persen"], one["verdict"]) == (state, None, "berbeda")


@pytest.mark.parametrize(
    ("satuan", "polaritas", "target", "realisasi", "reason"),
    [
        ("orang", "naik", "1.234", "1.100", "Dapat berarti 1.234 dan dapat berarti 1,234"),
        ("%", "naik", "89,3405,300", "90", "koma sekali saja"),
        ("%", "turun", "maks 1%", "0,5", "target 'maks 1%'"),
        ("predikat", "naik", "BB Predikat", "BB", "target 'BB Predikat'"),
        ("Rp", "naik", "4,5 triliun", "4,2", "tanpa kata ribu"),
        ("orang", "naik", "73900,00%", "700", "bertanda persen"),
        ("%", "stabil", "90", "90", "tulis naik, turun, atau tetap"),
        ("%", "", "90", "90", "tulis naik, turun, atau tetap"),
    ],
)
def test_what_cannot_be_read_in_one_way_is_refused_with_the_reason(
    tmp_path, satuan, polaritas, target, realisasi, reason
):
    (one,) = check_rows(tmp_path, ["X", satuan, polaritas, target, realisasi, "100"])

    assert (one["verdict"], one["state"], one["capaian_persen"]) == ("ditolak", None, None)
    assert reason in one["reason"]


def test_an_unquoted_decimal_comma_does_not_shift_figures_into_other_columns(tmp_path):
    path = tmp_path / "tabel.csv"
    path.write_text(",".join(HEADING) + "\nIKM,indeks,naik,75,91,76,15,100\n", "utf-8")

    (one,) = findings(path)

    assert (one["verdict"], one["target"]) == ("ditolak", None)


def test_a_sheet_is_read_as_it_is_shown(tmp_path):
    plain, percent, rounded = check_sheet(
        tmp_path,
        ["A", "%", "naik", 80, 75, 93.75],
        ["B", "%", "naik", 0.8, 0.75, 0.9375],
        ["C", "orang", "naik", 900, "879 Orang", 97.666666666666671],
        formats=[("D4", "0%"), ("E4", "0%"), ("F4", "0.00%"), ("F5", '0.0 "persen"')],
    )

    assert {one["verdict"] for one in (plain, percent, rounded)} == {"sesuai"}
    assert (percent["target"], percent["capaian_persen"]) == ("80", "93.75")
    assert rounded["realisasi"] == "879"


@pytest.mark.parametrize(
    ("realisasi", "reason"),
    [
        ("=D3*2", "Rumus belum dihitung"),
        (datetime.date(2026, 5, 3), "tanggal (03-05-2026)"),
        (True, "BENAR atau SALAH"),
        ("#DIV/0!", "#DIV/0!"),
    ],
)
def test_a_cell_that_holds_no_typed_number_is_refused(tmp_path, realisasi, reason):
    (one,) = check_sheet(tmp_path, ["A", "%", "naik", 80, realisasi, 100])

    assert one["verdict"] == "ditolak"
    assert reason in one["reason"]


def write_bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 31_000_000)


def write_truncated(path):
    workbook = Workbook()
    workbook.active.append(HEADING)
    workbook.save(path)
    path.write_bytes(path.read_bytes()[:2000])


def write_with_lost_words(path):
    """A cell that points at a text which the file does not hold."""
    workbook = Workbook()
    workbook.active.append(HEADING)
    lost = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="s"><v>999</v></c></row></sheetData></worksheet>'
    )
    path.write_bytes(
        repacked(saved(workbook), lambda name, part: lost if "sheet1" in name else part)
    )


def write_with_entities(path):
    workbook = Workbook()
    workbook.active.append(HEADING)
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    path.write_bytes(
        repacked(saved(workbook), lambda name, part: bomb if "sheet1" in name else part)
    )


@pytest.mark.parametrize(
    ("name", "write", "message"),
    [
        ("tidak-ada.csv", lambda path: None, "tidak ditemukan"),
        ("kosong.csv", lambda path: path.write_bytes(b""), "baris judul"),
        ("kolom.csv", lambda path: path.write_text("a,b\n1,2\n", "utf-8"), "baris judul"),
        ("acak.csv", lambda path: path.write_bytes(bytes(range(256)) * 99), "baris judul"),
        ("lama.xls", lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" * 9), "format .xls lama"),
        ("bom.xlsx", write_bomb, "terlalu besar"),
        ("hilang.xlsx", write_with_lost_words, "rusak atau terpotong"),
        ("entitas.xlsx", write_with_entities, "rusak atau terpotong"),
        ("terpotong.xlsx", write_truncated, "rusak atau terpotong"),
        ("palsu.xlsx", lambda path: path.write_text("bukan zip", "utf-8"), "rusak atau terpotong"),
    ],
)
def test_an_unusable_file_ends_with_two_and_one_line(tmp_path, name, write, message):
    write(tmp_path / name)

    result = run(tmp_path / name, "--json")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
