"""The same workbook back, with every finding in a comment at its red cell."""

import warnings
from collections.abc import Sequence
from io import BytesIO
from typing import Final

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from collector.lembar_kerja.columns import BAGIAN, NILAI, Bagian
from collector.lembar_kerja.findings import Temuan, Tingkat
from collector.lembar_kerja.sheets import heading_of, plain, sheet_of

LIST: Final = "Temuan"
FILLS: Final = {
    Tingkat.GALAT: PatternFill("solid", fgColor="F8A5A5"),
    Tingkat.PERINGATAN: PatternFill("solid", fgColor="FFC97A"),
    Tingkat.INFO: PatternFill("solid", fgColor="BFDDF8"),
}
YELLOW: Final = PatternFill("solid", fgColor="FFF9C4")
WIDTHS: Final = (16, 14, 70, 70)
ORDER: Final = {Tingkat.INFO: 0, Tingkat.PERINGATAN: 1, Tingkat.GALAT: 2}


def mark(content: bytes, temuan: Sequence[Temuan]) -> bytes:
    """The workbook with marks of this check only; those of an earlier one go."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl names styles it does not know
        book = load_workbook(BytesIO(content))
    found = {bagian: sheet_of(book, bagian) for bagian in BAGIAN}
    pages = {bagian: sheet for bagian, sheet in found.items() if sheet is not None}
    for bagian, sheet in pages.items():
        _wipe(sheet, bagian)
    by_title = {bagian.judul: sheet for bagian, sheet in pages.items()}
    for one in sorted(temuan, key=lambda each: ORDER[each.tingkat]):
        name, _, coordinate = one.sel.rpartition("!")
        marked = by_title.get(name, pages.get(NILAI))
        if coordinate and marked is not None:
            _mark(marked, coordinate, one)
    _list(book, temuan)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _wipe(sheet: Worksheet, bagian: Bagian) -> None:
    """Take away comments, and colours of marks; a yellow cell is one that is not locked."""
    for row in sheet.iter_rows(min_row=(heading_of(sheet, bagian) or 0) + 1):
        for cell in row:
            if cell.comment is not None:
                cell.comment = None
                cell.fill = YELLOW if not cell.protection.locked else PatternFill()


def _mark(sheet: Worksheet, coordinate: str, temuan: Temuan) -> None:
    """The gravest finding gives the colour; it comes last."""
    cell = sheet[coordinate]
    cell.fill = FILLS[temuan.tingkat]
    said = f"[{temuan.tingkat}] {temuan.uraian}"
    text = f"{cell.comment.text}\n{said}" if cell.comment else said
    cell.comment = Comment(text, "Lapkin", height=120, width=320)


def _list(book: Workbook, temuan: Sequence[Temuan]) -> None:
    """All findings on a sheet of their own, also those without a cell."""
    for sheet in [one for one in book.worksheets if plain(one.title) == plain(LIST)]:
        book.remove(sheet)
    sheet = book.create_sheet(LIST, 0)
    heading = ("Sel", "Jenis", "Temuan", "Yang perlu dilakukan")
    rows = [(one.tempat, one.tingkat.value, one.detail, one.hint) for one in temuan]
    for number, line in enumerate([heading, *rows], 1):
        for column, text in enumerate(line, 1):
            cell = sheet.cell(number, column)
            cell.value, cell.data_type = text, "s"
            cell.font = Font(bold=number == 1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCD", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    book.active = sheet
    for one in book.worksheets:  # two selected sheets would be typed into together
        one.sheet_view.tabSelected = one is sheet
