"""Perjanjian Kinerja and Rencana Aksi out of a table file, with every fault at its cell."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from collector.faults import faults_of
from collector.perencanaan.errors import PlanRefused, UnreadableFile
from collector.perencanaan.jenis import SKOR_TONGGAK, skor_by_label
from collector.perencanaan.schemas import PerjanjianKinerjaIn, RencanaAksiIn, SuratPerjanjian
from collector.perencanaan.table_file import Cell, Line, read_lines
from lapkin_chassis.errors import Fault
from lapkin_contracts.perencanaan import Anggaran, Indikator, JenisIndikator, TargetTriwulan
from lapkin_contracts.rules.numbers import NumberRefused, canonical, parse_indonesian

INDIKATOR: Final = ("kode", "sasaran", "indikator", "satuan", "polaritas", "mode", "target")
ANGGARAN: Final = ("kode", "uraian", "pagu")
TARGET: Final = ("kode", "tw1", "tw2", "tw3", "tw4")
QUARTERS: Final = TARGET[1:]
UPPER: Final = tuple(f"{quarter}_atas" for quarter in QUARTERS)
NUMBERS: Final = frozenset({"target", "target_atas", "pagu", *QUARTERS, *UPPER})
COLUMNS: Final = {"target": QUARTERS, "target_atas": UPPER}
"""Of a field that holds one value per triwulan."""

C = TypeVar("C", PerjanjianKinerjaIn, RencanaAksiIn)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row below a heading."""

    number: int
    cells: Mapping[str, Cell]

    def text(self, column: str) -> str:
        cell = self.cells.get(column)
        return cell.text if cell is not None else ""

    def place(self, column: str) -> str:
        """As the person who filled it in finds it again."""
        cell = self.cells.get(column)
        if cell is not None and cell.place:
            return f"Sel {cell.place}"
        return f"Baris {self.number} kolom {column}"

    def fault(self, column: str, fault: Fault) -> Fault:
        return Fault(self.place(column), fault.code, fault.detail, fault.hint)


@dataclass(slots=True)
class Reader:
    """Turns entries into values and remembers what was wrong."""

    faults: list[Fault] = field(default_factory=list)

    def values(self, entry: Entry) -> dict[str, object]:
        """By column: text, or a figure where figures stand; blanks are left out."""
        read = {name: self._value(entry, name, cell) for name, cell in entry.cells.items()}
        return {name: value for name, value in read.items() if value not in {None, ""}}

    def shape(
        self, model: type[BaseModel], entry: Entry, values: Mapping[str, object], key: str
    ) -> Any:  # noqa: ANN401  an instance of `model`
        """`values` as `model`; `key` is the column that holds what the model calls otherwise."""
        try:
            return model.model_validate(values)
        except ValidationError as error:
            self._note(entry, error, key)
            return None

    def _note(self, entry: Entry, error: ValidationError, key: str) -> None:
        """A cell that could not even be read has its fault already."""
        known = {fault.pointer for fault in self.faults}
        for fault in faults_of(error):
            column = fault.pointer.split("/")[1]
            column = column if column in entry.cells else key
            if entry.place(column) not in known:
                self.faults.append(entry.fault(column, fault))

    def _value(self, entry: Entry, name: str, cell: Cell) -> Decimal | str | None:
        if cell.flaw is not None:
            fault = Fault("", cell.flaw.code, cell.flaw.detail, cell.flaw.hint)
            self.faults.append(entry.fault(name, fault))
            return None
        if name not in NUMBERS or not (cell.text or cell.value is not None):
            return cell.text if cell.value is None else canonical(cell.value)
        if cell.value is not None:
            return cell.value
        try:
            return parse_indonesian(cell.text)
        except NumberRefused as refused:
            detail = f"'{refused.text}' tidak diterima."
            fault = Fault("", refused.reason_code, detail, refused.remedy)
            self.faults.append(entry.fault(name, fault))
            return None


@dataclass(frozen=True, slots=True)
class Read(Generic[C]):
    """A document out of a file, and where each of its rows stood."""

    content: C
    entries: Mapping[str, Sequence[Entry]]
    """By list of the content."""

    def located(self, refused: PlanRefused) -> PlanRefused:
        """The same refusal, with cells instead of JSON pointers."""
        return PlanRefused(
            errors=tuple(self._located(fault) for fault in refused.errors), **refused.facts
        )

    def _located(self, fault: Fault) -> Fault:
        _, part, *rest = fault.pointer.split("/")
        if not rest:
            return Fault("Kolom kode", fault.code, fault.detail, fault.hint)
        index, *field = rest
        entry = self.entries[part][int(index)]
        column = _column_of(*field)
        return entry.fault(column if column in entry.cells else "kode", fault)


def _column_of(field: str = "kode", place: str | None = None) -> str:
    return field if place is None else COLUMNS[field][int(place)]


def read_perjanjian(content: bytes, surat: SuratPerjanjian) -> Read[PerjanjianKinerjaIn]:
    """
    Raises:
        UnreadableFile: no such table in it.
        PlanRefused: with every fault of every cell.
    """
    lines = read_lines(content)
    entries = {"indikator": _below(lines, INDIKATOR), "anggaran": _below(lines, ANGGARAN)}
    if not entries["indikator"]:
        raise _no_heading(INDIKATOR)
    return perjanjian_in(entries, surat)


def perjanjian_in(
    entries: Mapping[str, Sequence[Entry]], surat: SuratPerjanjian
) -> Read[PerjanjianKinerjaIn]:
    """Out of rows of `indikator`, one at least, and of `anggaran`.

    Raises:
        PlanRefused: with every fault of every cell.
    """
    reader = Reader()
    indikator = [_indikator(reader, entry) for entry in entries["indikator"]]
    anggaran = [
        reader.shape(Anggaran, entry, reader.values(entry), "kode")
        for entry in entries["anggaran"]
    ]
    _refuse(reader.faults)
    whole = PerjanjianKinerjaIn(
        **dict(surat), indikator=tuple(indikator), anggaran=tuple(anggaran)
    )
    return Read(whole, entries)


def read_rencana(
    content: bytes, promised: Sequence[Indikator], berlaku_sejak: date | None
) -> Read[RencanaAksiIn]:
    """`promised` tells what stands behind a target written as a word, such as WTP.

    Raises:
        UnreadableFile: no such table in it.
        PlanRefused: with every fault of every cell.
    """
    entries = _below(read_lines(content), TARGET)
    if not entries:
        raise _no_heading(TARGET)
    return rencana_in(entries, promised, berlaku_sejak)


def rencana_in(
    entries: Sequence[Entry], promised: Sequence[Indikator], berlaku_sejak: date | None
) -> Read[RencanaAksiIn]:
    """
    Raises:
        PlanRefused: with every fault of every cell.
    """
    reader = Reader()
    skor = {one.kode: skor_by_label(one.jenis, one.tingkat) for one in promised}
    target = [
        _target(reader, _scored(entry, skor.get(entry.text("kode"), {}))) for entry in entries
    ]
    _refuse(reader.faults)
    whole = RencanaAksiIn(berlaku_sejak=berlaku_sejak, target=tuple(target))
    return Read(whole, {"target": entries})


def _indikator(reader: Reader, entry: Entry) -> Any:  # noqa: ANN401  an Indikator, or none
    tingkat = _tingkat(reader, entry)
    jenis = entry.text("jenis").lower()
    labels = SKOR_TONGGAK if jenis == JenisIndikator.TONGGAK else dict(tingkat)
    values = reader.values(_scored(entry, labels))
    for name in ("polaritas", "mode", "jenis"):
        if name in values:
            values[name] = str(values[name]).lower().replace(" ", "_")
    values["tingkat"] = [{"label": label, "skor": skor} for label, skor in tingkat]
    values["nama"] = values.pop("indikator", "")
    values.setdefault("target", None)
    return reader.shape(Indikator, entry, values, "indikator")


def _target(reader: Reader, entry: Entry) -> Any:  # noqa: ANN401  a TargetTriwulan, or none
    values = reader.values(entry)
    whole = {
        "indikator": values.get("kode", ""),
        "target": tuple(values.get(quarter) for quarter in QUARTERS),
        "aksi": values.get("aksi", ""),
    }
    if entry.cells.keys() & set(UPPER):
        whole["target_atas"] = tuple(values.get(column) for column in UPPER)
    return reader.shape(TargetTriwulan, entry, whole, "kode")


def _scored(entry: Entry, skor: Mapping[str, Decimal]) -> Entry:
    """The same row, with figures where targets are written as words."""
    by_word = {label.casefold(): one for label, one in skor.items()}
    cells = {
        name: replace(cell, text="", value=by_word[cell.text.casefold()])
        if name in NUMBERS and cell.text.casefold() in by_word
        else cell
        for name, cell in entry.cells.items()
    }
    return replace(entry, cells=cells)


def _tingkat(reader: Reader, entry: Entry) -> list[tuple[str, Decimal]]:
    """The levels of `WDP=1; WTP=2`, from the lowest, with their skor."""
    parts = [part for part in entry.text("tingkat").split(";") if part.strip()]
    try:
        return [_one_tingkat(part) for part in parts]
    except NumberRefused as refused:
        detail = f"'{refused.text}' bukan skor."
        hint = "Tulis nama dan skor setiap tingkat, mis. WDP=1; WTP=2."
        reader.faults.append(entry.fault("tingkat", Fault("", "unreadable-tingkat", detail, hint)))
        return []


def _one_tingkat(part: str) -> tuple[str, Decimal]:
    """A skor is short and never has groups of thousands, so 3.5 has one reading, as 3,5 has."""
    label, _, skor = part.rpartition("=")
    skor = skor.strip()
    if re.fullmatch(r"[0-9]{1,2}\.[0-9]{1,2}", skor):
        return label.strip(), Decimal(skor)
    return label.strip(), parse_indonesian(skor)


def _below(lines: Iterable[Line], heading: Sequence[str]) -> list[Entry]:
    """The rows below each heading that holds these columns, up to the next heading."""
    return list(_entries(lines, frozenset(heading)))


def _entries(lines: Iterable[Line], wanted: frozenset[str]) -> Iterator[Entry]:
    columns: Sequence[str] = ()
    for number, cells in lines:
        names = [cell.text.lower().replace(" ", "_") for cell in cells]
        if "kode" in names:
            columns = names if wanted <= set(names) else ()
        elif columns and not all(cell.is_blank for cell in cells):
            known = zip(columns, cells, strict=False)
            yield Entry(number, {name: cell for name, cell in known if name})


def _no_heading(columns: Sequence[str]) -> UnreadableFile:
    names = ", ".join(columns)
    return UnreadableFile(remedy=f"Baris judul dengan kolom {names} tidak ditemukan.")


def _refuse(faults: Sequence[Fault]) -> None:
    if faults:
        raise PlanRefused(errors=tuple(faults), count=len(faults))
