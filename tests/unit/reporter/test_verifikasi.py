"""Codes and QR of verification."""

import hashlib
import xml.etree.ElementTree as ET

import pytest

from reporter.verifikasi.domain import (
    kode_of,
    printed_kode,
    read_kode,
    span_of,
    verification_url,
)
from reporter.verifikasi.qr import qr_svg

HASHES = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(200)]
EDGES = ["0" * 64, "f" * 64]


@pytest.mark.parametrize("sha256", [*HASHES[:20], *EDGES])
def test_a_code_stands_for_the_hashes_it_was_made_of(sha256: str) -> None:
    span = span_of(kode_of(sha256))

    assert span.first <= sha256 <= span.last
    assert kode_of(span.first) == kode_of(span.last) == kode_of(sha256)


def test_hashes_beside_a_span_have_other_codes() -> None:
    kode = kode_of(HASHES[0])
    span = span_of(kode)

    assert kode_of(f"{int(span.first, 16) - 1:064x}") != kode
    assert kode_of(f"{int(span.last, 16) + 1:064x}") != kode


def test_a_code_is_ten_letters_that_paper_can_carry() -> None:
    kodes = {kode_of(sha256) for sha256 in HASHES}

    assert len(kodes) == len(HASHES)
    for kode in kodes:
        assert len(kode) == 10
        assert read_kode(printed_kode(kode).lower()) == kode
        assert read_kode(kode.replace("O", "0").replace("I", "1").replace("B", "8")) == kode


@pytest.mark.parametrize(
    "text", ["", "ABC", "ABCDEFGHIJK", "ABCDEFGHI9", "ABCDEFGHI_", "' OR 1=1"]
)
def test_what_cannot_be_a_code_is_none(text: str) -> None:
    assert read_kode(text) is None


def test_the_address_stands_on_the_public_one() -> None:
    url = verification_url("https://kinerja.contoh.go.id/", HASHES[0])

    assert url == f"https://kinerja.contoh.go.id/reporter/verifikasi/{kode_of(HASHES[0])}"


def test_the_qr_is_a_whole_svg_and_the_same_each_time() -> None:
    url = verification_url("https://kinerja.contoh.go.id", HASHES[0])

    svg = qr_svg(url)

    root = ET.fromstring(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert int(root.attrib["width"]) == int(root.attrib["height"]) > 29
    assert svg == qr_svg(url) != qr_svg(url + "x")
