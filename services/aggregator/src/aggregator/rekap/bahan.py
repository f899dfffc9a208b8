"""Questions about the material of a rekap: lines, obligations, budget."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from aggregator.organisasi.models import Unit
from aggregator.pengumpulan.domain import (
    Line,
    unpack_alasan,
    unpack_anggaran,
    unpack_lines,
    unpack_progres,
)
from aggregator.pengumpulan.models import Kewajiban, Progres
from aggregator.perencanaan.models import AnggaranPagu, Indikator
from aggregator.rekap.domain import PaguUnit, triwulan_until
from aggregator.tables import columns_of
from lapkin_contracts.rekap import (
    BarisRekap,
    CatatanProgres,
    KeadaanKewajiban,
    RekapUnit,
)
from lapkin_contracts.rules.periods import Bulan, Periode

indikator_table = columns_of(Indikator)
kewajiban = columns_of(Kewajiban)
anggaran_pagu = columns_of(AnggaranPagu)
Catatan = Mapping[tuple[str, str], Sequence[CatatanProgres]]
"""What was said month by month, by unit and indikator."""


class Planned(NamedTuple):
    """What a line does not repeat of its indikator."""

    row: sa.RowMapping
    labels: Mapping[str, str]
    """Of its levels, by skor."""


class Program(NamedTuple):
    kode: str
    uraian: str
    pagu: Decimal


def year_so_far(
    session: Session, period: Periode, units: Collection[str] | None = None
) -> list[tuple[Periode, BarisRekap]]:
    """Processed lines of the triwulan of a year up to `period`, by triwulan, unit and plan."""
    statement = (
        sa.select(kewajiban.c.period, kewajiban.c.unit, kewajiban.c.versi, kewajiban.c.baris)
        .where(kewajiban.c.period.in_(triwulan_until(period)))
        .order_by(kewajiban.c.period, kewajiban.c.urutan)
    )
    if units is not None:
        statement = statement.where(kewajiban.c.unit.in_(units))
    rows = session.connection().execute(statement).all()
    planned = _planned(session, period.tahun, units)
    progres = _progres_by_line(session, period)
    return [
        (Periode(of_period), _line(code, line, planned[code, versi, line["indikator"]], said))
        for of_period, code, versi, lines in rows
        for said in [progres if of_period == period else {}]
        for line in unpack_lines(lines)
    ]


def _planned(
    session: Session, tahun: int, units: Collection[str] | None
) -> dict[tuple[str, int, str], Planned]:
    """The indikator of a year by unit, version and code."""
    statement = sa.select(indikator_table).where(indikator_table.c.tahun == tahun)
    if units is not None:
        statement = statement.where(indikator_table.c.unit.in_(units))
    rows = session.connection().execute(statement).mappings()
    return {
        (row["unit"], row["versi"], row["kode"]): Planned(row, json.loads(row["tingkat"]))
        for row in rows
    }


def _line(unit: str, line: Line, planned: Planned, progres: Catatan) -> BarisRekap:
    label_of = planned.labels.get
    return BarisRekap.model_validate(
        {
            "label": label_of(line["realisasi"] or "", ""),
            **planned.row,
            **line,
            **line["catatan"],
            "unit": unit,
            "capaian_tahun_persen": None,
            "target_label": label_of(line["target"] or "", ""),
            "progres": progres.get((unit, line["indikator"]), ()),
        }
    )


def _progres_by_line(session: Session, period: Periode) -> Catatan:
    statement = (
        select(Progres.unit, Progres.bulan, Progres.indikator)
        .where(col(Progres.period) == period)
        .order_by(col(Progres.bulan))
    )
    said: dict[tuple[str, str], list[CatatanProgres]] = defaultdict(list)
    for unit, bulan, lines in session.exec(statement):
        for one in unpack_progres(lines):
            note = CatatanProgres(bulan=Bulan(bulan), **one.model_dump(exclude={"indikator"}))
            said[unit, one.indikator].append(note)
    return said


def units(session: Session, period: Periode) -> list[RekapUnit]:
    """The units that owe figures and how far they are; averages are left open."""
    progres = _months(session, period)
    statement = (
        select(Kewajiban, Unit.nama)
        .outerjoin(Unit, col(Unit.kode) == col(Kewajiban.unit))
        .where(col(Kewajiban.period) == period)
        .order_by(col(Kewajiban.urutan))
    )
    return [
        RekapUnit(
            unit=one.unit,
            nama=nama or one.unit,
            masuk=one.masuk,
            revision=one.revision or None,
            submitted_at=one.submitted_at,
            nomor_tanda_terima=one.nomor_tanda_terima if one.masuk else None,
            rata_rata_capaian=None,
            serapan_persen=None,
            progres=tuple(progres[one.unit]),
            keadaan=_keadaan(one),
            terlambat_hari=one.terlambat_hari,
        )
        for one, nama in session.exec(statement)
    ]


def _keadaan(one: Kewajiban) -> KeadaanKewajiban:
    if not one.masuk:
        return KeadaanKewajiban.BELUM
    if one.is_nihil:
        return KeadaanKewajiban.NIHIL
    return KeadaanKewajiban.TERLAMBAT if one.terlambat_hari else KeadaanKewajiban.TEPAT_WAKTU


def _months(session: Session, period: Periode) -> dict[str, list[Bulan]]:
    statement = (
        select(Progres.unit, Progres.bulan)
        .where(col(Progres.period) == period)
        .order_by(col(Progres.bulan))
    )
    months: dict[str, list[Bulan]] = defaultdict(list)
    for unit, bulan in session.exec(statement):
        months[unit].append(Bulan(bulan))
    return months


def pagu(session: Session, period: Periode) -> list[PaguUnit]:
    """Program lines of the units that owe figures, by the plan their lines are computed with.

    A program that the plan no longer holds stays as long as money was spent on it.
    """
    plans = _programs(session, period.tahun)
    statement = (
        sa.select(
            kewajiban.c.unit,
            kewajiban.c.versi,
            kewajiban.c.anggaran,
            kewajiban.c.alasan_anggaran,
        )
        .where(kewajiban.c.period == period)
        .order_by(kewajiban.c.urutan)
    )
    return [
        _pagu_line(unit, program, plans[unit].get(1, {}), unpack_alasan(alasan), spent)
        for unit, versi, anggaran, alasan in session.connection().execute(statement)
        for spent in [unpack_anggaran(anggaran)]
        for program in _programs_of(plans[unit], versi, spent)
    ]


def _programs_of(
    plans: Mapping[int, Mapping[str, Program]], versi: int, spent: Collection[str]
) -> list[Program]:
    """Those of the plan, then what older plans held and was spent on."""
    current = plans.get(versi, {})
    known = {kode: line for plan in plans.values() for kode, line in plan.items()}
    dropped = [kode for kode in known if kode in spent and kode not in current]
    return [*current.values(), *(known[kode]._replace(pagu=Decimal(0)) for kode in dropped)]


def _pagu_line(
    unit: str,
    program: Program,
    first: Mapping[str, Program],
    alasan: Mapping[str, str],
    spent: Mapping[str, Decimal],
) -> PaguUnit:
    kode = program.kode
    murni = first[kode].pagu if kode in first else None
    return PaguUnit(unit, *program, spent.get(kode), murni, alasan.get(kode, ""))


def _programs(session: Session, tahun: int) -> dict[str, dict[int, dict[str, Program]]]:
    """Program lines of a year by unit, version and code, in order."""
    line = anggaran_pagu.c
    statement = (
        sa.select(line.unit, line.versi, line.kode, line.uraian, line.pagu)
        .where(line.tahun == tahun)
        .order_by(line.unit, line.versi, line.urutan)
    )
    plans: dict[str, dict[int, dict[str, Program]]] = defaultdict(dict)
    for unit, versi, *program in session.connection().execute(statement):
        of_version = plans[unit].setdefault(versi, {})
        of_version[program[0]] = Program(*program)
    return plans
