"""What a check finds in a workbook, each finding at its cell."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from lapkin_chassis.errors import Fault
from lapkin_contracts.rules.checks import CHECKS_ANGGARAN, CHECKS_NILAI

UNUSUAL: Final = frozenset(
    [*(check.code for check in CHECKS_NILAI), *(check.code for check in CHECKS_ANGGARAN)]
)
"""Findings that a written reason answers."""


class Tingkat(StrEnum):
    GALAT = "galat"
    PERINGATAN = "peringatan"
    INFO = "info"


class Catatan(NamedTuple):
    """Something about one cell's content."""

    tingkat: Tingkat
    code: str
    detail: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Temuan:
    """A finding at its place."""

    sel: str
    """`F12` of the sheet of indikator, `Anggaran!E7` of another; empty if it has no cell."""
    tingkat: Tingkat
    code: str
    detail: str
    hint: str = ""

    @property
    def teks(self) -> str:
        """As a person reads it: `Sel F12: [galat] ...`."""
        return f"{self.tempat}: [{self.tingkat}] {self.uraian}"

    @property
    def tempat(self) -> str:
        return f"Sel {self.sel}" if self.sel else "Berkas"

    @property
    def uraian(self) -> str:
        """What is wrong and what to do."""
        return f"{self.detail} {self.hint}".strip()

    @property
    def menahan(self) -> bool:
        """Whether the figures cannot be taken in as they are."""
        if self.tingkat is Tingkat.PERINGATAN:
            return self.code in UNUSUAL
        return self.tingkat is Tingkat.GALAT

    def fault(self) -> Fault:
        return Fault(self.tempat, self.code, self.detail, self.hint)


def found_at(sel: str, catatan: Catatan) -> Temuan:
    return Temuan(sel, *catatan)
