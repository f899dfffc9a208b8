"""Reads an uploaded CSV or XLSX cell by cell, and never guesses."""

import csv
import datetime
import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from collector.perencanaan.errors import UnreadableFile
from lapkin_sheets.archive import BROKEN, COMPOUND, UNREADABLE, ZIP, UnsafeWorkbook, check_archive

MAX_ROWS: Final = 5_000
MAX_COLUMNS: Final = 60


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a cell cannot be used."""

    code: str
    detail: str
    hint: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a table."""

    place: str
    """`F12` of a sheet; empty in a CSV, whose rows have only columns with names."""
    text: str = ""
    value: Decimal | None = None
    """Set if the sheet holds a true number: it needs no reading."""
    flaw: Flaw | None = None

    @property
    def is_blank(self) -> bool:
        return not self.text and self.value is None and self.flaw is None


Line = tuple[int, Sequence[Cell]]
"""A row with its number as people count, from 1."""


def read_lines(content: bytes) -> list[Line]:
    """Every row of the file, sheet after sheet.

    Raises:
        UnreadableFile: broken, locked, with macros, or far too large; with the remedy.
    """
    if content.startswith(COMPOUND):
        remedy = (
            "Berkas berformat .xls lama atau terkunci sandi. Simpan sebagai .xlsx tanpa sandi."
        )
        raise UnreadableFile(remedy=remedy)
    lines = list(_sheets(content) if content.startswith(ZIP) else _csv(content))
    if len(lines) > MAX_ROWS:
        raise UnreadableFile(remedy=f"Berkas lebih dari {MAX_ROWS} baris. Bagi berkasnya.")
    return lines


def _csv(content: bytes) -> Iterator[Line]:
    try:
        text = content.decode("utf-8-sig")
        delimiter = max(";,\t", key=text.partition("\n")[0].count)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        remedy = "Berkas bukan CSV yang utuh. Simpan sebagai CSV UTF-8 atau sebagai .xlsx."
        raise UnreadableFile(remedy=remedy) from error
    for number, row in enumerate(rows, 1):
        yield number, [_text_cell("", part) for part in row]


def _sheets(content: bytes) -> Iterator[Line]:
    """Values beside formulas: a formula that was never calculated has no value."""
    try:
        check_archive(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # openpyxl names styles it does not know
            yield from _rows(content)
    except UnsafeWorkbook as unsafe:
        raise UnreadableFile(remedy=str(unsafe)) from unsafe
    except UNREADABLE as error:
        raise UnreadableFile(remedy=f"{BROKEN.detail} {BROKEN.hint}") from error


def _rows(content: bytes) -> Iterator[Line]:
    shown, formulas = (
        load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
        for data_only in (True, False)
    )
    for sheet, original in zip(shown.worksheets, formulas.worksheets, strict=True):
        sheet.reset_dimensions()  # what the file claims about its size is not to be trusted
        original.reset_dimensions()
        pairs = zip_longest(
            sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS),
            original.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS),
            fillvalue=(),
        )
        for number, (values, sources) in enumerate(pairs, 1):
            yield (
                number,
                [
                    _cell(f"{get_column_letter(column)}{number}", value, source)
                    for column, (value, source) in enumerate(zip(values, sources, strict=False), 1)
                ],
            )


def _cell(place: str, shown: Any, original: Any) -> Cell:  # noqa: ANN401  four cell types of openpyxl
    if shown.value is None and original.data_type == "f":
        hint = "Buka di Excel, simpan, lalu unggah lagi."
        return Cell(place, flaw=Flaw("formula-uncached", "Rumus belum dihitung.", hint))
    if shown.data_type == "e":
        detail = f"Rumus menghasilkan galat {shown.value}."
        return Cell(place, flaw=Flaw("error-cell", detail, "Perbaiki rumusnya."))
    match shown.value:
        case None:
            return Cell(place)
        case str(text):
            return _text_cell(place, text)
        case int() | float() as number if not isinstance(number, bool):
            return _number_cell(place, number, shown.number_format)
        case datetime.date() as day:
            detail = f"Terbaca sebagai tanggal ({day:%d-%m-%Y})."
            hint = "Ketik ulang isinya dengan format sel Teks atau Angka."
            return Cell(place, flaw=Flaw("date-cell", detail, hint))
        case _:
            return Cell(place, flaw=Flaw("unknown-cell", "Isi sel tidak dikenal.", "Ketik ulang."))


def _text_cell(place: str, text: str) -> Cell:
    bare = text.strip()
    if bare.startswith(("=", "+", "@")):
        detail = f"Teks tidak boleh diawali {bare[0]}."
        hint = "Spreadsheet membacanya sebagai rumus; hapus tanda itu."
        return Cell(place, bare, flaw=Flaw("formula-text", detail, hint))
    return Cell(place, bare)


def _number_cell(place: str, number: float, number_format: str) -> Cell:
    if "%" in number_format:
        detail = "Sel berformat persen; angkanya dapat dibaca dua cara."
        hint = "Pakai format sel Angka dan ketik misalnya 85, bukan 85%."
        return Cell(place, flaw=Flaw("percent-cell", detail, hint))
    return Cell(place, value=Decimal(repr(number)))
