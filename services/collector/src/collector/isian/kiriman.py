"""Rows of the grid as one delivery, and what a check finds in it back at their fields."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from collector.isian.domain import Bacaan, Ketikan, as_typed, bukti_number, fields_of, read
from collector.isian.models import DrafIsian
from collector.isian.repository import Kunci, texts_in
from collector.lembar_kerja.columns import BAGIAN, Bagian, Kolom
from collector.lembar_kerja.domain import Lembar, items_in
from collector.submission.domain import Item, place_of
from collector.submission.schemas import Mode
from lapkin_chassis.errors import Fault

NAMED_BY: Final = {"nilai": "indikator", "anggaran": "kode", "rtl": "indikator"}
BY_NAME: Final = {bagian.nama: bagian for bagian in BAGIAN}
SYSTEM: Final = "halaman isian"


@dataclass(frozen=True, slots=True)
class Temuan:
    """Something that keeps the figures from being sent."""

    pesan: str
    kunci: Kunci | None = None
    """The row; none if it concerns the whole."""
    field: str = ""

    @property
    def id(self) -> str:
        """Of the field on the page."""
        return ".".join([*self.kunci, self.field]) if self.kunci else "lembar-isian"


@dataclass(frozen=True)
class Isian:
    """A unit's grid: what was promised, what is stored, what was typed since."""

    lembar: Lembar
    draf: Mapping[Kunci, DrafIsian]

    def rows(self) -> Iterator[Kunci]:
        for bagian in BAGIAN:
            for kode in self.lembar.codes(bagian):
                yield bagian.nama, kode

    def kolom(self, kunci: Kunci) -> tuple[Kolom, ...]:
        return fields_of(self.lembar, BY_NAME[kunci[0]], kunci[1])

    def item(self, kunci: Kunci) -> Item | None:
        """What the newest submission says."""
        return items_in(self.lembar.state, BY_NAME[kunci[0]]).get(kunci[1])

    def sent(self, kunci: Kunci) -> Ketikan:
        return as_typed(self.item(kunci), BY_NAME[kunci[0]], self.kolom(kunci))

    def typed(self, kunci: Kunci) -> Ketikan:
        """What stands in the fields."""
        texts = texts_in(self.draf.get(kunci))
        return self.sent(kunci) if texts is None else texts

    def versi(self, kunci: Kunci) -> int:
        row = self.draf.get(kunci)
        return row.versi if row else 0


class Kiriman:
    """What rows of a grid would send: all that say anything, or ever did."""

    def __init__(self, isian: Isian, rows: Iterable[Kunci] | None = None) -> None:
        self._isian = isian
        self._sent: dict[str, list[tuple[Kunci, Mapping[str, Any]]]] = {
            bagian.nama: [] for bagian in BAGIAN
        }
        self.temuan: list[Temuan] = []
        for kunci in isian.rows() if rows is None else rows:
            typed = isian.typed(kunci)
            if typed or isian.item(kunci) is not None:
                self._add(kunci, read(typed, isian.kolom(kunci)))

    def body(self, mode: Mode) -> bytes:
        """As a program would have sent it; the same rows always give the same bytes."""
        lembar = self._isian.lembar
        document = {
            "unit": lembar.unit,
            "period": lembar.period,
            "mode": mode,
            "source": {"system": SYSTEM},
            **{part: [isi for _, isi in items] for part, items in self._sent.items()},
        }
        return json.dumps(document).encode()

    def located(self, faults: Sequence[Fault]) -> list[Temuan]:
        return [self._located(fault) for fault in faults]

    def _add(self, kunci: Kunci, bacaan: Bacaan) -> None:
        if bacaan.temuan:
            self.temuan += [Temuan(pesan, kunci, name) for name, pesan in bacaan.temuan.items()]
            return
        part, kode = kunci
        self._sent[part].append((kunci, {NAMED_BY[part]: kode, **bacaan.isi}))

    def _located(self, fault: Fault) -> Temuan:
        pesan = f"{fault.detail} {fault.hint}".strip()
        place = place_of(fault)
        if place is None:
            return Temuan(pesan)
        part, index = place
        kunci, _ = self._sent[part][index]
        return Temuan(pesan, kunci, self._field(kunci, fault.pointer.split("/")[3:]))

    def _field(self, kunci: Kunci, path: Sequence[str]) -> str:
        """The field on the page that a fault is about."""
        if path[:1] == ["bukti"]:
            typed = self._isian.typed(kunci)
            number = bukti_number(typed, int(path[1]) if len(path) > 1 else 0)
            return f"bukti{number}_{path[2] if len(path) > 2 else 'nama'}"
        names = [kolom.nama for kolom in self._isian.kolom(kunci)]
        if path and path[0] in names:
            return path[0]
        return main_field(self._isian.kolom(kunci)).nama


def main_field(kolom: Sequence[Kolom]) -> Kolom:
    """The one that says how the row stands: realisasi, or what it follows from."""
    by_name = {one.nama: one for one in kolom}
    for name in ("realisasi", "label", "pembilang"):
        if name in by_name:
            return by_name[name]
    return kolom[0]


def bagian_of(kunci: Kunci) -> Bagian:
    return BY_NAME[kunci[0]]
