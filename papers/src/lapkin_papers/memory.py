"""What the last document left in memory."""

import ctypes
from functools import cache
from pathlib import Path
from typing import Final

import typst

GENERATIONS: Final = 11
"""Compilations after which Typst forgets what was laid out and not needed again."""
NOTHING: Final = Path(__file__).with_name("typst") / "kosong.typ"


def forget_layouts() -> None:
    """Give back what Typst remembers of a document: a year's reports would leave a gigabyte.

    Only compiling ages its memory, so an empty sheet is compiled a few times over.
    """
    empty = _empty()
    for _ in range(GENERATIONS):
        empty.compile(format="svg")
    if trim := getattr(_c_library(), "malloc_trim", None):  # of glibc; others give back unasked
        trim(0)


@cache
def _empty() -> typst.Compiler:
    return typst.Compiler(NOTHING, ignore_system_fonts=True)


@cache
def _c_library() -> ctypes.CDLL:
    return ctypes.CDLL(None)
