"""A sheet with the letterhead and nothing else, and ways to read what was printed."""

import shutil
import subprocess
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdfium2 import PdfDocument
from support.pdf_a import pdf_a_faults, verapdf_faults
from support.snapshots import KOP

from lapkin_contracts.organisasi import Kop
from lapkin_papers.sheet import Sheet

TEMPLATE = """
#import "@local/lapkin:1.0.0": facts, kop, lembar
#show: lembar.with(facts)
#kop(facts.kop)
"""


def a_template(folder: Path, body: str = "") -> Path:
    template = folder / "lembar.typ"
    template.write_text(TEMPLATE + body)
    return template


def a_sheet(kop: Kop = KOP) -> Sheet:
    return Sheet(
        judul="Lembar contoh",
        instansi="Inspektorat Daerah",
        kop=kop,
        date=(2026, 10, 9),
        contoh=False,
        sumber="",
    )


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page, as a browser finds them."""
    with closing(PdfDocument(pdf)) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def text_of(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


def alt_texts(pdf: bytes) -> list[str]:
    return _alt_texts(PdfReader(BytesIO(pdf)).root_object["/StructTreeRoot"])


def _alt_texts(node: Any) -> list[str]:
    node = node.get_object()
    if isinstance(node, list):
        return [alt for child in node for alt in _alt_texts(child)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/Alt"])] if "/Alt" in node else []
    return own + (_alt_texts(node["/K"]) if "/K" in node else [])


def checked(pdf: bytes, folder: Path) -> bytes:
    """The same paper, if neither qpdf nor the rules of PDF/A have anything against it."""
    file = folder / "lembar.pdf"
    file.write_bytes(pdf)
    subprocess.run(["qpdf", "--check", str(file)], check=True, capture_output=True)
    assert pdf_a_faults(pdf) == []
    assert verapdf_faults(file) == ""
    return pdf


def conformance(pdf: bytes) -> tuple[str, bool]:
    """Language, and whether it is tagged and says it is PDF/A-2a."""
    root: dict[str, Any] = PdfReader(BytesIO(pdf)).root_object
    claims = b"pdfaid:part>2<" in pdf and b"pdfaid:conformance>A<" in pdf
    return str(root["/Lang"]), claims and bool(root["/MarkInfo"]["/Marked"])


def size_in_mm(pdf: bytes) -> tuple[int, int]:
    """Of the first page."""
    box = PdfReader(BytesIO(pdf)).pages[0].mediabox
    return round(float(box.width) * 25.4 / 72), round(float(box.height) * 25.4 / 72)


needs_qpdf = pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed here")
LONG_NAME = (
    "Inspektur Pembantu Wilayah Khusus Pencegahan dan Investigasi pada Inspektorat Daerah " * 3
)
"""Cut to what a field may hold."""
