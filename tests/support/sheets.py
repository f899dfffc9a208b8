"""A sheet with the letterhead and nothing else, and ways to read what was printed."""

from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader
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
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


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
