"""Text to figure and back, strictly: what has two readings is refused with the way to write it.

Indonesian form for pages and Excel text, canonical form for the API. Figures are `Decimal`,
never `float`. `published.py` reads the third dialect, tables that others have printed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, Final

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

MAX_DIGITS: Final = 20
MAX_DECIMALS: Final = 6
MAX_FULL_LENGTH: Final = 64
_canonical = re.compile(r"-?(?=(?:[0-9]\.?){1,20}$)(?:0|[1-9][0-9]*)(?:\.[0-9]{1,6})?")
"""Both limits are inside, so that one match decides (20 figures a request pass through it)."""
_is_canonical: Final = _canonical.fullmatch
_canonical_of_any_size = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
INDONESIAN: Final = re.compile(r"-?(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,[0-9]+)?")
ENGLISH: Final = re.compile(r"-?(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?")

_WIDE: Final = Context(prec=100, rounding=ROUND_HALF_UP)
"""Room to round any quotient: the usual 28 digits are too few for a huge realisasi of 0,000001."""

BLANKS: Final = r"[\s\u00a0\u2007\u2009\u202f\ufeff]"
_dressings: Final = (
    (re.compile(rf"\A{BLANKS}+|{BLANKS}+\Z"), "Spasi di tepi dihapus"),
    (re.compile(rf"\ARp\.?{BLANKS}*"), "Awalan Rp dihapus"),
    (re.compile(rf"{BLANKS}*%\Z"), "Tanda % dihapus"),
)


class Reason(StrEnum):
    EMPTY = "empty"
    NOT_A_NUMBER = "not-a-number"
    NOT_CANONICAL = "not-canonical"
    DECIMAL_POINT = "decimal-point"
    WRONG_MARKS = "wrong-marks"
    TWO_READINGS = "two-readings"
    SCALE_WORD = "scale-word"
    TOO_LONG = "too-long"


class NumberRefused(ValueError):
    def __init__(self, text: str, reason_code: Reason, remedy: str) -> None:
        super().__init__(f"'{text}' tidak diterima. {remedy}")
        self.text = text
        self.reason_code = reason_code
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Reading:
    value: Decimal
    notes: tuple[str, ...] = ()
    """What was left out or interpreted, in words the page shows back."""


def parse_canonical(text: str) -> Decimal:
    """`1234.56`: point, no groups, no exponent, at most 20 digits and 6 of them decimals."""
    if _is_canonical(text):
        return Decimal(text)
    if _canonical_of_any_size.fullmatch(text):
        raise _too_long(text)
    remedy = 'Kirim teks JSON dengan titik desimal tanpa pemisah ribuan, mis. "1234.56".'
    raise NumberRefused(text, Reason.NOT_CANONICAL, remedy)


def parse_indonesian(text: str) -> Decimal:
    """`1.234,56`: comma for decimals, dots only between groups of three ("1.234" is 1234)."""
    if INDONESIAN.fullmatch(text):
        return _sized(text, from_indonesian(text))
    raise _refuse_indonesian(text)


def read_indonesian(text: str) -> Reading:
    """`parse_indonesian` after taking off blanks, a leading Rp and a trailing %, and saying so."""
    bare, notes = text, []
    for dressing, note in _dressings:
        bare, times = dressing.subn("", bare)
        if times:
            notes.append(note)
    value = parse_indonesian(bare)
    if "." in bare:
        notes.append(f"{bare} dibaca sebagai {canonical(value).replace('.', ',')}")
    return Reading(value, tuple(notes))


def from_indonesian(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def from_english(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _sized(text: str, value: Decimal) -> Decimal:
    if _is_canonical(format(value, "f")):
        return value
    raise _too_long(text)


def refuse_marks(text: str) -> NumberRefused:
    if re.fullmatch(r"-?[0-9][0-9.,]*", text):
        remedy = "Titik hanya di antara kelompok tiga angka, koma sekali saja, mis. 1.234,56."
        return NumberRefused(text, Reason.WRONG_MARKS, remedy)
    return NumberRefused(text, Reason.NOT_A_NUMBER, "Tulis angka saja, mis. 1.234,56.")


def _refuse_indonesian(text: str) -> NumberRefused:
    if not text:
        return NumberRefused(text, Reason.EMPTY, "Isi angkanya, mis. 3,31.")
    if ENGLISH.fullmatch(text):
        remedy = f"Gunakan koma untuk desimal, mis. {format_indonesian(from_english(text))}."
        return NumberRefused(text, Reason.DECIMAL_POINT, remedy)
    return refuse_marks(text)


def _too_long(text: str) -> NumberRefused:
    remedy = f"Paling banyak {MAX_DIGITS} angka, {MAX_DECIMALS} di antaranya di belakang koma."
    return NumberRefused(text, Reason.TOO_LONG, remedy)


def canonical(value: Decimal) -> str:
    """One text per value: no exponent, no trailing zeros, never `-0`."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(_step(decimals), context=_WIDE)


@lru_cache
def _step(decimals: int) -> Decimal:
    """The smallest difference that `decimals` can show."""
    return Decimal(1).scaleb(-decimals)


def format_indonesian(value: Decimal, decimals: int | None = None) -> str:
    """`1.234,56`; all decimals the value has, or rounded half-up to `decimals`."""
    if decimals is None:
        text = format(Decimal(canonical(value)), ",f")
    else:
        text = format(round_half_up(value, decimals), ",f")
    return text.translate(str.maketrans(",.", ".,"))


def format_percent(value: Decimal, decimals: int = 2) -> str:
    """`93,75%`. A whole value is `100%`; 99,996 is `100,00%`, its zeros tell it was rounded."""
    is_whole = value == value.to_integral_value()
    return f"{format_indonesian(value, 0 if is_whole else decimals)}%"


def format_rupiah(value: Decimal) -> str:
    """`Rp1.500.000.000`; sen only where there are any."""
    is_whole = value == value.to_integral_value()
    sign = "-" if value < 0 else ""
    return f"{sign}Rp{format_indonesian(abs(value), 0 if is_whole else 2)}"


def _read_full(text: str) -> Decimal:
    if len(text) <= MAX_FULL_LENGTH and _canonical_of_any_size.fullmatch(text):
        return Decimal(text)
    remedy = 'Angka hitungan ditulis dengan titik desimal, mis. "66.66666666666666666666666667".'
    raise NumberRefused(text, Reason.NOT_CANONICAL, remedy)


@dataclass(frozen=True, slots=True)
class _OnTheWire:
    """Pydantic's view of a figure: a canonical string in JSON, a `Decimal` in Python."""

    read_text: Callable[[str], Decimal]
    pattern: str
    max_length: int

    def read(self, value: object) -> Decimal:
        if isinstance(value, str):
            return self.read_text(value)
        if isinstance(value, Decimal):
            return self.read_text(canonical(value))
        if isinstance(value, int) and not isinstance(value, bool):
            return self.read_text(str(value))
        remedy = 'Kirim angka sebagai teks JSON, mis. "1234.56"; pecahan biner tidak tepat.'
        raise NumberRefused(str(value), Reason.NOT_CANONICAL, remedy)

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        # through the handler, or the bounds of `Field(ge=0)` would be lost
        return core_schema.no_info_before_validator_function(
            self.read,
            handler(source),
            serialization=core_schema.plain_serializer_function_ser_schema(
                canonical, return_schema=core_schema.str_schema(), when_used="json"
            ),
        )

    def __get_pydantic_json_schema__(
        self, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "string",
            "pattern": self.pattern,
            "maxLength": self.max_length,
            "examples": ["1234.56"],
        }


# The published patterns have no lookahead: validators written in Go or Rust cannot compile one.
Angka = Annotated[
    Decimal, _OnTheWire(parse_canonical, r"^-?(0|[1-9][0-9]{0,19})(\.[0-9]{1,6})?$", 22)
]
"""A figure as reported: at most 20 digits, 6 of them decimals."""

AngkaPenuh = Annotated[
    Decimal, _OnTheWire(_read_full, r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$", MAX_FULL_LENGTH)
]
"""A figure as computed, before any rounding: status is decided on it (28 digits)."""
