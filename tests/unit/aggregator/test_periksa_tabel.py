"""The findings as files."""

import base64
import csv
import io
import json

import pytest
from openpyxl import load_workbook

from aggregator.periksa_tabel.unduhan import unduhan_of
from lapkin_sheets.published_table import Finding, Verdict, check
from lapkin_sheets.table_file import read_table

HEADING = "indikator;satuan;polaritas;target;realisasi;capaian\n"


def findings_of(*rows: str) -> list[Finding]:
    return list(check(read_table((HEADING + "\n".join(rows)).encode(), "tabel.csv")))


def files_of(findings: list[Finding]) -> dict[str, bytes]:
    return {
        one.nama: base64.b64decode(one.alamat.partition("base64,")[2])
        for one in unduhan_of(findings, "Tabel 2.1.csv")
    }


def test_each_file_holds_every_finding() -> None:
    files = files_of(
        findings_of("Air irigasi;%;naik;80;75;93,75", "Jalan mantap;%;naik;80;75;94,5")
    )

    rows = list(
        csv.reader(io.StringIO(files["temuan-Tabel 2.1.csv"].decode("utf-8-sig")), delimiter=";")
    )
    lines = [json.loads(one) for one in files["temuan-Tabel 2.1.jsonl"].splitlines()]
    sheet = load_workbook(io.BytesIO(files["temuan-Tabel 2.1.xlsx"])).active

    assert rows[2] == ["2", "Jalan mantap", "80", "75", "93,75", "berbeda", lines[1]["reason"]]
    assert [one["verdict"] for one in lines] == ["sesuai", "berbeda"]
    assert [cell.value for cell in sheet[3]][:5] == [2, "Jalan mantap", 80, 75, 93.75]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_a_name_that_looks_like_a_formula_stays_text(first: str) -> None:
    name = f"{first}cmd|'/c calc'!A0"
    files = files_of([Finding(1, Verdict.DITOLAK, "alasan", indikator=name)])

    rows = list(
        csv.reader(
            io.StringIO(files["temuan-Tabel 2.1.csv"].decode("utf-8-sig"), newline=""),
            delimiter=";",
        )
    )
    cell = load_workbook(io.BytesIO(files["temuan-Tabel 2.1.xlsx"])).active["B2"]

    assert rows[1][1] == f"'{name}"
    assert cell.data_type == "s"


def test_a_negative_figure_stays_a_figure() -> None:
    files = files_of(findings_of("Pertumbuhan;%;naik;-2;-1;150"))

    assert b";-2;-1;150;" in files["temuan-Tabel 2.1.csv"]
