"""What is typed into the entry grid: texts by field, and what they say once they are read."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from collector.lembar_kerja.columns import NILAI, Bagian, Isi, Kolom
from collector.lembar_kerja.domain import Lembar
from collector.submission.domain import Item
from lapkin_contracts.pengumpulan import StatusNilai
from lapkin_contracts.rules.numbers import (
    NumberRefused,
    canonical,
    format_indonesian,
    read_indonesian,
)

Ketikan = Mapping[str, str]
"""Texts by field, exactly as typed; a field left empty is absent."""

BUKTI: Final = re.compile(r"bukti([1-9][0-9]?)_(nama|href|sha256)")


@dataclass(frozen=True, slots=True)
class Bacaan:
    """What the texts of one row say."""

    isi: Mapping[str, Any]
    """As the API takes it."""
    catatan: tuple[str, ...] = ()
    temuan: Mapping[str, str] = field(default_factory=dict)
    """What cannot be read, by field."""


def fields_of(lembar: Lembar, bagian: Bagian, kode: str) -> tuple[Kolom, ...]:
    """What is to be filled in; realisasi that follows from other fields is not."""
    locked = lembar.locked(bagian, kode)
    return tuple(kolom for kolom in bagian.isian if kolom.nama not in locked)


def cleaned(given: Ketikan, bagian: Bagian, kolom: Iterable[Kolom]) -> dict[str, str]:
    """Known fields that say something. A browser sends line breaks its own way."""
    known = {one.nama for one in kolom}
    texts = {
        name: text.replace("\r\n", "\n")
        for name, text in given.items()
        if text.strip() and (name in known or BUKTI.fullmatch(name))
    }
    if bagian is NILAI and texts.get("status") == StatusNilai.TERISI:
        del texts["status"]  # what a row says that was never touched
    return texts


def as_typed(item: Item | None, bagian: Bagian, kolom: Iterable[Kolom]) -> dict[str, str]:
    """What is stored, as somebody would have typed it."""
    if item is None:
        return {}
    columns = tuple(kolom)
    texts = {one.nama: _text(getattr(item, one.nama)) for one in columns}
    for number, bukti in enumerate(getattr(item, "bukti", ()), 1):
        for name in ("nama", "href", "sha256"):
            texts[f"bukti{number}_{name}"] = _text(getattr(bukti, name))
    return cleaned(texts, bagian, columns)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format_indonesian(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def read(typed: Ketikan, kolom: Iterable[Kolom]) -> Bacaan:
    """Figures in Indonesian form only; everything else is checked by the submission."""
    isi: dict[str, Any] = {}
    catatan: list[str] = []
    temuan: dict[str, str] = {}
    for one in kolom:
        text = typed.get(one.nama, "")
        if not text:
            continue
        if one.isi is not Isi.ANGKA:
            isi[one.nama] = text
            continue
        try:
            reading = read_indonesian(text)
        except NumberRefused as refused:
            temuan[one.nama] = str(refused)
        else:
            isi[one.nama] = canonical(reading.value)
            catatan += reading.notes
    if bukti := _bukti(typed):
        isi["bukti"] = bukti
    return Bacaan(isi, tuple(catatan), temuan)


def _bukti(typed: Ketikan) -> list[dict[str, str]]:
    """In the order of their numbers."""
    found: dict[int, dict[str, str]] = {}
    for name, text in typed.items():
        if part := BUKTI.fullmatch(name):
            found.setdefault(int(part[1]), {})[part[2]] = text.strip()
    return [found[number] for number in sorted(found)]


def bukti_number(typed: Ketikan, index: int) -> int:
    """The number on the page of the piece of evidence at a place of the request."""
    numbers = {int(part[1]) for name in typed if (part := BUKTI.fullmatch(name))}
    return sorted(numbers)[index] if index < len(numbers) else index + 1


def says_the_same(one: Ketikan, other: Ketikan, kolom: Iterable[Kolom]) -> bool:
    """1234 and 1.234 are one figure."""
    if one == other:
        return True
    columns = tuple(kolom)
    first, second = read(one, columns), read(other, columns)
    return not first.temuan and not second.temuan and first.isi == second.isi


def sidik(typed: Ketikan) -> str:
    """Tells whether a row of a form still says what it was shown with."""
    text = json.dumps(dict(typed), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
