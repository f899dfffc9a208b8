"""Reads a published table of capaian from CSV or XLSX, cell by cell, and never guesses."""

import csv
import datetime
import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice, zip_longest
from typing import Final

from openpyxl import load_workbook
from openpyxl.cell import Cell as PlainCell
from openpyxl.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from lapkin_contracts.rules.numbers import format_indonesian
from lapkin_sheets.archive import BROKEN, COMPOUND, UNREADABLE, ZIP, UnsafeWorkbook, check_archive

MAX_BYTES: Final = 30_000_000
MAX_ROWS: Final = 100_000
MAX_COLUMNS: Final = 200
ROWS_BEFORE_HEADING: Final = 20

SheetCell = PlainCell | MergedCell

COLUMNS: Final = {
    "indikator": ("indikator", "indikator kinerja"),
    "satuan": ("satuan",),
    "polaritas": ("polaritas",),
    "target": ("target",),
    "realisasi": ("realisasi",),
    "capaian": ("capaian", "capaian persen", "capaian (%)", "capaian persen published"),
}

UPPER: Final = "target atas"
"""The other bound of a target that is a range; few tables have it."""


class TableUnusable(Exception):
    """Nothing can be said about the file as a whole; the message is one line for people."""


@dataclass(frozen=True, slots=True)
class Cell:
    text: str = ""
    """As typed or, for a number of a spreadsheet, as an Indonesian reader would print it."""
    value: Decimal | None = None
    """Set if the spreadsheet holds a number: it needs no reading."""
    decimals: int = 0
    """Printed decimals of `value`."""
    fault: str = ""
    """Why the content cannot be used."""

    @property
    def unread(self) -> str:
        """The text that still has to be read as a number."""
        return self.text if self.value is None else ""


Lines = Iterator[list[Cell]]


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    """Counted from 1 below the heading."""
    cells: dict[str, Cell] = field(default_factory=dict)
    fault: str = ""


def read_table(content: bytes, name: str, *, max_rows: int = MAX_ROWS) -> list[Row]:
    """The rows of the table in the file of that name.

    Raises:
        TableUnusable: broken, too large, or without the columns of a table of capaian.
    """
    if len(content) > MAX_BYTES:
        raise TableUnusable(f"{name}: lebih dari {MAX_BYTES // 1_000_000} MB.")
    if content.startswith(COMPOUND):
        raise TableUnusable(f"{name}: format .xls lama atau terkunci sandi; simpan sebagai .xlsx.")
    is_workbook = content.startswith(ZIP) or name.lower().endswith(".xlsx")
    tables = _sheets(content, name) if is_workbook else iter([_csv_lines(content, name)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl names styles it does not know
        return list(_rows(tables, name, max_rows))


def _rows(tables: Iterator[Lines], name: str, max_rows: int) -> Iterator[Row]:
    lines, width, places = _table_of_capaian(tables, name)
    for number, line in enumerate(lines, start=1):
        if number > max_rows:
            raise TableUnusable(
                f"{name}: lebih dari {max_rows} baris. Bagi tabelnya, lalu periksa lagi."
            )
        if len(line) > width:
            # an unquoted 75,91 in a comma separated file moves every later column
            yield Row(number, fault=f"Ada {len(line)} kolom, judulnya {width}.")
        elif any(cell.text or cell.fault for cell in line):
            yield Row(number, _cells_of(line + [Cell()] * (width - len(line)), places))


def _cells_of(line: Sequence[Cell], places: Mapping[str, int]) -> dict[str, Cell]:
    return {UPPER: Cell()} | {kolom: line[index] for kolom, index in places.items()}


def _table_of_capaian(tables: Iterator[Lines], name: str) -> tuple[Lines, int, dict[str, int]]:
    """The first of a file's sheets that has all columns, below its heading."""
    for lines in tables:
        if heading := _find_heading(lines):
            return lines, *heading
    needed = ", ".join(COLUMNS)
    raise TableUnusable(f"{name}: baris judul dengan kolom {needed} tidak ditemukan.")


def _find_heading(lines: Lines) -> tuple[int, dict[str, int]] | None:
    """Width and columns of the heading, which may stand below a title; `lines` goes on after it."""
    for line in islice(lines, ROWS_BEFORE_HEADING):
        places = _places([re.sub(r"[\s_]+", " ", cell.text).strip().lower() for cell in line])
        if places.keys() >= COLUMNS.keys():
            return len(line), places
    return None


def _places(heading: Sequence[str]) -> dict[str, int]:
    known = {**COLUMNS, UPPER: (UPPER,)}
    return {
        kolom: heading.index(alias)
        for kolom, aliases in known.items()
        for alias in reversed(aliases)
        if alias in heading
    }


def _csv_lines(content: bytes, name: str) -> Lines:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # what Excel writes on Windows
    first = next((line for line in text.splitlines() if "realisasi" in line.lower()), "")
    delimiter = max(",;\t", key=first.count)
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            if line:
                yield [Cell(part.strip()) for part in line]
    except csv.Error as error:
        raise TableUnusable(f"{name}: bukan CSV yang utuh.") from error


def _sheets(content: bytes, name: str) -> Iterator[Lines]:
    """Each sheet twice, values beside formulas: a formula never calculated has no value."""
    with _readable(name):
        if content.startswith(ZIP):
            check_archive(content, forbidden=())  # what stands beside the table is never opened
        values, formulas = (
            load_workbook(io.BytesIO(content), read_only=True, data_only=flag).worksheets
            for flag in (True, False)
        )
    for pair in zip(values, formulas, strict=True):
        yield _sheet_lines(*pair, name)


def _sheet_lines(values: Worksheet, formulas: Worksheet, name: str) -> Lines:
    with _readable(name):
        for line, originals in zip(_cells(values), _cells(formulas), strict=True):
            yield [_cell(*pair) for pair in zip_longest(line, originals)]


def _cells(sheet: Worksheet) -> Iterator[tuple[SheetCell, ...]]:
    return sheet.iter_rows(max_col=min(sheet.max_column or MAX_COLUMNS, MAX_COLUMNS))


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except UnsafeWorkbook as unsafe:
        raise TableUnusable(f"{name}: {unsafe}") from unsafe
    except UNREADABLE as error:
        raise TableUnusable(f"{name}: {BROKEN.detail} {BROKEN.hint}") from error


def _cell(shown: SheetCell, original: SheetCell) -> Cell:
    match shown.value:
        case None if original.data_type == "f":
            return Cell(fault="Rumus belum dihitung. Buka di Excel, simpan, lalu periksa lagi.")
        case None:
            return Cell()
        case str(text) if shown.data_type == "e":
            return Cell(text, fault=f"Rumus menghasilkan kesalahan {text}.")
        case str(text):
            return Cell(text.strip())
        case bool():
            return Cell(fault="Sel berisi BENAR atau SALAH, bukan angka.")
        case int() | float() as number:
            return _number_cell(number, shown.number_format)
        case datetime.date() as day:
            return Cell(fault=f"Terbaca sebagai tanggal ({day:%d-%m-%Y}). Ketik ulang angkanya.")
        case other:
            return Cell(fault=f"Isi sel tidak dikenal: {other}.")


def _number_cell(number: float, number_format: str) -> Cell:
    """15 significant digits, as Excel shows; a percent cell holds a hundredth of what it shows."""
    value = Decimal(format(number, ".15g"))
    shape = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format).split(";")[0]
    is_percent = "%" in shape
    if is_percent:
        value *= 100
    places = re.search(r"\.([0#?]+)", shape)
    if shape.lower() == "general":
        decimals = min(max(0, -int(value.as_tuple().exponent)), 6)
    else:
        decimals = len(places[1]) if places else 0
    text = format_indonesian(value, decimals) + ("%" if is_percent else "")
    return Cell(text, value, decimals)
