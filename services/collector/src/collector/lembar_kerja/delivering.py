"""Compared rows as one delivery, and what the submission finds in it back at their cells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from collector.faults import faults_of
from collector.lembar_kerja.columns import ANGGARAN, BAGIAN, NILAI, RTL, Bagian
from collector.lembar_kerja.comparison import BarisDibaca, figure_field
from collector.lembar_kerja.domain import DERIVED_FROM, Lembar, items_in
from collector.lembar_kerja.findings import UNUSUAL, Temuan, Tingkat
from collector.submission.delivery import Delivery
from collector.submission.domain import Item, place_of
from collector.submission.schemas import Mode, Source
from lapkin_chassis.errors import Fault
from lapkin_contracts.pengumpulan import JawabanRtl, Nilai, RealisasiAnggaran

MODELS: Final[Mapping[str, type[Item]]] = {
    "nilai": Nilai,
    "anggaran": RealisasiAnggaran,
    "rtl": JawabanRtl,
}
NAMED_BY: Final = {"nilai": "indikator", "anggaran": "kode", "rtl": "indikator"}
REQUIRED: Final = {
    "anggaran": ("realisasi", "Realisasi belum diisi.", "Isi angkanya; 0 jika belum ada."),
    "rtl": ("status", "Status tindak lanjut belum diisi.", "Pilih salah satu dari daftar."),
}
FEEDS: Final = frozenset({"status", "pembilang", "penyebut", "label"})
"""Fields a computed realisasi follows from."""
SYSTEM: Final = "lembar kerja Excel"

I = TypeVar("I", Nilai, RealisasiAnggaran, JawabanRtl)  # noqa: E741  an item


class Kiriman:
    """What the sound rows of a workbook send."""

    def __init__(self, lembar: Lembar, rows: Iterable[BarisDibaca]) -> None:
        self._lembar = lembar
        self.temuan: list[Temuan] = []
        self._sent: dict[str, list[tuple[BarisDibaca, Item]]] = {one.nama: [] for one in BAGIAN}
        for row in rows:
            item = self._item(row) if row.changes and row.is_sound else None
            if item is not None:
                self._sent[row.bagian.nama].append((row, item))

    def delivery(self, sha256: str) -> Delivery:
        """Nothing more than what changed; a file that was sent keeps its own digest."""
        return Delivery(
            unit=self._lembar.unit,
            period=self._lembar.period,
            mode=Mode.ATOMIC,
            source=Source(system=SYSTEM, ref=f"sha256:{sha256}"),
            nilai=self._items(NILAI, Nilai),
            anggaran=self._items(ANGGARAN, RealisasiAnggaran),
            rtl=self._items(RTL, JawabanRtl),
            body_sha256=sha256,
        )

    def located(self, faults: Sequence[Fault]) -> list[Temuan]:
        """Findings of the submission at the cells they are about."""
        return [self._located(fault) for fault in faults]

    def _located(self, fault: Fault) -> Temuan:
        place = place_of(fault)
        if place is None:
            return Temuan("", Tingkat.GALAT, fault.code, fault.detail, fault.hint)
        part, index = place
        row, _ = self._sent[part][index]
        return _finding(self._lembar, row, fault.pointer.split("/")[3:], fault)

    def _items(self, bagian: Bagian, model: type[I]) -> tuple[tuple[int, I], ...]:
        items = [item for _, item in self._sent[bagian.nama] if isinstance(item, model)]
        return tuple(enumerate(items))

    def _item(self, row: BarisDibaca) -> Item | None:
        part = row.bagian.nama
        stored = items_in(self._lembar.state, row.bagian).get(row.kode)
        known = {NAMED_BY[part]: row.kode} if stored is None else dict(stored)
        fields = {**known, **self._changes(row)}
        if part in REQUIRED and fields.get(REQUIRED[part][0]) is None:
            field, detail, hint = REQUIRED[part]
            self.temuan.append(
                Temuan(row.address(field), Tingkat.GALAT, f"{field}-required", detail, hint)
            )
            return None
        try:
            return MODELS[part].model_validate(fields)
        except ValidationError as error:
            for fault in faults_of(error):
                path = fault.pointer.split("/")[1:]
                self.temuan.append(_finding(self._lembar, row, path, fault))
            return None

    def _changes(self, row: BarisDibaca) -> dict[str, Any]:
        """A realisasi that follows from other cells is left to follow from them again."""
        defaults = MODELS[row.bagian.nama].model_fields
        changes = {
            name: defaults[name].get_default() if value is None else value
            for name, value in row.changes.items()
        }
        if row.bagian is NILAI and FEEDS & changes.keys():
            jenis = self._lembar.plan.indikator[row.kode].jenis
            if jenis in DERIVED_FROM:
                changes["realisasi"] = None
        return changes


def _finding(lembar: Lembar, row: BarisDibaca, path: Sequence[str], fault: Fault) -> Temuan:
    field = path[0] if path else ""
    figure = figure_field(lembar, row.bagian, row.kode)
    if fault.code in UNUSUAL or field == "realisasi":
        field = figure
    tingkat = Tingkat.PERINGATAN if fault.code in UNUSUAL else Tingkat.GALAT
    return Temuan(row.address(field), tingkat, fault.code, fault.detail, fault.hint)


def answered(warnings: Iterable[Temuan]) -> list[Temuan]:
    """Unusual figures whose reason is written down."""
    said = "Diterima karena alasannya ditulis."
    return [replace(one, tingkat=Tingkat.INFO, hint=said) for one in warnings]
