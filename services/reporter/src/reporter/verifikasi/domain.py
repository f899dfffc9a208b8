"""The short code that names an edition: ten letters of the hash of its snapshot."""

import base64
from typing import Final, NamedTuple

LENGTH: Final = 10
BITS: Final = LENGTH * 5
HASH_BITS: Final = 256
MISREAD: Final = str.maketrans("018", "OIB")
"""Base32 has none of these digits; who reads one from paper means the letter."""


class Span(NamedTuple):
    """The hashes that a code may stand for, as hexadecimal text, both ends included."""

    first: str
    last: str


def kode_of(snapshot_sha256: str) -> str:
    """`MFRGGZDFMY`, of the snapshot an edition was printed from."""
    return base64.b32encode(bytes.fromhex(snapshot_sha256)).decode()[:LENGTH]


def printed_kode(kode: str) -> str:
    """In two halves, as people read it out: `MFRGG-ZDFMY`."""
    return f"{kode[: LENGTH // 2]}-{kode[LENGTH // 2 :]}"


def read_kode(text: str) -> str | None:
    """The code somebody typed, with blanks, dashes or small letters; none if it cannot be one."""
    kode = text.replace("-", "").replace(" ", "").upper().translate(MISREAD)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    is_code = len(kode) == LENGTH and set(kode) <= set(alphabet)
    return kode if is_code else None


def span_of(kode: str) -> Span:
    number = int.from_bytes(base64.b32decode(kode + "A" * 6)) >> (80 - BITS)
    rest = HASH_BITS - BITS
    return Span(f"{number << rest:064x}", f"{((number + 1) << rest) - 1:064x}")


def verification_url(public_url: str, snapshot_sha256: str) -> str:
    """Where anyone may check a report: what its QR code holds."""
    return f"{public_url.rstrip('/')}/reporter/verifikasi/{kode_of(snapshot_sha256)}"
