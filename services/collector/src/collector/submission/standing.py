"""Where a unit stands in a triwulan: one question that answers all a delivery is weighed with."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, FromClause, and_, bindparam, func, select
from sqlmodel import Session

from collector.perencanaan.repository import (
    PERJANJIAN,
    PERJANJIAN_IN_FORCE,
    RENCANA,
    RENCANA_IN_FORCE,
    InForce,
)
from collector.periode.models import Kewajiban, Periode  # noqa: F401  their tables are joined
from collector.submission.models import Submission  # noqa: F401  its table is joined
from collector.tables import Table
from lapkin_chassis.prepared import Prepared
from lapkin_contracts.rules.periods import Periode as Triwulan

PERIODE: Final = Table.metadata.tables["periode"]
KEWAJIBAN: Final = Table.metadata.tables["kewajiban"]
SUBMISSION: Final = Table.metadata.tables["submission"]


class Standing(NamedTuple):
    """Where a unit stands in a triwulan."""

    state: str
    opens_at: datetime
    batas: datetime
    ditutup_pada: datetime
    closed_at: datetime | None
    revision: int | None
    """None if the unit owes nothing."""
    kewajiban: str | None
    """State of what it owes."""
    own_batas: datetime | None
    """Its own due date, if it has one."""
    dibuka_sampai: datetime | None
    terlambat_hari: int | None
    perjanjian: int | None
    """Version in force at the end of the triwulan."""
    perjanjian_sha256: str | None
    rencana: int | None
    rencana_sha256: str | None
    last_seq: int | None
    """Number and digest of the newest receipt of the whole store."""
    last_sha256: str | None
    isi: str | None
    """What the newest revision says."""
    isi_sebelumnya: str | None
    """What the newest revision of the triwulan before says."""

    @property
    def due(self) -> datetime:
        return self.own_batas or self.batas

    def documents(self, unit: str, triwulan: Triwulan) -> InForce | None:
        """What was promised; None without a Perjanjian Kinerja."""
        if self.perjanjian is None or self.perjanjian_sha256 is None:
            return None
        return InForce(
            unit,
            triwulan,
            self.perjanjian,
            self.perjanjian_sha256,
            self.rencana,
            self.rencana_sha256,
        )


def _newest(submission: FromClause, kewajiban: FromClause) -> ColumnElement[bool]:
    """The newest revision of what is owed."""
    return and_(
        *(submission.c[name] == kewajiban.c[name] for name in ("unit", "period", "revision"))
    )


_mine = SUBMISSION.alias("mine")
_owed_before = KEWAJIBAN.alias("owed_before")
_before = SUBMISSION.alias("before")
_last_seq = select(func.max(SUBMISSION.c.seq)).scalar_subquery()
_standing = Prepared(
    select(
        PERIODE.c.state,
        PERIODE.c.opens_at,
        PERIODE.c.batas,
        PERIODE.c.ditutup_pada,
        PERIODE.c.closed_at,
        KEWAJIBAN.c.revision,
        KEWAJIBAN.c.state,
        KEWAJIBAN.c.batas,
        KEWAJIBAN.c.dibuka_sampai,
        KEWAJIBAN.c.terlambat_hari,
        PERJANJIAN.c.versi,
        PERJANJIAN.c.sha256,
        RENCANA.c.versi,
        RENCANA.c.sha256,
        SUBMISSION.c.seq,
        SUBMISSION.c.sha256,
        _mine.c.isi,
        _before.c.isi,
    )
    .select_from(PERIODE)
    .outerjoin(
        KEWAJIBAN,
        and_(KEWAJIBAN.c.period == PERIODE.c.period, KEWAJIBAN.c.unit == bindparam("unit")),
    )
    .outerjoin(PERJANJIAN, PERJANJIAN_IN_FORCE)
    .outerjoin(RENCANA, RENCANA_IN_FORCE)
    .outerjoin(SUBMISSION, SUBMISSION.c.seq == _last_seq)
    .outerjoin(_mine, _newest(_mine, KEWAJIBAN))
    .outerjoin(
        _owed_before,
        and_(
            _owed_before.c.period == bindparam("previous"),
            _owed_before.c.unit == bindparam("unit"),
        ),
    )
    .outerjoin(_before, _newest(_before, _owed_before))
    .where(PERIODE.c.period == bindparam("period"))
)


def standing_of(session: Session, unit: str, triwulan: Triwulan) -> Standing | None:
    """None if the triwulan is not even scheduled."""
    row = _standing.first(session, {"unit": unit, **_terms(triwulan)})
    return None if row is None else Standing._make(row)


@lru_cache(maxsize=64)
def _terms(triwulan: Triwulan) -> Mapping[str, object]:
    return {
        "period": triwulan,
        "previous": triwulan.sebelumnya,
        "tahun": triwulan.tahun,
        "day": triwulan.ends_on,
    }
