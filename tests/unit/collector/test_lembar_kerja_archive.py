"""What an upload may be: a plain workbook of a sane size, and nothing that runs or links."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook
from support.spreadsheet import repacked, saved

from collector.lembar_kerja.archive import check_archive
from collector.lembar_kerja.errors import UnusableFile
from collector.lembar_kerja.sheets import read_sheets
from lapkin_sheets.archive import MAX_MEMBERS

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(scope="module")
def plain() -> bytes:
    book = Workbook()
    book.active["A1"] = "Kode"
    return saved(book)


def code_of(content: bytes) -> str:
    with pytest.raises(UnusableFile) as refused:
        check_archive(content)
    [fault] = refused.value.errors
    assert fault.detail
    assert fault.hint
    return fault.code


def in_sheet(content: bytes, old: bytes, new: bytes) -> bytes:
    def change(name: str, part: bytes) -> bytes:
        return part.replace(old, new) if name == SHEET else part

    return repacked(content, change)


def same(_: str, part: bytes) -> bytes:
    return part


def test_a_plain_workbook_passes(plain: bytes) -> None:
    check_archive(plain)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"kode;realisasi\nIK-1;80\n",
        b"%PDF-1.7 ...",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook",
    ],
)
def test_another_type_of_file_is_refused(content: bytes) -> None:
    assert code_of(content) == "file-wrong-type"


def test_a_zip_of_something_else_is_refused() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
        archive.writestr("[Content_Types].xml", "<Types/>")

    assert code_of(file.getvalue()) == "file-wrong-type"


def test_a_workbook_with_a_password_is_refused() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")

    assert code_of(locked) == "file-encrypted"


def test_an_archive_with_a_password_is_refused(plain: bytes) -> None:
    content = bytearray(plain)
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1

    assert code_of(bytes(content)) == "file-encrypted"


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_half_a_file_is_refused(plain: bytes, part: float) -> None:
    assert code_of(plain[: int(len(plain) * part)]) == "file-broken"


def test_a_file_with_a_flipped_byte_is_refused(plain: bytes) -> None:
    content = bytearray(plain)
    content[content.index(b"PK\x03\x04", 100) + 60] ^= 0xFF

    assert code_of(bytes(content)) == "file-broken"


@pytest.mark.parametrize(
    ("member", "code"),
    [
        ("xl__vbaProject.bin", "file-macro"),
        ("xl__macrosheets__sheet1.xml", "file-macro"),
        ("xl__externalLinks__externalLink1.xml", "file-external-link"),
        ("xl__connections.xml", "file-external-link"),
        ("xl__embeddings__oleObject1.bin", "file-embedded-object"),
        ("xl__activeX__activeX1.xml", "file-embedded-object"),
    ],
)
def test_what_runs_or_links_is_refused(plain: bytes, member: str, code: str) -> None:
    assert code_of(repacked(plain, same, **{member: b"<x/>"})) == code


def test_a_macro_workbook_is_known_by_its_content_type(plain: bytes) -> None:
    def as_xlsm(name: str, part: bytes) -> bytes:
        old = b"spreadsheetml.sheet.main"
        return part.replace(old, b"ms-excel.sheet.macroEnabled.main")

    assert code_of(repacked(plain, as_xlsm)) == "file-macro"


def test_a_zip_bomb_is_refused_before_it_is_inflated(plain: bytes) -> None:
    bomb = repacked(plain, same, xl__media__image1=bytes(31_000_000))

    assert len(bomb) < 100_000
    assert code_of(bomb) == "file-too-large"


def test_an_archive_of_very_many_members_is_refused(plain: bytes) -> None:
    members = {f"xl__media__image{number}": b"" for number in range(MAX_MEMBERS)}

    assert code_of(repacked(plain, same, **members)) == "file-too-large"


@pytest.mark.parametrize(
    "make",
    [
        lambda plain: in_sheet(
            plain, b"</sheetData>", b'<row r="2">' + b"<c/>" * 200_001 + b"</row></sheetData>"
        ),
        lambda plain: in_sheet(
            plain,
            b"</sheetData>",
            b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
    ],
    ids=["cells", "merged range"],
)
def test_a_sheet_that_only_costs_memory_is_refused(
    plain: bytes, make: Callable[[bytes], bytes]
) -> None:
    assert code_of(make(plain)) == "file-too-large"


def test_xml_that_declares_entities_is_refused(plain: bytes) -> None:
    declared = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'
    hidden = in_sheet(plain, b"<worksheet", declared)
    in_utf_16 = repacked(
        plain, lambda name, part: part.decode().encode("utf-16") if name == SHEET else part
    )

    assert (code_of(hidden), code_of(in_utf_16)) == ("file-broken", "file-broken")


def test_a_workbook_that_is_not_ours_is_refused(plain: bytes) -> None:
    with pytest.raises(UnusableFile) as refused:
        read_sheets(plain)

    assert refused.value.errors[0].code == "stamp-missing"


@pytest.mark.parametrize(
    "part", [b"<worksheet", b"<x/>", b'<worksheet><sheetData><row r="x"/></sheetData></worksheet>']
)
def test_xml_that_is_no_sheet_is_refused(plain: bytes, part: bytes) -> None:
    broken = repacked(plain, lambda name, old: part if name == SHEET else old)

    with pytest.raises(UnusableFile) as refused:
        read_sheets(broken)

    assert refused.value.errors[0].code in {"file-broken", "stamp-missing"}


def test_a_stamp_that_is_no_sheet_of_cells_is_refused() -> None:
    book = Workbook()
    book.create_chartsheet("_meta")

    with pytest.raises(UnusableFile):
        read_sheets(saved(book))
