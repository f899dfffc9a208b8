"""Rows of the published tables. Figures are the reading given beside each printed one."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Self

from lapkin.sample.modes import mode_of
from lapkin.sample.part import Part
from lapkin.sample.site import Unit
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas

Row = dict[str, str]


class PublishedIndikator(Part):
    """One indikator of one office in one year."""

    row_id: str
    source_title: str
    indikator: str
    satuan: str
    polaritas: Polaritas
    target: Decimal
    realisasi: Decimal

    @property
    def mode(self) -> Mode:
        return mode_of(self.indikator, self.satuan)

    @classmethod
    def read(cls, row: Row) -> Self:
        return cls(
            row_id=row["row_id"],
            source_title=row["source_title"],
            indikator=row["indikator"],
            satuan=row["satuan"],
            polaritas=Polaritas(row["polaritas"]),
            target=Decimal(row["target_num"]),
            realisasi=Decimal(row["realisasi_num"]),
        )


class PublishedProgram(Part):
    """One program's budget in one year, in rupiah."""

    row_id: str
    source_title: str
    uraian: str
    pagu: Decimal
    realisasi: Decimal

    @classmethod
    def read(cls, row: Row) -> Self:
        return cls(
            row_id=row["row_id"],
            source_title=row["source_title"],
            uraian=row["uraian"],
            pagu=Decimal(row["pagu_num"]),
            realisasi=Decimal(row["realisasi_num"]),
        )


class UnitTables(Part):
    """What is published about one unit and one year, in the order of the tables."""

    unit: Unit
    indikator: tuple[PublishedIndikator, ...]
    """Rows with both figures readable."""
    program: tuple[PublishedProgram, ...]
    """Without the lines below program level, which would count money twice."""


def tables_of(unit: Unit, tahun: str) -> UnitTables:
    return UnitTables(
        unit=unit,
        indikator=tuple(
            PublishedIndikator.read(row)
            for row in _rows_of("indicators.csv", unit.sumber, tahun)
            if row["target_num"] and row["realisasi_num"]
        ),
        program=tuple(
            PublishedProgram.read(row)
            for row in _rows_of("budget.csv", unit.sumber, tahun)
            if row["level"] == "program"
        ),
    )


def _rows_of(table: str, sumber: str, tahun: str) -> Iterator[Row]:
    for row in _table(table):
        if row["data_year"] == tahun and f" {sumber} (" in row["source_title"]:
            yield row


@cache
def _table(name: str) -> tuple[Row, ...]:
    text = files("lapkin.sample").joinpath("published", name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
