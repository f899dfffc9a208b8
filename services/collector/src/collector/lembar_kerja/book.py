"""A workbook under construction: its sheets, formats, lists and stamp."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from math import ceil
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from collector.akun.signing import SigningKey
from collector.lembar_kerja.columns import BAGIAN, NILAI, STATUS_NILAI, STATUS_RTL, Bagian
from collector.lembar_kerja.domain import Lembar
from collector.lembar_kerja.sheets import META
from collector.lembar_kerja.stamp import printed
from collector.submission.kinds import levels_of
from lapkin_contracts.rules.checks import LEVELS
from lapkin_contracts.rules.numbers import format_indonesian

LOCALE: Final = "[$-421]"
"""Indonesian separators where the program heeds it; the cell holds a number in any case."""
YELLOW: Final = "#FFF9C4"
HEAD_ROW: Final = 5
FIRST_ROW: Final = HEAD_ROW + 1
A4: Final = 9
CELL_CHARACTERS: Final = 30_000
"""Of the stamp in one cell; a cell holds 32 767."""
EXACT_DIGITS: Final = 15
"""A spreadsheet's number holds no more; longer figures are written as text."""
HEADER_CHARACTERS: Final = 80
LINE_HEIGHT: Final = 15
HIGHEST: Final = 400
"""A row holds 409 points."""
WIDE_SCALE: Final = 46
"""Percent at which each half of the wide sheet fits an A4 page."""
CHOICES: Final = "_pilihan"
GUIDE: Final = (
    "Isi sel kuning saja. Kolom Capaian menghitung sendiri. Simpan sebagai .xlsx, lalu unggah;"
    " periksa dahulu, baru terapkan."
)
PROTECTION: Final = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
}


class Buku:
    """Its formats, and the lists behind its dropdowns."""

    def __init__(self, workbook: Workbook, lembar: Lembar) -> None:
        self.lembar = lembar
        self._workbook = workbook
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self.sheets = {
            bagian.nama: workbook.add_worksheet(bagian.judul)
            for bagian in BAGIAN
            if lembar.codes(bagian)
        }
        self._choices = workbook.add_worksheet(CHOICES)
        self._choices.very_hidden()
        self._next_list = 0
        self.spans = self._write_choices()

    def style(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            whole = {"valign": "top", "border": 1, "text_wrap": True, **properties}
            self._formats[key] = self._workbook.add_format(whole)
        return self._formats[key]

    def mark(self, colours: Mapping[str, str]) -> Format:
        """A format that a condition adds to a cell's own."""
        return self._workbook.add_format(dict(colours))

    def write_stamp(self, key: SigningKey) -> None:
        meta = self._workbook.add_worksheet(META)
        meta.very_hidden()
        stamp = printed(self.lembar.stempel, key)
        meta.write_string(0, 0, stamp.hmac)
        for row, start in enumerate(range(0, len(stamp.isi), CELL_CHARACTERS), 1):
            meta.write_string(row, 0, stamp.isi[start : start + CELL_CHARACTERS])

    def set_properties(self, now: datetime) -> None:
        lembar = self.lembar
        self._workbook.set_properties(
            {
                "title": f"Lembar Kerja {lembar.nama_unit} {lembar.period.title}",
                "company": lembar.nama_instansi,
                "comments": f"DATA CONTOH. {lembar.sumber}" if lembar.contoh else "",
                "created": now.replace(tzinfo=None),
            }
        )
        facts = {"Unit": lembar.unit, "Periode": str(lembar.period), "Versi": lembar.revision}
        for name, value in facts.items():
            self._workbook.set_custom_property(f"Lapkin {name}", value)

    def _write_choices(self) -> Mapping[str, tuple[str, str]]:
        """Spans of the words of each list and of the figures behind them, by its name."""
        lists: dict[str, Mapping[str, Decimal | None]] = {
            "status:nilai": dict.fromkeys(STATUS_NILAI),
            "status:rtl": dict.fromkeys(STATUS_RTL),
        }
        for kode, janji in self.lembar.plan.indikator.items():
            if janji.jenis in LEVELS:
                lists[f"label:{kode}"] = levels_of(janji)
        return {name: self._write_list(words) for name, words in lists.items()}

    def _write_list(self, words: Mapping[str, Decimal | None]) -> tuple[str, str]:
        column, self._next_list = self._next_list, self._next_list + 2
        for row, (word, skor) in enumerate(words.items()):
            self._choices.write_string(row, column, word)
            if skor is not None:
                self._choices.write_number(row, column + 1, float(skor))
        last = max(len(words) - 1, 0)
        return tuple(  # type: ignore[return-value]  # two of them
            f"'{CHOICES}'!{xl_range_abs(0, place, last, place)}" for place in (column, column + 1)
        )


class Halaman:
    """One sheet of it."""

    def __init__(self, buku: Buku, bagian: Bagian) -> None:
        self.buku = buku
        self.bagian = bagian
        self.sheet: Worksheet = buku.sheets[bagian.nama]
        self._lines: Counter[int] = Counter()
        """Lines of text by row: programs other than Excel do not fit rows to their text."""

    @property
    def title(self) -> str:
        return f"Lembar Kerja {self.bagian.judul}: {self.buku.lembar.period.title}"

    def write_head(self) -> None:
        lembar, style = self.buku.lembar, self.buku.style
        plain = {"border": 0, "text_wrap": False}
        write = self.sheet.write_string
        write(0, 1, self.title, style(bold=True, font_size=14, **plain))
        write(1, 1, f"{lembar.nama_unit}, {lembar.nama_instansi}", style(bold=True, **plain))
        if lembar.contoh:
            mark = f"DATA CONTOH. {lembar.sumber}"
            write(2, 1, mark, style(bold=True, font_color="#A4161A", **plain))
        write(3, 1, GUIDE, style(**plain))
        head = style(bold=True, align="center", bg_color="#E1EEFB")
        for place, kolom in enumerate(self.bagian.kolom):
            self.sheet.set_column(place, place, kolom.lebar)
            write(HEAD_ROW, place, kolom.judul, head)
            self._fit(HEAD_ROW, place, kolom.judul)
        self.sheet.set_column(0, 0, None, None, {"hidden": True})

    def set_up(self) -> None:
        lembar, sheet = self.buku.lembar, self.sheet
        sheet.freeze_panes(FIRST_ROW, 3)
        sheet.protect("", PROTECTION)
        sheet.set_landscape()
        sheet.set_paper(A4)
        self._set_up_pages()
        for row, lines in self._lines.items():
            sheet.set_row(row, min(LINE_HEIGHT * lines + 2, HIGHEST))
        name = lembar.nama_unit[:HEADER_CHARACTERS].replace("&", "&&")
        sample = "&R&BDATA CONTOH" if lembar.contoh else ""
        sheet.set_header(f"&L{self.title}, {name}{sample}")
        sheet.set_footer("&RHalaman &P dari &N")

    def _set_up_pages(self) -> None:
        """The wide sheet goes on two pages side by side, each with the names of its rows.

        Its title stands in the header of each page: as cells it would be cut off on the second.
        """
        last_row, last_column = max(self._lines), len(self.bagian.kolom) - 1
        self.sheet.print_area(HEAD_ROW, 0, last_row, last_column)
        self.sheet.repeat_rows(HEAD_ROW)
        if self.bagian is NILAI:
            self.sheet.set_print_scale(WIDE_SCALE)
            self.sheet.set_v_pagebreaks([NILAI.letak("alasan")])
            self.sheet.repeat_columns(0, NILAI.letak("nama"))
        else:
            self.sheet.fit_to_pages(1, 0)

    def text(self, row: int, field: str, text: str) -> None:
        self._value(row, field, text, self.buku.style())

    def figure(self, row: int, field: str, value: Decimal | None, *, money: bool = False) -> None:
        """A locked figure."""
        style = self.buku.style(num_format=number_format(value, money=money))
        self._value(row, field, value, style)

    def level(self, row: int, field: str, skor: Decimal | None, label: str) -> None:
        """A locked figure that is shown as the level it stands for."""
        shown = label.replace('"', "'")
        self._value(row, field, skor, self.buku.style(num_format=f'"{shown}"', align="left"))

    def day(self, row: int, field: str, day: date | None) -> None:
        style = self.buku.style(num_format=f"{LOCALE}d mmmm yyyy", align="left")
        self._value(row, field, day, style)

    def formula(self, row: int, field: str, formula: str | None, value: Decimal | None) -> None:
        style = self.buku.style(num_format=f"{LOCALE}#,##0.00", bg_color="#F3F4F6")
        column = self.bagian.letak(field)
        if formula is None:
            self.sheet.write_blank(row, column, None, style)
        else:
            self.sheet.write_formula(row, column, formula, style, "" if value is None else value)

    def input(self, row: int, field: str, value: Any, **shape: object) -> None:  # noqa: ANN401  any content of a cell
        """A yellow cell."""
        style = self.buku.style(locked=False, bg_color=YELLOW, **shape)
        self._value(row, field, value, style)

    def locked_input(self, row: int, field: str, value: Any) -> None:  # noqa: ANN401  any content of a cell
        """A cell that this row has no use for."""
        self._value(row, field, value, self.buku.style(bg_color="#E5E7EB"))

    def _value(self, row: int, field: str, value: Any, style: Format) -> None:  # noqa: ANN401  any content of a cell
        column = self.bagian.letak(field)
        match value:
            case None:
                self.sheet.write_blank(row, column, None, style)
            case Decimal() if len(value.normalize().as_tuple().digits) > EXACT_DIGITS:
                self.sheet.write_string(row, column, format_indonesian(value), style)
            case Decimal():
                self.sheet.write_number(row, column, value, style)
            case date():
                self.sheet.write_datetime(row, column, value, style)
            case _:
                self.sheet.write_string(row, column, str(value), style)
                self._fit(row, column, str(value))

    def _fit(self, row: int, column: int, text: str) -> None:
        width = self.bagian.kolom[column].lebar - 1
        lines = sum(ceil((len(line) or 1) / width) for line in text.split("\n"))
        self._lines[row] = max(self._lines[row], lines)


def number_format(value: Decimal | None, *, money: bool = False) -> str:
    """All decimals the value has; money has two, or none."""
    exponent = 0 if value is None else value.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    places = max(2, places) if money and places else places
    return f"{LOCALE}#,##0.{'0' * places}".rstrip(".")
