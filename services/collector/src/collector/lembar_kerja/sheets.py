"""The cells of an uploaded workbook, found by code and by title, not yet understood."""

import hashlib
import re
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from collector.lembar_kerja.archive import check_archive, unusable
from collector.lembar_kerja.columns import BAGIAN, KODE, NILAI, Bagian
from collector.lembar_kerja.errors import UnusableFile
from collector.lembar_kerja.findings import Temuan, Tingkat
from collector.lembar_kerja.stamp import Tercetak
from lapkin_sheets.archive import BROKEN, TOO_LARGE, UNREADABLE

META: Final = "_meta"
HEADING_WITHIN: Final = 30
MAX_ROWS: Final = 5_000
MAX_COLUMNS: Final = 60


@dataclass(frozen=True, slots=True)
class Sel:
    """One cell, as the spreadsheet program left it."""

    alamat: str
    isi: Any = None
    """What it shows."""
    format: str = "General"
    is_formula: bool = False
    is_error: bool = False
    is_merged: bool = False


Baris = Mapping[str, Sel]
"""Cells of one row by name of their column."""


@dataclass(slots=True)
class Lembaran:
    """One sheet that was read."""

    baris: dict[str, Baris] = field(default_factory=dict)
    """By code."""
    temuan: list[Temuan] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Berkas:
    """All that an uploaded workbook holds."""

    sha256: str
    stempel: Tercetak
    bagian: Mapping[str, Lembaran]


def read_sheets(content: bytes) -> Berkas:
    """
    Raises:
        UnusableFile: it is no workbook of ours, or not safe to open.
    """
    check_archive(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # openpyxl names styles it does not know
            shown = load_workbook(BytesIO(content), data_only=True)
            written = load_workbook(BytesIO(content), data_only=False)
        return Berkas(
            hashlib.sha256(content).hexdigest(),
            _stamp_in(shown),
            {bagian.nama: _Pembaca(bagian, shown, written).read() for bagian in BAGIAN},
        )
    except UNREADABLE as error:
        raise unusable(BROKEN) from error


def sheet_of(book: Workbook, bagian: Bagian) -> Worksheet | None:
    """The sheet of a part: by its name, or else the first with its titles."""
    by_name = [one for one in book.worksheets if plain(one.title) == plain(bagian.judul)]
    with_titles = (one for one in (*by_name, *book.worksheets) if heading_of(one, bagian))
    return next(with_titles, None)


def heading_of(sheet: Worksheet, bagian: Bagian) -> int | None:
    """The row that holds Kode and at least two thirds of the titles of a part."""
    titles = {plain(kolom.judul) for kolom in bagian.kolom}
    for number in range(1, min(sheet.max_row, HEADING_WITHIN) + 1):
        found = {plain(one) for one in _values(sheet, number)}
        if plain(KODE.judul) in found and 3 * len(found & titles) >= 2 * len(titles):
            return number
    return None


def plain(title: object) -> str:
    return " ".join(str(title or "").split()).casefold()


def kode_in(content: object) -> str:
    """A code as text, though a program may have made a number of it."""
    if isinstance(content, float) and content.is_integer():
        content = int(content)
    return "" if content is None else str(content).strip()


def address(bagian: Bagian, coordinate: str) -> str:
    return coordinate if bagian is NILAI else f"{bagian.judul}!{coordinate}"


def _stamp_in(book: Workbook) -> Tercetak:
    """The first line is the HMAC; the text follows in as many cells as it needs."""
    if META not in book.sheetnames:
        raise UnusableFile.because(
            "stamp-missing",
            "Berkas ini bukan lembar kerja yang diunduh dari aplikasi.",
            "Unduh lembar kerja unit Saudara, isi, lalu unggah.",
        )
    sheet = book[META]
    lines = [str(sheet.cell(row, 1).value or "") for row in range(1, min(sheet.max_row, 500) + 1)]
    return Tercetak("".join(lines[1:]), lines[0])


def _values(sheet: Worksheet, row: int) -> list[Any]:
    last = min(sheet.max_column, MAX_COLUMNS)
    return [sheet.cell(row, column).value for column in range(1, last + 1)]


class _Pembaca:
    """Reads the sheet of one part."""

    def __init__(self, bagian: Bagian, shown: Workbook, written: Workbook) -> None:
        self._bagian = bagian
        self._read = Lembaran()
        self._shown = sheet_of(shown, bagian)
        if self._shown is not None:
            self._written = written[self._shown.title]

    def read(self) -> Lembaran:
        sheet = self._shown
        if sheet is None:
            return self._read
        if sheet.max_row > MAX_ROWS:
            raise unusable(TOO_LARGE)
        heading = heading_of(sheet, self._bagian)
        assert heading is not None  # or the sheet were another
        columns = self._columns(sheet, heading)
        merged = _merged_cells(sheet)
        for number in range(heading + 1, sheet.max_row + 1):
            self._take(number, dict(self._cells(columns, number, merged)))
        return self._read

    def _columns(self, sheet: Worksheet, heading: int) -> dict[str, int]:
        """Place of each column by name; a title that stands twice means neither."""
        titles = [plain(one) for one in _values(sheet, heading)]
        times = Counter(titles)
        places = {}
        for kolom in self._bagian.kolom:
            title = plain(kolom.judul)
            if times[title] == 1:
                places[kolom.nama] = titles.index(title) + 1
            elif kolom.isi is not None or kolom is KODE:
                self._miss(kolom.judul, times[title])
        return {KODE.nama: titles.index(plain(KODE.judul)) + 1, **places}

    def _miss(self, judul: str, times: int) -> None:
        where = f"Kolom '{judul}' pada lembar {self._bagian.judul}"
        if times:
            detail, hint = f"{where} ada {times} kali.", "Sisakan satu kolom saja."
            self._note("", Tingkat.GALAT, "column-doubled", detail, hint)
        else:
            detail = f"{where} tidak ada; isinya tidak diubah."
            hint = "Jika perlu diisi, unduh lembar kerja yang baru."
            self._note("", Tingkat.PERINGATAN, "column-missing", detail, hint)

    def _cells(
        self, columns: Mapping[str, int], row: int, merged: set[str]
    ) -> Iterator[tuple[str, Sel]]:
        assert self._shown is not None
        for name, column in columns.items():
            shown, written = self._shown.cell(row, column), self._written.cell(row, column)
            at = str(shown.coordinate)
            yield (
                name,
                Sel(
                    address(self._bagian, at),
                    shown.value,
                    str(shown.number_format),
                    is_formula=written.data_type == "f",
                    is_error=shown.data_type == "e",
                    is_merged=at in merged,
                ),
            )

    def _take(self, number: int, cells: Baris) -> None:
        kode = kode_in(cells[KODE.nama].isi)
        if not kode:
            self._take_nameless(number, cells)
        elif kode in self._read.baris:
            detail = f"Kode {kode} ada pada lebih dari satu baris."
            hint = "Hapus baris yang berlebih."
            self._note(cells[KODE.nama].alamat, Tingkat.GALAT, "code-doubled", detail, hint)
        else:
            self._read.baris[kode] = cells

    def _take_nameless(self, number: int, cells: Baris) -> None:
        """A row without a code is nothing, unless somebody filled it in."""
        filled = [one for kolom in self._bagian.isian if (one := cells.get(kolom.nama))]
        sel = next((one.alamat for one in filled if not is_blank(one)), "")
        if sel:
            detail, hint = f"Baris {number} tidak mempunyai kode.", "Isi pada baris aslinya."
            self._note(sel, Tingkat.GALAT, "code-missing", detail, hint)

    def _note(self, sel: str, tingkat: Tingkat, code: str, detail: str, hint: str) -> None:
        self._read.temuan.append(Temuan(sel, tingkat, code, detail, hint))


def is_blank(sel: Sel) -> bool:
    if sel.isi is None:
        return not sel.is_formula
    return isinstance(sel.isi, str) and not re.sub(r"[\s\u00a0]", "", sel.isi)


def _merged_cells(sheet: Worksheet) -> set[str]:
    """Every cell of every merged range within the size that is read."""
    return {
        f"{cell.coordinate}"
        for span in sheet.merged_cells.ranges
        for row in sheet.iter_rows(*_bounds(span))
        for cell in row
    }


def _bounds(span: Any) -> tuple[int, int, int, int]:  # noqa: ANN401  a range of openpyxl
    return (
        span.min_row,
        min(span.max_row, MAX_ROWS),
        span.min_col,
        min(span.max_col, MAX_COLUMNS),
    )
