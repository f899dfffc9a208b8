"""One cell as a figure, a text, a choice or a day. Nothing is guessed without saying so."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Final

from collector.lembar_kerja.columns import Isi, Kolom
from collector.lembar_kerja.domain import clean
from collector.lembar_kerja.findings import Catatan, Tingkat
from collector.lembar_kerja.sheets import Sel, is_blank, plain
from lapkin_contracts.rules.capaian import is_persen
from lapkin_contracts.rules.numbers import (
    BLANKS,
    MAX_DECIMALS,
    NumberRefused,
    canonical,
    format_indonesian,
    parse_canonical,
    read_indonesian,
    round_half_up,
)
from lapkin_contracts.rules.periods import MONTH_NAMES

UNREAD: Final = object()
"""Value of a cell that cannot be understood: equal to nothing that is stored."""
NOTHING_WORDS: Final = frozenset({"-", "–", "—", "n/a", "na"})
FORMULA_SIGNS: Final = ("=", "@", "+")

_day = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2}|[a-z]+)[-/. ]([0-9]{4})")
_iso_day = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_edges = re.compile(rf"\A{BLANKS}+|{BLANKS}+\Z")
_literals = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


@dataclass(frozen=True, slots=True)
class Bacaan:
    """What a cell says."""

    nilai: Any = None
    """None if it is blank; `UNREAD` if it cannot be understood."""
    catatan: tuple[Catatan, ...] = ()


def _wrong(code: str, detail: str, hint: str, nilai: Any = UNREAD) -> Bacaan:  # noqa: ANN401  any content
    return Bacaan(nilai, (Catatan(Tingkat.GALAT, code, detail, hint),))


def _with_note(nilai: Any, code: str, detail: str) -> Bacaan:  # noqa: ANN401  any content
    return Bacaan(nilai, (Catatan(Tingkat.INFO, code, detail),))


def flaw_of(sel: Sel, kolom: Kolom) -> Bacaan | None:
    """Why a cell cannot be used, whatever it says."""
    if sel.is_merged:
        hint = "Pisahkan sel lalu isi masing-masing."
        return _wrong("merged-cell", "Sel digabung.", hint)
    if kolom.isi is Isi.TEKS and sel.is_formula:
        return _wrong("formula-cell", "Sel berisi rumus.", "Ketik teksnya.")
    if sel.is_error:
        detail = f"Rumus menghasilkan galat {sel.isi}."
        return _wrong("error-cell", detail, "Perbaiki rumusnya, atau ketik angkanya.")
    if sel.is_formula and sel.isi is None:
        hint = "Buka di Excel, simpan, lalu unggah lagi."
        return _wrong("formula-uncached", "Rumus belum dihitung.", hint)
    return None


def read_number(sel: Sel, satuan: str) -> Bacaan:
    match sel.isi:
        case bool():
            return _wrong("boolean-cell", "Sel berisi BENAR atau SALAH.", "Ketik angkanya.")
        case int() | float() as number:
            return _number(number, sel.format, satuan)
        case datetime.date() as day:
            detail = f"Terbaca sebagai tanggal ({day:%d-%m-%Y})."
            hint = "Ubah format sel menjadi Angka, lalu ketik ulang; desimal koma."
            return _wrong("date-cell", detail, hint)
        case str() as text:
            return _number_text(text, satuan)
        case _:
            return _wrong("unknown-cell", "Isi sel tidak dikenal.", "Ketik ulang angkanya.")


def _number(number: float, number_format: str, satuan: str) -> Bacaan:
    exact = Decimal(repr(number))
    if "%" not in _literals.sub("", number_format):
        return _figure(exact, number)
    if not is_persen(satuan):
        detail = f"Sel berformat persen, padahal satuannya {satuan}."
        return _wrong("percent-cell", detail, "Ubah format sel menjadi Angka, lalu ketik ulang.")
    read = _figure(exact * 100, number * 100)
    if read.nilai is UNREAD:
        return read
    shown = format_indonesian(read.nilai)
    note = Catatan(Tingkat.INFO, "percent-read", f"Sel berformat persen dibaca {shown}.")
    return Bacaan(read.nilai, (*read.catatan, note))


def _figure(exact: Decimal, number: float) -> Bacaan:
    """Six decimals. Beyond 15 digits there is only the dust of binary arithmetic."""
    try:
        rounded = round_half_up(exact, MAX_DECIMALS)
        figure = parse_canonical(canonical(rounded))
    except (NumberRefused, ArithmeticError):
        hint = "Paling banyak 20 angka."
        return _wrong("too-long", "Angka terlalu besar.", hint)
    if figure in {exact, Decimal(format(number, ".15g"))}:
        return Bacaan(figure)
    return _with_note(figure, "rounded", f"Dibulatkan menjadi {format_indonesian(figure)}.")


def _number_text(text: str, satuan: str) -> Bacaan:
    bare = _edges.sub("", text)
    if plain(bare) in NOTHING_WORDS:
        return _with_note(None, "read-as-blank", f"'{bare}' dibaca sebagai belum diisi.")
    if bare.endswith("%") and not is_persen(satuan):
        detail = f"'{bare}' memakai persen, padahal satuannya {satuan}."
        return _wrong("percent-text", detail, "Ketik angkanya dalam satuan itu.")
    try:
        reading = read_indonesian(text)
    except NumberRefused as refused:
        return _wrong(
            refused.reason_code, f"'{bare}' bukan angka yang dapat dibaca.", refused.remedy
        )
    shown = format_indonesian(reading.value)
    said = "; ".join(reading.notes)
    detail = f"Teks '{bare}' dibaca sebagai {shown}." + (f" {said}." if said else "")
    return _with_note(reading.value, "text-read", detail)


def read_text(sel: Sel, kolom: Kolom) -> Bacaan:
    text = clean(_shown(sel.isi))
    if text.startswith(FORMULA_SIGNS):
        detail = f"Teks tidak boleh diawali {text[0]}."
        return _wrong(
            "formula-text", detail, "Hapus tanda itu: spreadsheet membacanya sebagai rumus.", text
        )
    if len(text) > kolom.panjang:
        detail = f"Teks {len(text)} karakter, paling banyak {kolom.panjang}."
        return _wrong("string-too-long", detail, "Ringkas isinya.", text)
    return Bacaan(text)


def _shown(content: object) -> str:
    if isinstance(content, datetime.date):
        return f"{content.day} {MONTH_NAMES[content.month - 1]} {content.year}"
    return str(content)


def read_choice(sel: Sel, choices: Mapping[str, Any]) -> Bacaan:
    said = _shown(sel.isi)
    by_word = {plain(word): value for word, value in choices.items()}
    if plain(said) in by_word:
        return Bacaan(by_word[plain(said)])
    near = get_close_matches(plain(said), list(by_word), 1)
    meant = next((word for word in choices if near and plain(word) == near[0]), "")
    hint = f"Maksudnya '{meant}'?" if meant else f"Pilihannya: {', '.join(choices)}."
    return _wrong("not-a-choice", f"'{said}' bukan pilihan.", hint)


def read_day(sel: Sel) -> Bacaan:
    match sel.isi:
        case datetime.datetime() as moment:
            return Bacaan(moment.date())
        case datetime.date() as day:
            return Bacaan(day)
        case str() as text:
            if read := _day_in(plain(text)):
                return Bacaan(read)
    detail = f"'{_shown(sel.isi)}' bukan tanggal."
    return _wrong("not-a-date", detail, "Tulis hari, bulan, dan tahun, mis. 30-09-2026.")


def _day_in(text: str) -> datetime.date | None:
    """Day before month, as here; or the ISO form."""
    try:
        if _iso_day.fullmatch(text):
            return datetime.date.fromisoformat(text)
        if found := _day.fullmatch(text):
            return datetime.date(int(found[3]), _month(found[2]), int(found[1]))
    except ValueError:
        return None
    return None


def _month(text: str) -> int:
    """
    Raises:
        ValueError: there is no such month.
    """
    return int(text) if text.isdecimal() else [one.lower() for one in MONTH_NAMES].index(text) + 1


def read_cell(sel: Sel, kolom: Kolom, satuan: str, choices: Mapping[str, Any]) -> Bacaan:
    """What a cell of a column says."""
    flaw = flaw_of(sel, kolom)
    if flaw is not None:
        return flaw
    if is_blank(sel):
        return Bacaan()
    match kolom.isi:
        case Isi.ANGKA:
            return read_number(sel, satuan)
        case Isi.PILIHAN:
            return read_choice(sel, choices)
        case Isi.TANGGAL:
            return read_day(sel)
        case _:
            return read_text(sel, kolom)
