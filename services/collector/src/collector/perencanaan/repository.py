"""What is asked about plans."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import Table as CoreTable
from sqlalchemy import bindparam
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from collector.perencanaan.domain import Plan
from collector.perencanaan.models import PerjanjianKinerja, RencanaAksi
from collector.tables import Table
from lapkin_chassis.prepared import Prepared
from lapkin_chassis.tables import insert_rows
from lapkin_contracts.perencanaan import Anggaran, Indikator, TargetTriwulan
from lapkin_contracts.rules.periods import Periode

INDIKATOR: Final = Table.metadata.tables["perjanjian_indikator"]
ANGGARAN: Final = Table.metadata.tables["perjanjian_anggaran"]
TARGET: Final = Table.metadata.tables["rencana_target"]

REMEMBERED: Final = 512
"""Plans kept in memory; a version never changes, so its hash is all there is to check."""

_plans: OrderedDict[str, Plan] = OrderedDict()

_list_of_indikator: Final = TypeAdapter(tuple[Indikator, ...])
_list_of_anggaran: Final = TypeAdapter(tuple[Anggaran, ...])


class Key(NamedTuple):
    """Names one version of a unit's document for a year."""

    unit: str
    tahun: int
    versi: int


def newest_perjanjian(session: Session, unit: str, tahun: int) -> PerjanjianKinerja | None:
    statement = (
        select(PerjanjianKinerja)
        .where(col(PerjanjianKinerja.unit) == unit, col(PerjanjianKinerja.tahun) == tahun)
        .order_by(col(PerjanjianKinerja.versi).desc())
        .limit(1)
    )
    return session.exec(statement).first()


def perjanjian(session: Session, key: Key) -> PerjanjianKinerja | None:
    return session.get(PerjanjianKinerja, tuple(key))


def newest_rencana(session: Session, unit: str, tahun: int) -> RencanaAksi | None:
    statement = (
        select(RencanaAksi)
        .where(col(RencanaAksi.unit) == unit, col(RencanaAksi.tahun) == tahun)
        .order_by(col(RencanaAksi.versi).desc())
        .limit(1)
    )
    return session.exec(statement).first()


def indikator_of(session: Session, key: Key) -> tuple[Indikator, ...]:
    """In the order of the document."""
    return _list_of_indikator.validate_python(_lines(session, INDIKATOR, Indikator, key))


def anggaran_of(session: Session, key: Key) -> tuple[Anggaran, ...]:
    """In the order of the document."""
    return _list_of_anggaran.validate_python(_lines(session, ANGGARAN, Anggaran, key))


def target_of(session: Session, key: Key) -> tuple[TargetTriwulan, ...]:
    columns = [TARGET.c[name] for name in ("indikator", "tw1", "tw2", "tw3", "tw4", "aksi")]
    rows = session.connection().execute(_of(core_select(*columns), TARGET, key))
    return tuple(
        TargetTriwulan(indikator=row.indikator, target=tuple(row[1:5]), aksi=row.aksi)
        for row in rows
    )


def add_indikator(session: Session, key: Key, indikator: Iterable[Indikator]) -> None:
    insert_rows(session, INDIKATOR, _numbered(key, (one.model_dump() for one in indikator)))


def add_anggaran(session: Session, key: Key, anggaran: Iterable[Anggaran]) -> None:
    insert_rows(session, ANGGARAN, _numbered(key, (one.model_dump() for one in anggaran)))


def add_target(session: Session, key: Key, target: Iterable[TargetTriwulan]) -> None:
    quarters = ("tw1", "tw2", "tw3", "tw4")
    lines = (
        {
            "indikator": one.indikator,
            "aksi": one.aksi,
            **dict(zip(quarters, one.target, strict=True)),
        }
        for one in target
    )
    insert_rows(session, TARGET, _numbered(key, lines))


def years_with_plan(session: Session) -> Sequence[int]:
    """In order."""
    statement = select(PerjanjianKinerja.tahun).distinct().order_by(col(PerjanjianKinerja.tahun))
    return session.exec(statement).all()


def units_with_plan(session: Session, triwulan: Periode) -> tuple[str, ...]:
    """Units whose Perjanjian Kinerja is in force at the end of the triwulan, in order of code."""
    statement = (
        select(PerjanjianKinerja.unit)
        .where(
            col(PerjanjianKinerja.tahun) == triwulan.tahun,
            col(PerjanjianKinerja.berlaku_sejak) <= triwulan.ends_on,
        )
        .distinct()
        .order_by(col(PerjanjianKinerja.unit))
    )
    return tuple(session.exec(statement))


def _of_version(table: CoreTable, *columns: str) -> Prepared:
    return Prepared(
        core_select(*(table.c[name] for name in columns))
        .where(*(table.c[name] == bindparam(name) for name in Key._fields))
        .order_by(table.c.urutan)
    )


_satuan = _of_version(INDIKATOR, "kode", "satuan")
_kode_anggaran = _of_version(ANGGARAN, "kode")


def plan(session: Session, key: Key, sha256: str) -> Plan:
    """The version as figures are checked against it; `sha256` is that of its content."""
    known = _plans.get(sha256)
    if known is None:
        known = Plan(
            satuan={
                str(kode): str(satuan) for kode, satuan in _satuan.all(session, key._asdict())
            },
            anggaran=tuple(str(kode) for (kode,) in _kode_anggaran.all(session, key._asdict())),
        )
        _plans[sha256] = known
        while len(_plans) > REMEMBERED:
            _plans.popitem(last=False)
    return known


def _numbered(key: Key, lines: Iterable[dict[str, Any]]) -> list[dict[str, object]]:
    return [{**key._asdict(), "urutan": urutan, **line} for urutan, line in enumerate(lines, 1)]


def _lines(
    session: Session, table: CoreTable, shape: type[Indikator | Anggaran], key: Key
) -> list[dict[str, Any]]:
    columns = [table.c[name] for name in shape.model_fields]
    rows = session.connection().execute(_of(core_select(*columns), table, key)).mappings()
    return [dict(row) for row in rows]


def _of(statement: Any, table: CoreTable, key: Key) -> Any:  # noqa: ANN401  any select of `table`
    return statement.where(
        table.c.unit == key.unit, table.c.tahun == key.tahun, table.c.versi == key.versi
    ).order_by(table.c.urutan)
