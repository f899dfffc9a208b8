"""The findings as files: nobody's cell becomes a formula in the reader's spreadsheet."""

import base64
import csv
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import PurePath
from typing import Final, NamedTuple

from xlsxwriter import Workbook

from lapkin_contracts.rules.numbers import format_indonesian
from lapkin_sheets.published_table import Finding, as_json

HEADING: Final = (
    "Baris",
    "Indikator",
    "Target",
    "Realisasi",
    "Capaian dihitung ulang (%)",
    "Putusan",
    "Alasan",
)
WIDTHS: Final = (8, 50, 16, 16, 16, 20, 60)
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Unduhan(NamedTuple):
    """A file inside the page itself: what was uploaded is gone by the time it is clicked."""

    nama: str
    sebutan: str
    alamat: str


def unduhan_of(findings: Sequence[Finding], name: str) -> list[Unduhan]:
    stem = f"temuan-{PurePath(name).stem[:60]}"
    return [
        Unduhan(f"{stem}.csv", "CSV", _inline("text/csv", as_csv(findings))),
        Unduhan(f"{stem}.xlsx", "Excel (XLSX)", _inline(XLSX, as_xlsx(findings))),
        Unduhan(
            f"{stem}.jsonl", "JSON per baris", _inline("application/x-ndjson", as_jsonl(findings))
        ),
    ]


def as_csv(findings: Sequence[Finding]) -> bytes:
    """With semicolons and a byte order mark, as Indonesian Excel opens it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(HEADING)
    for finding in findings:
        writer.writerow([_harmless(one) for one in _cells(finding)])
    return out.getvalue().encode("utf-8-sig")


def as_jsonl(findings: Sequence[Finding]) -> bytes:
    return "".join(f"{as_json(one)}\n" for one in findings).encode()


def as_xlsx(findings: Sequence[Finding]) -> bytes:
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Temuan")
    bold, wrapped = (
        book.add_format({"bold": True}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    for place, (title, width) in enumerate(zip(HEADING, WIDTHS, strict=True)):
        sheet.set_column(place, place, width, wrapped)
        sheet.write_string(0, place, title, bold)
    for row, finding in enumerate(findings, 1):
        for place, cell in enumerate(_cells(finding)):
            if isinstance(cell, str):
                sheet.write_string(row, place, cell)
            else:
                sheet.write_number(row, place, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(findings), len(HEADING) - 1)
    book.close()
    return out.getvalue()


def _cells(finding: Finding) -> Iterator[str | int | Decimal]:
    persen = finding.capaian.persen if finding.capaian else None
    yield finding.row
    yield finding.indikator
    for figure in (finding.target, finding.realisasi, persen):
        yield "" if figure is None else figure
    yield finding.verdict.label
    yield finding.reason


def _harmless(cell: str | int | Decimal) -> str:
    """A spreadsheet runs text that begins like a formula; an apostrophe makes it text."""
    if isinstance(cell, Decimal):
        return format_indonesian(cell)
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def _inline(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
