"""A sheet of the workbook: its head, its cells, its print setup."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from lapkin_contracts.laporan import Snapshot
from lapkin_contracts.printed import decimals_of

LOCALE: Final = "[$-421]"
"""Indonesian separators where the program heeds it; the cell holds a number in any case."""
HEAD_ROW: Final = 4
FIRST_ROW: Final = HEAD_ROW + 1
A4: Final = 9
FOOTER_CHARACTERS: Final = 120
"""A print footer holds 255, and a doubled ampersand counts twice."""


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    width: float


class Book:
    """The workbook with its cell formats, each made once."""

    def __init__(self, workbook: Workbook, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._workbook = workbook
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def add_sheet(
        self, name: str, columns: Sequence[Column], *, frozen_columns: int = 0
    ) -> "Sheet":
        worksheet = self._workbook.add_worksheet(name)
        sheet = Sheet(self, worksheet)
        sheet.write_head(name, columns)
        worksheet.freeze_panes(FIRST_ROW, frozen_columns)
        worksheet.repeat_rows(HEAD_ROW)
        self._set_up_print(worksheet)
        return sheet

    def style(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format({"valign": "top", **properties})
        return self._formats[key]

    def _set_up_print(self, worksheet: Worksheet) -> None:
        worksheet.set_landscape()
        worksheet.set_paper(A4)
        worksheet.fit_to_pages(1, 0)
        title = self.snapshot.judul[:FOOTER_CHARACTERS].replace("&", "&&")
        worksheet.set_footer(f"&L{title}&RHalaman &P dari &N")
        if self.snapshot.contoh:
            worksheet.set_header("&C&BDATA CONTOH")


class Sheet:
    """Cells of one worksheet; text never turns into a formula or a link."""

    def __init__(self, book: Book, worksheet: Worksheet) -> None:
        self._book = book
        self._worksheet = worksheet

    def write_head(self, name: str, columns: Sequence[Column]) -> None:
        snapshot, style = self._book.snapshot, self._book.style
        write = self._worksheet.write_string
        write(0, 0, f"{snapshot.judul}: {name}", style(bold=True, font_size=14))
        write(1, 0, snapshot.nama_instansi, style(bold=True))
        if snapshot.contoh:
            mark = f"DATA CONTOH. {snapshot.sumber}"
            write(2, 0, mark, style(bold=True, font_color="#A4161A"))
        head = style(bold=True, border=1, text_wrap=True, align="center", bg_color="#E1EEFB")
        for position, column in enumerate(columns):
            self._worksheet.set_column(position, position, column.width)
            write(HEAD_ROW, position, column.title, head)

    def text(
        self, row: int, column: int, text: str, *, formula: str | None = None, bold: bool = False
    ) -> None:
        style = self._book.style(border=1, text_wrap=True, bold=bold)
        if formula:
            self._worksheet.write_formula(row, column, formula, style, text)
        else:
            self._worksheet.write_string(row, column, text, style)

    def number(
        self,
        row: int,
        column: int,
        value: Decimal | int | None,
        *,
        formula: str | None = None,
        decimals: int | None = None,
        bold: bool = False,
    ) -> None:
        """A figure, or the formula that gives it; an empty cell where there is none."""
        if value is None:
            self._worksheet.write_blank(row, column, None, self._book.style(border=1))
            return
        places = decimals_of(Decimal(value)) if decimals is None else decimals
        num_format = f"{LOCALE}#,##0.{'0' * places}".rstrip(".")
        style = self._book.style(border=1, num_format=num_format, bold=bold)
        if formula:
            self._worksheet.write_formula(row, column, formula, style, value)
        else:
            self._worksheet.write_number(row, column, value, style)

    def date(self, row: int, column: int, day: date | None) -> None:
        style = self._book.style(border=1, num_format=f"{LOCALE}d mmmm yyyy", align="left")
        if day is None:
            self._worksheet.write_blank(row, column, None, style)
        else:
            self._worksheet.write_datetime(row, column, day, style)


def cell(row: int, column: int) -> str:
    return str(xl_rowcol_to_cell(row, column))


def span(first_row: int, last_row: int, column: int) -> str:
    return str(xl_range(first_row, column, last_row, column))
