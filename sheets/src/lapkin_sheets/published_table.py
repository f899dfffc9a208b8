"""Recomputes every row of a published table of capaian and compares it with what is printed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from itertools import chain
from typing import Final

from lapkin_contracts.rules.capaian import Capaian, Polaritas, State, compute_capaian
from lapkin_contracts.rules.numbers import (
    NumberRefused,
    canonical,
    format_indonesian,
    round_half_up,
)
from lapkin_contracts.rules.policy import KEBIJAKAN_BAWAAN
from lapkin_contracts.rules.published import Marks, marks_in, parse_any
from lapkin_sheets.table_file import UPPER, Row

FIGURES: Final = ("target", "realisasi", "capaian")
POLARITAS: Final = {
    "naik": Polaritas.NAIK,
    "positif": Polaritas.NAIK,
    "turun": Polaritas.TURUN,
    "negatif": Polaritas.TURUN,
    "tetap": Polaritas.TETAP,
}
PERCENT_UNITS: Final = ("", "%", "persen", "persentase")
NOT_MEASURED: Final = ("-", "–", "—", "n/a", "na")
WHY_NONE: Final = {
    State.TARGET_NOL: "target nol",
    State.BELUM_DIISI: "realisasi belum diisi",
    State.TIDAK_DIUKUR: "realisasi tidak diukur",
    State.TANPA_TARGET: "target tidak ada",
}


class Verdict(StrEnum):
    SESUAI = "sesuai"
    SESUAI_TERPOTONG = "sesuai_terpotong"
    BERBEDA = "berbeda"
    TANPA_ANGKA = "tanpa_angka"
    DITOLAK = "ditolak"

    @property
    def label(self) -> str:
        return self.replace("_", " ")

    @property
    def is_wrong(self) -> bool:
        return self in (Verdict.BERBEDA, Verdict.DITOLAK)


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell read; no value and no fault where nothing is printed."""

    value: Decimal | None = None
    decimals: int = 0
    is_percent: bool = False
    is_measured: bool = True
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    row: int
    verdict: Verdict
    reason: str
    indikator: str = ""
    target: Decimal | None = None
    realisasi: Decimal | None = None
    capaian: Capaian | None = None


@dataclass(frozen=True, slots=True)
class Habits:
    """How numbers are written in each column and in the table: settles those with two readings."""

    columns: Mapping[str, Marks]
    table: Marks


def check(rows: Sequence[Row]) -> Iterator[Finding]:
    """One finding per row, by the standard kebijakan: no cap, half-up, no figure for target 0."""
    sound = [row for row in rows if not row.fault]
    columns = {name: [row.cells[name].unread for row in sound] for name in (*FIGURES, UPPER)}
    habits = Habits(
        {name: marks_in(texts) for name, texts in columns.items()},
        marks_in(chain.from_iterable(columns.values())),
    )
    for row in rows:
        if row.fault:
            yield Finding(row.number, Verdict.DITOLAK, row.fault)
        else:
            yield _check_row(row, habits)


def _check_row(row: Row, habits: Habits) -> Finding:
    figures = [_read(row, name, habits) for name in (*FIGURES, UPPER)]
    target, realisasi, printed, upper = figures
    faults = [figure.fault for figure in figures if figure.fault]
    polaritas = POLARITAS.get(row.cells["polaritas"].text.lower())
    if polaritas is None:
        faults.append(f"polaritas '{row.cells['polaritas'].text}': tulis naik, turun, atau tetap.")
    capaian = None
    if polaritas is not None and not (target.fault or realisasi.fault or upper.fault):
        capaian = compute_capaian(
            target.value,
            realisasi.value,
            polaritas,
            KEBIJAKAN_BAWAAN,
            diukur=realisasi.is_measured,
            target_atas=upper.value,
        )
    if capaian is None or faults:
        verdict, reason = Verdict.DITOLAK, " ".join(faults)
    else:
        verdict, reason = judge(capaian, printed)
    indikator = row.cells["indikator"].text
    return Finding(row.number, verdict, reason, indikator, target.value, realisasi.value, capaian)


def _read(row: Row, name: str, habits: Habits) -> Figure:
    cell = row.cells[name]
    satuan = row.cells["satuan"].text.lower()
    if cell.fault:
        return Figure(fault=f"{name}: {cell.fault}")
    if not cell.text or cell.text.lower() in NOT_MEASURED:
        return Figure(is_measured=not cell.text)
    is_percent = cell.text.endswith("%")
    if is_percent and name != "capaian" and satuan not in PERCENT_UNITS:
        # Excel shows 739 people as "73900,00%" once the cell has a percent format.
        return Figure(fault=f"{name} '{cell.text}': bertanda persen, padahal satuannya {satuan}.")
    if cell.value is not None:
        return Figure(cell.value, cell.decimals, is_percent=is_percent)
    try:
        beside = marks_in(row.cells[other].unread for other in FIGURES)
        value = parse_any(cell.text, habits.columns[name], beside, table=habits.table)
    except NumberRefused as refused:
        return Figure(fault=f"{name} '{cell.text}': {refused.remedy}")
    return Figure(value, _decimals(value), is_percent=is_percent)


def judge(capaian: Capaian, printed: Figure) -> tuple[Verdict, str]:
    if printed.value is None:
        return Verdict.TANPA_ANGKA, "Tidak ada angka capaian tercetak."
    if capaian.exact is None:
        reason = f"Tidak dapat dihitung ({WHY_NONE[capaian.state]}), tetapi tercetak angka."
        return Verdict.BERBEDA, reason
    # a spreadsheet may hold more decimals than it shows
    shown = round_half_up(printed.value, printed.decimals)
    return _compare(capaian.exact, shown, printed)


def _compare(exact: Decimal, value: Decimal, printed: Figure) -> tuple[Verdict, str]:
    """At the precision printed.

    Two habits of published tables count as agreement and are named: a whole number with idle
    zeros (97,67 as "98,00%") and a ratio instead of a percentage (108,23 as "1,08").
    """
    decimals = printed.decimals
    hides_miss = exact < 100 <= value
    if round_half_up(exact, decimals) == value:
        miss = f"Pembulatan menutupi target yang belum tercapai ({format_indonesian(round_half_up(exact, 4))})."
        return Verdict.SESUAI, miss if hides_miss else ""
    if _cut(exact, decimals) == value:
        return Verdict.SESUAI_TERPOTONG, "Desimal dipotong, tidak dibulatkan."
    if round_half_up(exact, 0) == value and not hides_miss:
        return Verdict.SESUAI, "Tercetak dibulatkan ke bilangan bulat."
    if decimals >= 2 and not printed.is_percent and round_half_up(exact / 100, decimals) == value:
        return Verdict.SESUAI, "Tercetak sebagai rasio, bukan persen."
    expected, found = format_indonesian(exact, 2), format_indonesian(value)
    return Verdict.BERBEDA, f"Seharusnya {expected}; tercetak {found}."


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _cut(exact: Decimal, decimals: int) -> Decimal:
    return exact.scaleb(decimals).to_integral_value(ROUND_DOWN).scaleb(-decimals)


def as_json(finding: Finding) -> str:
    capaian = finding.capaian
    persen = None if capaian is None or capaian.persen is None else str(capaian.persen)
    fields = {
        "row": finding.row,
        "indikator": finding.indikator,
        "target": _text(finding.target),
        "realisasi": _text(finding.realisasi),
        "state": capaian and capaian.state,
        "capaian_persen": persen,
        "verdict": finding.verdict,
        "reason": finding.reason,
    }
    return json.dumps(fields, ensure_ascii=False)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else canonical(value)
