"""What an uploaded workbook is, decided before any program tries to read it."""

import re
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import Final, NamedTuple

from openpyxl.utils.cell import range_boundaries

MAX_BYTES: Final = 10_000_000
MAX_INFLATED: Final = 30_000_000
MAX_MEMBERS: Final = 500
MAX_CELLS: Final = 200_000
MAX_MERGED: Final = 10_000
"""Cells of one merged range: the reader makes an object of each."""

ZIP: Final = b"PK"
COMPOUND: Final = b"\xd0\xcf\x11\xe0"
"""Old .xls, and every .xlsx with a password."""
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
"""No spreadsheet program writes it, and it would hide what is looked for here."""
WORKBOOK: Final = "xl/workbook.xml"
CONTENT_TYPES: Final = "[Content_Types].xml"
UNREADABLE: Final = (
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What openpyxl raises over XML that is not a spreadsheet's."""

_cell = re.compile(rb"<(?:\w+:)?(?:c|row)[\s/>]")
_merged = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"
)


class Flaw(NamedTuple):
    code: str
    detail: str
    hint: str


class UnsafeWorkbook(Exception):
    """The workbook must not be opened, or cannot be."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(f"{flaw.detail} {flaw.hint}")
        self.flaw = flaw


class Forbidden(NamedTuple):
    """A member that no filled-in workbook needs."""

    name: re.Pattern[str]
    flaw: Flaw


MACRO: Final = Flaw(
    "file-macro", "Berkas berisi makro.", "Simpan sebagai .xlsx biasa (tanpa makro)."
)
BROKEN: Final = Flaw(
    "file-broken",
    "Berkas rusak atau terpotong.",
    "Buka di Excel, simpan ulang sebagai .xlsx, lalu unggah lagi.",
)
WRONG_TYPE: Final = Flaw(
    "file-wrong-type",
    "Berkas bukan buku kerja .xlsx.",
    "Buka di Excel dan simpan sebagai .xlsx.",
)
LOCKED: Final = Flaw(
    "file-encrypted",
    "Berkas terkunci sandi.",
    "Simpan tanpa sandi, lalu unggah lagi.",
)
TOO_LARGE: Final = Flaw(
    "file-too-large",
    "Isi berkas terlalu besar.",
    "Hapus gambar dan lembar tambahan, lalu unggah lagi.",
)
NOTHING_THAT_RUNS_OR_LINKS: Final = (
    Forbidden(re.compile(r"vbaProject|macrosheets/", re.IGNORECASE), MACRO),
    Forbidden(
        re.compile(r"^xl/(externalLinks/|connections\.xml|queryTables/)", re.IGNORECASE),
        Flaw(
            "file-external-link",
            "Berkas terhubung ke berkas atau data lain.",
            "Putuskan tautannya (Data, Edit Links, Break Link), lalu simpan dan unggah lagi.",
        ),
    ),
    Forbidden(
        re.compile(r"^xl/(embeddings|activeX|ctrlProps)/", re.IGNORECASE),
        Flaw(
            "file-embedded-object",
            "Berkas berisi objek sisipan.",
            "Hapus objek itu, lalu simpan dan unggah lagi.",
        ),
    ),
)


def check_archive(
    content: bytes, forbidden: Iterable[Forbidden] = NOTHING_THAT_RUNS_OR_LINKS
) -> None:
    """
    Raises:
        UnsafeWorkbook: not an .xlsx, broken, locked, too large, or with something forbidden.
    """
    if len(content) > MAX_BYTES:
        raise UnsafeWorkbook(TOO_LARGE)
    if content.startswith(COMPOUND):
        raise UnsafeWorkbook(LOCKED if ENCRYPTED in content else WRONG_TYPE)
    if not content.startswith(ZIP):
        raise UnsafeWorkbook(WRONG_TYPE)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_members(archive.infolist(), forbidden)
            for member in archive.infolist():
                _check_part(member.filename, archive.read(member))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise UnsafeWorkbook(BROKEN) from error


def _check_members(members: Iterable[zipfile.ZipInfo], forbidden: Iterable[Forbidden]) -> None:
    """By the directory alone: nothing is inflated yet."""
    listed = list(members)
    if len(listed) > MAX_MEMBERS or sum(one.file_size for one in listed) > MAX_INFLATED:
        raise UnsafeWorkbook(TOO_LARGE)
    if any(one.flag_bits & 1 for one in listed):
        raise UnsafeWorkbook(LOCKED)
    _check_names({one.filename for one in listed}, forbidden)


def _check_names(names: set[str], forbidden: Iterable[Forbidden]) -> None:
    if not {WORKBOOK, CONTENT_TYPES} <= names:
        raise UnsafeWorkbook(WRONG_TYPE)
    for one in forbidden:
        if any(one.name.search(name) for name in names):
            raise UnsafeWorkbook(one.flaw)


def _check_part(name: str, part: bytes) -> None:
    if not name.endswith((".xml", ".rels")):
        return
    if name == CONTENT_TYPES and b"macroEnabled" in part:
        raise UnsafeWorkbook(MACRO)
    if part.startswith(UTF_16) or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise UnsafeWorkbook(BROKEN)
    if len(_cell.findall(part)) > MAX_CELLS:
        raise UnsafeWorkbook(TOO_LARGE)
    if any(_size(found.decode()) > MAX_MERGED for found in _merged.findall(part)):
        raise UnsafeWorkbook(TOO_LARGE)


def _size(span: str) -> int:
    left, top, right, bottom = (place or 0 for place in range_boundaries(span))
    return (right - left + 1) * (bottom - top + 1)
