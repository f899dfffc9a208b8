"""What ISO 19005-2 asks of a PDF/A-2a, as far as it shows in the objects of the file.

Not a validator: veraPDF is one, and where it is installed `verapdf_faults` asks it as well.
"""

import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

FORBIDDEN_ACTIONS = {
    *("/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState"),
    *("/Rendition", "/Trans", "/GoTo3DView", "/JavaScript"),
}
SIMPLE_FONTS = {"/Type1", "/MMType1", "/TrueType", "/CIDFontType0", "/CIDFontType2"}
PRINTED = 0b100
UNSEEN = 0b100011
"""Invisible, Hidden, NoView."""


def pdf_a_faults(pdf: bytes) -> list[str]:
    """One line for each rule that is broken, with the clause that sets it."""
    reader = PdfReader(BytesIO(pdf))
    return [
        *_file_faults(pdf, reader),
        *_catalog_faults(reader.root_object),
        *(fault for one in _objects(reader) for fault in _object_faults(one)),
    ]


def verapdf_faults(file: Path) -> str:
    """What veraPDF says against a file; nothing where it is not installed."""
    if not shutil.which("verapdf"):
        return ""
    run = ["verapdf", "--flavour", "2a", "--format", "text", "--verbose", str(file)]
    ran = subprocess.run(run, capture_output=True, check=False, text=True)
    return ran.stdout if ran.returncode else ""


def _objects(reader: PdfReader) -> Iterator[DictionaryObject]:
    size = int(reader.trailer["/Size"])
    numbers = {number for table in reader.xref.values() for number in table} | set(
        reader.xref_objStm
    )
    for number in sorted(numbers):
        if 0 < number < size:
            yield from _dictionaries(reader.get_object(number))


def _dictionaries(one: Any) -> Iterator[DictionaryObject]:
    """An object and what lies in it; what it refers to has a number of its own."""
    if isinstance(one, DictionaryObject):
        yield one
        for inner in one.values():
            yield from _dictionaries(inner)
    elif isinstance(one, list):
        for inner in one:
            yield from _dictionaries(inner)


def _file_faults(pdf: bytes, reader: PdfReader) -> Iterator[str]:
    first, second = pdf[:64].splitlines()[:2]
    if not first.startswith(b"%PDF-1.") or not (
        second.startswith(b"%") and min(second[1:5], default=0) > 127
    ):
        yield "6.1.2 header"
    if "/ID" not in reader.trailer or "/Encrypt" in reader.trailer:
        yield "6.1.3 trailer"


def _catalog_faults(root: DictionaryObject) -> Iterator[str]:
    metadata = root["/Metadata"].get_object().get_data() if "/Metadata" in root else b""
    if b"pdfaid:part>2<" not in metadata or b"pdfaid:conformance>A<" not in metadata:
        yield "6.6.4 identification"
    profiles = [
        one.get_object()["/DestOutputProfile"].get_object().get_data()
        for one in root.get("/OutputIntents", [])
        if one.get_object()["/S"] == "/GTS_PDFA1"
    ]
    if len(profiles) != 1 or profiles[0][36:40] != b"acsp":
        yield "6.2.3 output intent"
    if (
        not root.get("/MarkInfo", {}).get("/Marked")
        or "/StructTreeRoot" not in root
        or not root.get("/Lang")
    ):
        yield "6.7 tags and language"
    form = root.get("/AcroForm", {})
    if "/AA" in root or "/XFA" in form or form.get("/NeedAppearances"):
        yield "6.4, 6.5.2 forms and actions"
    if "/EmbeddedFiles" in root.get("/Names", {}):
        yield "6.8 embedded files"


def _object_faults(one: DictionaryObject) -> Iterator[str]:
    yield from _font_faults(one)
    if one.get("/S") in FORBIDDEN_ACTIONS and one.get("/Type", "/Action") == "/Action":
        yield f"6.5.1 action {one['/S']}"
    filters = one.get("/Filter", [])
    if "/LZWDecode" in (filters if isinstance(filters, list) else [filters]):
        yield "6.1.7.2 LZW"
    if one.get("/Subtype") == "/Image" and (one.get("/Interpolate") or "/Alternates" in one):
        yield "6.2.8 image"
    if one.get("/Type") == "/Annot" or "/Rect" in one:
        yield from _annotation_faults(one)


def _font_faults(one: DictionaryObject) -> Iterator[str]:
    if one.get("/Type") != "/Font":
        return
    name = one.get("/BaseFont", "")
    if one["/Subtype"] == "/Type0" and "/ToUnicode" not in one:
        yield f"6.2.11.7 no ToUnicode {name}"
    if one["/Subtype"] in SIMPLE_FONTS:
        described = one.get("/FontDescriptor", {})
        described = described.get_object() if described else {}
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described):
            yield f"6.2.11.4 not embedded {name}"


def _annotation_faults(one: DictionaryObject) -> Iterator[str]:
    flags = int(one.get("/F", 0))
    if not flags & PRINTED or flags & UNSEEN:
        yield f"6.3.2 flags of {one.get('/Subtype')}"
