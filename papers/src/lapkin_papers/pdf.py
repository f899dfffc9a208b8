"""Sheets as tagged PDF/A-2a. The same contents and fonts give the same bytes."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import typst

from lapkin_contracts.rules.periods import ZONE
from lapkin_papers.aksara import aksara_of
from lapkin_papers.glyphs import printable
from lapkin_papers.memory import forget_layouts
from lapkin_papers.sheet import Sheet

PDF: Final = "application/pdf"
PDF_BODY: Final[dict[int | str, dict[str, Any]]] = {200: {"content": {PDF: {}}}}
"""What a route that answers with a paper says of its answer."""
PACKAGES: Final = Path(__file__).with_name("typst")
"""Where Typst finds `@local/lapkin`: letterhead and look, for templates that lie elsewhere."""


class DocumentFaulty(Exception):
    """Typst made a document but had something to say against it."""

    def __init__(self, warnings: list[str]) -> None:
        super().__init__("; ".join(warnings))
        self.warnings = warnings


def render(template: Path, sheet: Sheet) -> bytes:
    """The sheet as its template places it.

    Raises:
        DocumentFaulty: the template met content it cannot lay out without a warning.
    """
    issued = datetime(*sheet.date, tzinfo=ZONE)
    try:
        pdf, warnings = _compiler(template, sheet).compile_with_warnings(
            format="pdf", pdf_standards=["a-2a"], timestamp=int(issued.timestamp())
        )
    finally:
        forget_layouts()
    if warnings:
        raise DocumentFaulty([warning.message for warning in warnings])
    assert isinstance(pdf, bytes)
    return pdf


def picture(template: Path, sheet: Sheet) -> bytes:
    """A sheet of one page as SVG, to look at before it is printed."""
    svg = _compiler(template, sheet).compile(format="svg")
    assert isinstance(svg, bytes)
    return svg


def _compiler(template: Path, sheet: Sheet) -> typst.Compiler:
    aksara = aksara_of(sheet.kop.aksara)
    return typst.Compiler(
        template,
        root=template.parent,
        font_paths=aksara.fonts,
        ignore_system_fonts=True,
        package_path=PACKAGES,
        sys_inputs={
            "sheet": json.dumps(_drawable(sheet.model_dump()), ensure_ascii=False),
            "aksara-font": aksara.family,
            "aksara-svg": aksara.svg,
        },
    )


def _drawable(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _drawable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(one) for one in value]
    return value
