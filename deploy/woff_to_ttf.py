"""Unpack a WOFF 1.0 font into the TrueType file it was made from; Typst reads no web fonts.

    python deploy/woff_to_ttf.py SHA256 FONT.woff FONT.ttf

WOFF is the same tables, each compressed by zlib: https://www.w3.org/TR/WOFF/
"""

import hashlib
import struct
import sys
import zlib
from pathlib import Path
from typing import NamedTuple

HEADER = struct.Struct(">4sIIHHIHHIIIII")
ENTRY = struct.Struct(">4sIIII")


class Table(NamedTuple):
    tag: bytes
    checksum: int
    body: bytes


def unpack(woff: bytes) -> bytes:
    signature, flavor, _, count, *_ = HEADER.unpack_from(woff)
    if signature != b"wOFF":
        raise ValueError("not a WOFF 1.0 font")
    entries = range(HEADER.size, HEADER.size + count * ENTRY.size, ENTRY.size)
    return _sfnt(flavor, [_table(woff, place) for place in entries])


def _table(woff: bytes, place: int) -> Table:
    tag, offset, packed, length, checksum = ENTRY.unpack_from(woff, place)
    body = woff[offset : offset + packed]
    return Table(tag, checksum, zlib.decompress(body) if packed < length else body)


def _sfnt(flavor: int, tables: list[Table]) -> bytes:
    power = len(tables).bit_length() - 1
    search_range = 16 << power
    head = struct.pack(
        ">IHHHH", flavor, len(tables), search_range, power, len(tables) * 16 - search_range
    )
    directory, bodies, offset = b"", b"", len(head) + 16 * len(tables)
    for table in tables:
        directory += struct.pack(
            ">4sIII", table.tag, table.checksum, offset + len(bodies), len(table.body)
        )
        bodies += table.body + bytes(-len(table.body) % 4)
    return head + directory + bodies


def main(sha256: str, woff: str, ttf: str) -> None:
    font = Path(woff).read_bytes()
    if hashlib.sha256(font).hexdigest() != sha256:
        sys.exit(f"{woff} is not the font it should be: its SHA-256 differs")
    Path(ttf).write_bytes(unpack(font))


if __name__ == "__main__":
    main(*sys.argv[1:])
