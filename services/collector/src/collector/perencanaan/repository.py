"""What is asked about plans."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple, TypeVar, cast

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, RowMapping, and_, bindparam, func, or_
from sqlalchemy import Table as CoreTable
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from collector.organisasi.models import Unit
from collector.perencanaan.domain import Janji, Plan
from collector.perencanaan.models import PerjanjianKinerja, RencanaAksi
from collector.tables import Table
from lapkin_chassis.prepared import Prepared, Row
from lapkin_chassis.tables import insert_rows
from lapkin_contracts.perencanaan import (
    Anggaran,
    Indikator,
    JenisIndikator,
    TargetTriwulan,
    TingkatPredikat,
)
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.periods import Periode

INDIKATOR: Final = Table.metadata.tables["perjanjian_indikator"]
ANGGARAN: Final = Table.metadata.tables["perjanjian_anggaran"]
TARGET: Final = Table.metadata.tables["rencana_target"]
PERJANJIAN: Final = Table.metadata.tables["perjanjian_kinerja"]
RENCANA: Final = Table.metadata.tables["rencana_aksi"]
QUARTERS: Final = ("tw1", "tw2", "tw3", "tw4")
UPPER: Final = tuple(f"{quarter}_atas" for quarter in QUARTERS)
NO_BOUNDS: Final = (None,) * 4

REMEMBERED: Final = 1024
"""Documents kept in memory; a version never changes, so its hash is all there is to check."""

_list_of_indikator: Final = TypeAdapter(tuple[Indikator, ...])
_list_of_anggaran: Final = TypeAdapter(tuple[Anggaran, ...])
_list_of_target: Final = TypeAdapter(tuple[TargetTriwulan, ...])
_list_of_tingkat: Final = TypeAdapter(tuple[TingkatPredikat, ...])


class Key(NamedTuple):
    """Names one version of a unit's document for a year."""

    unit: str
    tahun: int
    versi: int


class InForce(NamedTuple):
    """The documents in force at the end of a triwulan."""

    unit: str
    triwulan: Periode
    perjanjian: int
    """Version of the Perjanjian Kinerja."""
    perjanjian_sha256: str
    rencana: int | None
    """Version of the Rencana Aksi; there may be none yet."""
    rencana_sha256: str | None


D = TypeVar("D", PerjanjianKinerja, RencanaAksi)


def versions(session: Session, document: type[D], unit: str, tahun: int) -> Sequence[D]:
    """The newest first."""
    statement = (
        select(document)
        .where(col(document.unit) == unit, col(document.tahun) == tahun)
        .order_by(col(document.versi).desc())
    )
    return session.exec(statement).all()


def indikator_of(session: Session, key: Key) -> tuple[Indikator, ...]:
    """In the order of the document."""
    lines = _lines(session, INDIKATOR, Indikator, key)
    return _list_of_indikator.validate_python(
        [line | {"tingkat": _list_of_tingkat.validate_json(line["tingkat"])} for line in lines]
    )


def anggaran_of(session: Session, key: Key) -> tuple[Anggaran, ...]:
    """In the order of the document."""
    return _list_of_anggaran.validate_python(_lines(session, ANGGARAN, Anggaran, key))


def target_of(session: Session, key: Key) -> tuple[TargetTriwulan, ...]:
    rows = session.connection().execute(_of(core_select(TARGET), TARGET, key)).mappings()
    return _list_of_target.validate_python([_target_in(row) for row in rows])


def add_indikator(session: Session, key: Key, indikator: Iterable[Indikator]) -> None:
    lines = (
        one.model_dump() | {"tingkat": _list_of_tingkat.dump_json(one.tingkat).decode()}
        for one in indikator
    )
    insert_rows(session, INDIKATOR, _numbered(key, lines))


def add_anggaran(session: Session, key: Key, anggaran: Iterable[Anggaran]) -> None:
    insert_rows(session, ANGGARAN, _numbered(key, (one.model_dump() for one in anggaran)))


def add_target(session: Session, key: Key, target: Iterable[TargetTriwulan]) -> None:
    lines = (
        {
            "indikator": one.indikator,
            "aksi": one.aksi,
            **dict(zip(QUARTERS, one.target, strict=True)),
            **dict(zip(UPPER, one.target_atas or NO_BOUNDS, strict=True)),
        }
        for one in target
    )
    insert_rows(session, TARGET, _numbered(key, lines))


def years_with_plan(session: Session) -> Sequence[int]:
    """In order."""
    statement = select(PerjanjianKinerja.tahun).distinct().order_by(col(PerjanjianKinerja.tahun))
    return session.exec(statement).all()


def units_with_plan(session: Session, triwulan: Periode) -> tuple[str, ...]:
    """Units that exist at the end of the triwulan and have a plan in force, in order of code."""
    day = triwulan.ends_on
    statement = (
        select(PerjanjianKinerja.unit)
        .join(Unit, col(Unit.code) == col(PerjanjianKinerja.unit))
        .where(
            col(PerjanjianKinerja.tahun) == triwulan.tahun,
            col(PerjanjianKinerja.berlaku_sejak) <= day,
            col(Unit.berlaku_sejak) <= day,
            or_(col(Unit.berlaku_sampai).is_(None), col(Unit.berlaku_sampai) >= day),
        )
        .distinct()
        .order_by(col(PerjanjianKinerja.unit))
    )
    return tuple(session.exec(statement))


def _in_force(table: CoreTable) -> ColumnElement[bool]:
    """The newest version in force on `:day`, of the document of `:unit` for `:tahun`."""
    sejak = table.c.berlaku_sejak
    whose = table.c.unit == bindparam("unit"), table.c.tahun == bindparam("tahun")
    newest = core_select(func.max(table.c.versi)).where(
        *whose, or_(sejak.is_(None), sejak <= bindparam("day"))
    )
    return and_(*whose, table.c.versi == newest.correlate(None).scalar_subquery())


PERJANJIAN_IN_FORCE: Final = _in_force(PERJANJIAN)
RENCANA_IN_FORCE: Final = _in_force(RENCANA)

_documents: Final = Prepared(
    core_select(PERJANJIAN.c.versi, PERJANJIAN.c.sha256, RENCANA.c.versi, RENCANA.c.sha256)
    .select_from(PERJANJIAN)
    .outerjoin(RENCANA, RENCANA_IN_FORCE)
    .where(PERJANJIAN_IN_FORCE)
)


def in_force(session: Session, unit: str, triwulan: Periode) -> InForce | None:
    """None if the unit promised nothing for the triwulan."""
    values = {"unit": unit, "tahun": triwulan.tahun, "day": triwulan.ends_on}
    row = _documents.first(session, values)
    return None if row is None else InForce._make((unit, triwulan, *row))


def _of_version(table: CoreTable, *columns: str) -> Prepared:
    return Prepared(
        core_select(*(table.c[name] for name in columns))
        .where(*(table.c[name] == bindparam(name) for name in Key._fields))
        .order_by(table.c.urutan)
    )


_janji: Final = _of_version(
    INDIKATOR, "kode", "satuan", "jenis", "mode", "polaritas", "tingkat", "target", "pendahulu"
)
_pagu: Final = _of_version(ANGGARAN, "kode", "pagu")
_targets: Final = _of_version(TARGET, "indikator", *QUARTERS, *UPPER)


class _Documents(NamedTuple):
    """What a unit promised for a year, and the plans that follow from it."""

    janji: Mapping[str, Janji]
    """Still without the targets of a triwulan."""
    pagu: Mapping[str, Decimal]
    pendahulu: Mapping[str, str]
    targets: Mapping[str, Sequence[Decimal | None]]
    """The four targets of an indikator, then their upper ends."""
    plans: dict[int, Plan]
    """By triwulan; made when first asked for."""


_documents_read: OrderedDict[tuple[str, str | None], _Documents] = OrderedDict()


def plan(session: Session, of: InForce) -> Plan:
    """What figures of the triwulan are checked against."""
    known_by = (of.perjanjian_sha256, of.rencana_sha256)
    known = _documents_read.get(known_by)
    if known is None:
        known = _documents_read[known_by] = _read_documents(session, of)
        while len(_documents_read) > REMEMBERED:
            _documents_read.popitem(last=False)
    triwulan = of.triwulan.nomor or 1
    if triwulan not in known.plans:
        known.plans[triwulan] = _plan_in(known, triwulan - 1)
    return known.plans[triwulan]


def _read_documents(session: Session, of: InForce) -> _Documents:
    key = Key(of.unit, of.triwulan.tahun, of.perjanjian)._asdict()
    targets: Sequence[Row] = ()
    if of.rencana is not None:
        targets = _targets.all(session, {**key, "versi": of.rencana})
    rows = _janji.all(session, key)
    return _Documents(
        {str(kode): _janji_in(facts) for kode, *facts, _ in rows},
        {str(kode): cast("Decimal", pagu) for kode, pagu in _pagu.all(session, key)},
        {str(kode): str(older) for kode, *_, older in rows if older},
        {str(kode): cast("list[Decimal | None]", figures) for kode, *figures in targets},
        {},
    )


def _plan_in(documents: _Documents, quarter: int) -> Plan:
    indikator = dict(documents.janji)
    for kode in indikator.keys() & documents.targets.keys():
        target, target_atas = documents.targets[kode][quarter::4]
        indikator[kode] = indikator[kode]._replace(target=target, target_atas=target_atas)
    return Plan(indikator, documents.pagu, documents.pendahulu)


def _janji_in(facts: Sequence[Any]) -> Janji:
    satuan, jenis, mode, polaritas, tingkat, target_tahun = facts
    return Janji(
        satuan=satuan,
        jenis=JenisIndikator(jenis),
        mode=Mode(mode),
        polaritas=Polaritas(polaritas),
        tingkat={one.label: one.skor for one in _list_of_tingkat.validate_json(tingkat)},
        target_tahun=target_tahun,
    )


def _numbered(key: Key, lines: Iterable[dict[str, Any]]) -> list[dict[str, object]]:
    return [{**key._asdict(), "urutan": urutan, **line} for urutan, line in enumerate(lines, 1)]


def _lines(
    session: Session, table: CoreTable, shape: type[Indikator | Anggaran], key: Key
) -> list[dict[str, Any]]:
    columns = [table.c[name] for name in shape.model_fields]
    rows = session.connection().execute(_of(core_select(*columns), table, key)).mappings()
    return [dict(row) for row in rows]


def _target_in(row: RowMapping) -> dict[str, object]:
    bounds = tuple(row[name] for name in UPPER)
    return {
        "indikator": row["indikator"],
        "target": tuple(row[name] for name in QUARTERS),
        "target_atas": None if bounds == NO_BOUNDS else bounds,
        "aksi": row["aksi"],
    }


def _of(statement: Any, table: CoreTable, key: Key) -> Any:  # noqa: ANN401  any select of `table`
    return statement.where(
        table.c.unit == key.unit, table.c.tahun == key.tahun, table.c.versi == key.versi
    ).order_by(table.c.urutan)
