"""Workbooks as people handle them: filled in, broken, and saved again by LibreOffice."""

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_libreoffice = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice (soffice) cannot be had on this machine"
)
needs_writer = pytest.mark.skipif(
    SOFFICE is None or not Path(SOFFICE).resolve().with_name("libswlo.so").exists(),
    reason="LibreOffice Writer cannot be had on this machine",
)
HEAD_ROW = 6


def opened(content: bytes, *, data_only: bool = False) -> Workbook:
    return load_workbook(BytesIO(content), data_only=data_only)


def saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def changed(content: bytes, change: Callable[[Workbook], object]) -> bytes:
    """The workbook after `change`, saved by a library: formulas lose their cached values."""
    book = opened(content)
    change(book)
    return saved(book)


def cell_of(sheet: Worksheet, kode: str, judul: str) -> Any:
    """The cell of a row and a titled column, wherever they stand."""
    titles = {str(cell.value): cell.column for cell in sheet[HEAD_ROW]}
    for row in range(HEAD_ROW + 1, sheet.max_row + 1):
        if sheet.cell(row, titles["Kode"]).value == kode:
            return sheet.cell(row, titles[judul])
    raise LookupError(kode)


def filled(content: bytes, cells: dict[tuple[str, str, str], Any]) -> bytes:
    """Values by sheet, code and title of the column."""

    def fill(book: Workbook) -> None:
        for (sheet, kode, judul), value in cells.items():
            cell_of(book[sheet], kode, judul).value = value

    return changed(content, fill)


def by_libreoffice(
    content: bytes, folder: Path, kind: str = "xlsx", name: str = "lembar.xlsx"
) -> bytes:
    """Opened, recalculated and saved by LibreOffice without a screen."""
    assert SOFFICE is not None
    source, out = folder / name, folder / "out"
    source.write_bytes(content)
    profile = (folder / "profile").as_uri()
    command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    subprocess.run(
        [*command, "--convert-to", kind, "--outdir", str(out), str(source)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    [made] = out.iterdir()
    return made.read_bytes()


def repacked(content: bytes, change: Callable[[str, bytes], bytes], **added: bytes) -> bytes:
    """The archive with each member changed, and members added by path (`/` written as `__`)."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for member in old.infolist():
            new.writestr(member.filename, change(member.filename, old.read(member)))
        for name, part in added.items():
            new.writestr(name.replace("__", "/"), part, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def put_into(content: bytes, sheet: str, kode: str, judul: str, **shape: Any) -> bytes:
    """One cell with any of its attributes, such as `number_format`."""

    def put(book: Workbook) -> None:
        cell = cell_of(book[sheet], kode, judul)
        for name, value in shape.items():
            setattr(cell, name, value)

    return changed(content, put)
