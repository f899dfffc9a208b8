"""What an uploaded file is, decided before any program tries to read it."""

import re
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import Final, NamedTuple

from openpyxl.utils.cell import range_boundaries

from collector.lembar_kerja.errors import UnusableFile

MAX_BYTES: Final = 10_000_000
MAX_INFLATED: Final = 30_000_000
MAX_MEMBERS: Final = 500
MAX_CELLS: Final = 200_000
MAX_MERGED: Final = 10_000
"""Cells of one merged range: the reader makes an object of each."""

ZIP: Final = b"PK"
COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Old .xls, and every .xlsx with a password."""
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
"""No spreadsheet program writes it, and it would hide what is looked for here."""
WORKBOOK: Final = "xl/workbook.xml"
CONTENT_TYPES: Final = "[Content_Types].xml"

_cell = re.compile(rb"<(?:\w+:)?(?:c|row)[\s/>]")
_merged = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"
)


class Forbidden(NamedTuple):
    """A member that no filled-in workbook needs."""

    name: re.Pattern[str]
    code: str
    detail: str
    hint: str


MACRO: Final = ("file-macro", "Berkas berisi makro.", "Simpan sebagai .xlsx biasa (tanpa makro).")
BROKEN: Final = (
    "file-broken",
    "Berkas rusak atau terpotong.",
    "Buka di Excel, simpan ulang sebagai .xlsx, lalu unggah lagi.",
)
WRONG_TYPE: Final = (
    "file-wrong-type",
    "Berkas bukan lembar kerja .xlsx.",
    "Isi lembar kerja yang diunduh dari aplikasi ini dan simpan sebagai .xlsx.",
)
LOCKED: Final = (
    "file-encrypted",
    "Berkas terkunci sandi.",
    "Simpan tanpa sandi, lalu unggah lagi.",
)
TOO_LARGE: Final = (
    "file-too-large",
    "Isi berkas terlalu besar.",
    "Hapus gambar dan lembar tambahan; kirim bukti lewat rujukan.",
)
FORBIDDEN: Final = (
    Forbidden(re.compile(r"vbaProject|macrosheets/", re.IGNORECASE), *MACRO),
    Forbidden(
        re.compile(r"^xl/(externalLinks/|connections\.xml|queryTables/)", re.IGNORECASE),
        "file-external-link",
        "Berkas terhubung ke berkas atau data lain.",
        "Putuskan tautannya (Data, Edit Links, Break Link), lalu simpan dan unggah lagi.",
    ),
    Forbidden(
        re.compile(r"^xl/(embeddings|activeX|ctrlProps)/", re.IGNORECASE),
        "file-embedded-object",
        "Berkas berisi objek sisipan.",
        "Hapus objek itu, lalu simpan dan unggah lagi.",
    ),
)


def check_archive(content: bytes) -> None:
    """
    Raises:
        UnusableFile: not an .xlsx, broken, locked, too large, or with something that runs or links.
    """
    if len(content) > MAX_BYTES:
        raise UnusableFile.because(*TOO_LARGE)
    if content.startswith(COMPOUND):
        raise UnusableFile.because(*(LOCKED if ENCRYPTED in content else WRONG_TYPE))
    if not content.startswith(ZIP):
        raise UnusableFile.because(*WRONG_TYPE)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_members(archive.infolist())
            for member in archive.infolist():
                _check_part(member.filename, archive.read(member))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise UnusableFile.because(*BROKEN) from error


def _check_members(members: Iterable[zipfile.ZipInfo]) -> None:
    """By the directory alone: nothing is inflated yet."""
    listed = list(members)
    if len(listed) > MAX_MEMBERS or sum(one.file_size for one in listed) > MAX_INFLATED:
        raise UnusableFile.because(*TOO_LARGE)
    if any(one.flag_bits & 1 for one in listed):
        raise UnusableFile.because(*LOCKED)
    _check_names({one.filename for one in listed})


def _check_names(names: set[str]) -> None:
    if not {WORKBOOK, CONTENT_TYPES} <= names:
        raise UnusableFile.because(*WRONG_TYPE)
    for forbidden in FORBIDDEN:
        if any(forbidden.name.search(name) for name in names):
            raise UnusableFile.because(*forbidden[1:])


def _check_part(name: str, part: bytes) -> None:
    if not name.endswith((".xml", ".rels")):
        return
    if name == CONTENT_TYPES and b"macroEnabled" in part:
        raise UnusableFile.because(*MACRO)
    if part.startswith(UTF_16) or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise UnusableFile.because(*BROKEN)
    if len(_cell.findall(part)) > MAX_CELLS:
        raise UnusableFile.because(*TOO_LARGE)
    if any(_size(found.decode()) > MAX_MERGED for found in _merged.findall(part)):
        raise UnusableFile.because(*TOO_LARGE)


def _size(span: str) -> int:
    left, top, right, bottom = (place or 0 for place in range_boundaries(span))
    return (right - left + 1) * (bottom - top + 1)
