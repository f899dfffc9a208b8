"""Numbers in tables that others have printed: read only what has exactly one reading."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Final

from lapkin_contracts.rules.numbers import (
    BLANKS,
    ENGLISH,
    INDONESIAN,
    NumberRefused,
    Reason,
    format_indonesian,
    from_english,
    from_indonesian,
    refuse_marks,
)

MAX_LENGTH: Final = 30

_dressed: Final = re.compile(
    rf"{BLANKS}*(?:Rp\.?{BLANKS}*)?(?P<number>-?[0-9.,]*[0-9])"
    rf"{BLANKS}*(?P<unit>%|[^\W\d_][^\d,]*)?{BLANKS}*"
)
_scale_word: Final = re.compile(
    r"\b(?:ribu|rb|juta|jt|miliar|milyar|triliun|trilyun)\b", re.IGNORECASE
)


class Dialect(Enum):
    INDONESIAN = "1.234,56"
    ENGLISH = "1,234.56"


@dataclass(frozen=True, slots=True)
class Marks:
    """Where only one meaning is possible: which dialect the numbers are in, by which mark."""

    seen: frozenset[tuple[str, Dialect]] = frozenset()

    def hold(self, dialect: Dialect) -> bool:
        return any(seen is dialect for _, seen in self.seen)

    def settle(self, mark: str) -> Dialect | None:
        """The dialect of an ambiguous number with this mark, if these numbers leave no doubt."""
        dialects = {dialect for _, dialect in self.seen}
        if len(dialects) == 1 and mark in {seen for seen, _ in self.seen}:
            return dialects.pop()
        return None


NO_MARKS: Final = Marks()


def marks_in(texts: Iterable[str]) -> Marks:
    seen = set()
    for text in texts:
        bare, _ = _undress(text)
        readings = _readings(bare)
        if len(readings) == 1:
            seen |= {(mark, dialect) for dialect in readings for mark in ".," if mark in bare}
    return Marks(frozenset(seen))


def parse_any(text: str, *neighbours: Marks, table: Marks = NO_MARKS) -> Decimal:
    """The number in `text` if it has exactly one reading: Indonesian, English or plain.

    A unit may stick to it ("2005 Orang", "92,5%"). One mark before exactly three digits has two
    readings: "1.234" people are 1234, and "104,319" percent in the same book are 104.319. Then
    the neighbours decide, the first that can (pass the column, then the row): they must use that
    same mark where it can mean one thing only, and hold no number in the other dialect. A comma
    elsewhere says nothing about a dot here, because columns that mix "75,91" with "76.15" exist.
    For the same reason the English reading stands only in a table without any Indonesian number.
    """
    bare, unit = _undress(text)
    if _scale_word.search(unit):
        remedy = "Tulis angkanya lengkap, tanpa kata ribu, juta, miliar, atau triliun."
        raise NumberRefused(text, Reason.SCALE_WORD, remedy)
    readings = _readings(bare)
    if not readings:
        raise refuse_marks(text.strip())
    if len(set(readings.values())) == 1:
        return next(iter(readings.values()))
    dialect = _settle("." if "." in bare else ",", neighbours, table)
    if dialect is None:
        one, other = (format_indonesian(value) for value in readings.values())
        remedy = f"Dapat berarti {one} dan dapat berarti {other}. Tulis tanpa pemisah ribuan."
        raise NumberRefused(text, Reason.TWO_READINGS, remedy)
    return readings[dialect]


def _settle(mark: str, neighbours: tuple[Marks, ...], table: Marks) -> Dialect | None:
    settled = (marks.settle(mark) for marks in neighbours)
    dialect = next((dialect for dialect in settled if dialect is not None), None)
    if dialect is Dialect.ENGLISH and table.hold(Dialect.INDONESIAN):
        return None
    return dialect


def _undress(text: str) -> tuple[str, str]:
    """Number and unit; the text itself and no unit if it is not of that form."""
    match = _dressed.fullmatch(text)
    return (match["number"], match["unit"] or "") if match else (text, "")


def _readings(bare: str) -> dict[Dialect, Decimal]:
    if len(bare) > MAX_LENGTH:
        return {}
    readings = {}
    if INDONESIAN.fullmatch(bare):
        readings[Dialect.INDONESIAN] = from_indonesian(bare)
    if ENGLISH.fullmatch(bare):
        readings[Dialect.ENGLISH] = from_english(bare)
    return readings
