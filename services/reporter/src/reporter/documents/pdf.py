"""Sheets as tagged PDF/A-2a. The same contents and fonts give the same bytes."""

import json
from datetime import datetime
from pathlib import Path
from typing import Final

import typst

from lapkin_contracts.laporan import Snapshot
from lapkin_contracts.rules.periods import ZONE
from reporter.documents.aksara import aksara_of
from reporter.documents.glyphs import printable
from reporter.documents.hasil_koreksi import HasilKoreksi
from reporter.documents.printed import PrintedLaporan, printed

FOLDER: Final = Path(__file__).parent


class DocumentFaulty(Exception):
    """Typst made a document but had something to say against it."""

    def __init__(self, warnings: list[str]) -> None:
        super().__init__("; ".join(warnings))
        self.warnings = warnings


def render_pdf(snapshot: Snapshot) -> bytes:
    """Letterhead, narrative, tables, charts, signature block.

    Raises:
        DocumentFaulty: the template met content it cannot lay out without a warning.
    """
    return _compile("laporan.typ", printed(snapshot))


def render_hasil_koreksi(sheet: HasilKoreksi) -> bytes:
    """The whole exchange of koreksi and answers on the office's letterhead.

    Raises:
        DocumentFaulty: as for `render_pdf`.
    """
    return _compile("hasil_koreksi.typ", sheet)


def _compile(template: str, sheet: PrintedLaporan | HasilKoreksi) -> bytes:
    aksara = aksara_of(sheet.kop.aksara)
    compiler = typst.Compiler(
        FOLDER / template,
        root=FOLDER,
        font_paths=aksara.fonts,
        ignore_system_fonts=True,
        sys_inputs={
            "laporan": json.dumps(_drawable(sheet.model_dump()), ensure_ascii=False),
            "aksara-font": aksara.family,
            "aksara-svg": aksara.svg,
        },
    )
    issued = datetime(*sheet.date, tzinfo=ZONE)
    pdf, warnings = compiler.compile_with_warnings(
        format="pdf", pdf_standards=["a-2a"], timestamp=int(issued.timestamp())
    )
    if warnings:
        raise DocumentFaulty([warning.message for warning in warnings])
    assert isinstance(pdf, bytes)
    return pdf


def _drawable(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _drawable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(one) for one in value]
    return value
