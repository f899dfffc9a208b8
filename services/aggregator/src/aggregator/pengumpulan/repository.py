"""Questions about what came in, and the one write that must be quick."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from aggregator.pengumpulan.domain import Keadaan, pack_alasan, pack_anggaran, pack_rtl
from aggregator.pengumpulan.models import Kewajiban, Pengumpulan
from aggregator.tables import columns_of
from lapkin_chassis.prepared import Prepared
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.pengumpulan import DataSubmitted
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import Kebijakan

pengumpulan = columns_of(Pengumpulan)
kewajiban = columns_of(Kewajiban)

PERIOD, UNIT = sa.bindparam("of_period", type_=sa.String), sa.bindparam("of_unit", type_=sa.String)


class Standing(NamedTuple):
    """How the collection of a triwulan stands."""

    instansi: str
    kebijakan: Kebijakan
    is_closed: bool
    is_recapped: bool
    is_complete: bool
    """Nothing is owed any more."""

    @property
    def is_due(self) -> bool:
        """There is nothing to wait for, or a rekap was announced that may no longer hold."""
        return self.is_complete or self.is_closed or self.is_recapped


class Obligation(NamedTuple):
    """One unit's part in it, before a submission is taken in."""

    revision: int
    rencana: str
    masuk: bool
    terlambat_hari: int
    standing: Standing
    """Complete if all other units are in."""


# Built once: putting a statement together costs more than running it.
_others_owe = sa.exists().where(
    kewajiban.c.period == PERIOD, kewajiban.c.unit != UNIT, kewajiban.c.masuk.is_(False)
)
_of_period = sa.select(
    pengumpulan.c.instansi,
    pengumpulan.c.kebijakan,
    pengumpulan.c.closed_at,
    pengumpulan.c.direkap,
    _others_owe,
).where(pengumpulan.c.period == PERIOD)
_standing = Prepared(_of_period)
_obligation = Prepared(
    _of_period.add_columns(
        kewajiban.c.revision, kewajiban.c.rencana, kewajiban.c.masuk, kewajiban.c.terlambat_hari
    )
    .join(kewajiban, kewajiban.c.period == pengumpulan.c.period)
    .where(kewajiban.c.unit == UNIT)
)
_SUBMITTED = (
    "masuk",
    "is_nihil",
    "terlambat_hari",
    "revision",
    "event_id",
    "submitted_at",
    "oleh",
    "nomor_tanda_terima",
    "body_sha256",
    "baris",
    "anggaran",
    "alasan_anggaran",
    "rtl",
)
_store = Prepared(
    sa.update(kewajiban)
    .where(kewajiban.c.period == PERIOD, kewajiban.c.unit == UNIT)
    .values({name: sa.bindparam(name) for name in _SUBMITTED})
)


def standing(session: Session, period: Periode) -> Standing | None:
    """None until the triwulan opens."""
    nobody = {"of_period": period, "of_unit": ""}
    row: Any = _standing.first(session, nobody)
    return None if row is None else _standing_from(*row)


def obligation(session: Session, period: Periode, unit: str) -> Obligation | None:
    """None if the triwulan is not open, or the unit owes nothing for it."""
    key = {"of_period": period, "of_unit": unit}
    row: Any = _obligation.first(session, key)
    if row is None:
        return None
    *of_period, revision, rencana, masuk, terlambat_hari = row
    standing = _standing_from(*of_period)
    return Obligation(revision, rencana, bool(masuk), terlambat_hari, standing)


def _standing_from(
    instansi: str,
    kebijakan: str,
    closed_at: object,
    direkap: bool,  # noqa: FBT001  a column
    others_owe: bool,  # noqa: FBT001  a column
) -> Standing:
    return Standing(
        instansi, _kebijakan(kebijakan), closed_at is not None, bool(direkap), not others_owe
    )


@lru_cache(maxsize=64)
def _kebijakan(text: str) -> Kebijakan:
    return Kebijakan.model_validate_json(text)


def store_submission(
    session: Session, fact: Envelope[DataSubmitted], keadaan: Keadaan, lines: str
) -> None:
    data = fact.data
    _store.run(
        session,
        {
            "of_period": data.period,
            "of_unit": data.unit,
            **keadaan._asdict(),
            "revision": data.revision,
            "event_id": fact.id,
            "submitted_at": data.submitted_at,
            "oleh": data.oleh,
            "nomor_tanda_terima": data.nomor_tanda_terima,
            "body_sha256": data.body_sha256,
            "baris": lines,
            "anggaran": pack_anggaran(data.anggaran),
            "alasan_anggaran": pack_alasan(data.anggaran),
            "rtl": pack_rtl(data.rtl),
        },
    )


def reopen(session: Session, period: Periode, unit: str) -> None:
    """What came in stays as the newest known; it is owed again."""
    session.connection().execute(
        sa.update(kewajiban)
        .where(kewajiban.c.period == period, kewajiban.c.unit == unit)
        .values(masuk=False)
    )


def mark_recapped(session: Session, period: Periode) -> None:
    session.connection().execute(
        sa.update(pengumpulan).where(pengumpulan.c.period == period).values(direkap=True)
    )


def open_obligations(session: Session, unit: str, tahun: int) -> Sequence[Kewajiban]:
    """What a unit owes for the triwulan of a year that are still being collected, in order."""
    statement = (
        select(Kewajiban)
        .join(Pengumpulan, col(Pengumpulan.period) == col(Kewajiban.period))
        .where(col(Kewajiban.unit) == unit, col(Kewajiban.period).startswith(f"{tahun}-"))
        .where(col(Pengumpulan.closed_at).is_(None))
        .order_by(col(Kewajiban.period))
    )
    return session.exec(statement).all()
