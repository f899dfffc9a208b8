"""What a workbook shows of a unit's triwulan, and which of its cells are the unit's to fill in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from collector.lembar_kerja.columns import NILAI, STATUS_NILAI, STATUS_RTL, Bagian
from collector.lembar_kerja.stamp import SKEMA, Stempel
from collector.perencanaan.domain import Janji, Plan
from collector.submission.domain import Item, State
from collector.submission.kinds import levels_of
from lapkin_contracts.pengumpulan import StatusNilai
from lapkin_contracts.perencanaan import Anggaran, Indikator, JenisIndikator
from lapkin_contracts.rules.checks import LEVELS
from lapkin_contracts.rules.numbers import BLANKS, format_indonesian
from lapkin_contracts.rules.periods import Periode

DERIVED_FROM: Final[Mapping[JenisIndikator, str]] = {
    JenisIndikator.RASIO: "pembilang",
    JenisIndikator.PREDIKAT: "label",
    JenisIndikator.TONGGAK: "label",
}
"""What stands in for the realisasi of kinds that have it computed."""
_edges = re.compile(rf"\A{BLANKS}+|{BLANKS}+\Z")
_controls = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

Values = Mapping[str, Any]
"""What the cells of a row say, by field; None where there is nothing."""


@dataclass(frozen=True, slots=True)
class Lembar:
    """Everything a workbook is made of, or compared with."""

    unit: str
    nama_unit: str
    period: Periode
    nama_instansi: str
    sumber: str
    """Of sample figures; empty at a site in use."""
    contoh: bool
    plan: Plan
    indikator: tuple[Indikator, ...]
    anggaran: tuple[Anggaran, ...]
    revision: int
    state: State
    past: State
    """What the unit said about the triwulan before."""
    janji_rtl: tuple[str, ...]
    """Indikator whose follow-up was promised then."""

    @property
    def stempel(self) -> Stempel:
        return Stempel(
            skema=SKEMA,
            unit=self.unit,
            period=self.period,
            revision=self.revision,
            kode=tuple(self.plan.indikator),
            anggaran=tuple(self.plan.anggaran),
            rtl=self.janji_rtl,
        )

    def codes(self, bagian: Bagian) -> tuple[str, ...]:
        return self.stempel.codes(bagian.nama)

    def locked(self, bagian: Bagian, kode: str) -> frozenset[str]:
        """Fields of a row that are not the unit's to fill in."""
        return locked_fields(self.plan.indikator[kode]) if bagian is NILAI else frozenset()

    def choices(self, bagian: Bagian, kode: str, field: str) -> Mapping[str, Any]:
        """What a dropdown offers, by its words."""
        if field == "label":
            return {label: label for label in levels_of(self.plan.indikator[kode])}
        return STATUS_NILAI if bagian is NILAI else STATUS_RTL

    def satuan(self, bagian: Bagian, kode: str) -> str:
        return self.plan.indikator[kode].satuan if bagian is NILAI else "rupiah"


def locked_fields(janji: Janji) -> frozenset[str]:
    if janji.jenis in LEVELS:
        return frozenset({"pembilang", "penyebut", "realisasi"})
    if janji.jenis is JenisIndikator.RASIO:
        return frozenset({"label", "realisasi"})
    return frozenset({"label"})


def items_in(state: State, bagian: Bagian) -> Mapping[str, Item]:
    parts: Mapping[str, Mapping[str, Item]] = {
        "nilai": state.nilai,
        "anggaran": state.anggaran,
        "rtl": state.rtl,
    }
    return parts[bagian.nama]


def values_of(item: Item | None, bagian: Bagian) -> Values:
    """As the cells of a row would say it."""
    if item is None:
        return {kolom.nama: None for kolom in bagian.isian}
    return {kolom.nama: _as_shown(getattr(item, kolom.nama)) for kolom in bagian.isian}


def _as_shown(value: object) -> object:
    """Texts as a spreadsheet gives them back."""
    if type(value) is str:
        return clean(value) or None
    return value


def clean(text: str) -> str:
    """A text as a spreadsheet gives it back: one kind of line break, no control characters."""
    lines = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return _edges.sub("", _controls.sub("", lines))


def in_words(value: object) -> str:
    """A value of a cell in a sentence."""
    if value is None or value == "":
        return "kosong"
    if isinstance(value, Decimal):
        return format_indonesian(value)
    words = {status: word for word, status in (*STATUS_NILAI.items(), *STATUS_RTL.items())}
    return str(words.get(value, value))  # type: ignore[call-overload]  # any value may be asked for


def with_status(given: dict[str, Any], *, is_stored: bool) -> dict[str, Any]:
    """A row that says anything, without a status, is terisi."""
    if given.get("status") is None and (
        is_stored or any(one is not None for one in given.values())
    ):
        given["status"] = StatusNilai.TERISI
    return given
