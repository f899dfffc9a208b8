"""What obligations and reminders are asked."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, exists, or_, select

from lapkin_contracts.organisasi import UnitRegistered
from lapkin_contracts.pengingat import TanggaChanged
from lapkin_contracts.pengumpulan import DataSubmitted, PeriodeOpened
from notifier.event_log import repository as event_log
from notifier.event_log.models import LoggedEvent
from notifier.mail import Status
from notifier.pengingat.domain import STALE_AFTER, Owed
from notifier.pengingat.ladder import RUNGS
from notifier.pengingat.models import Diingatkan, Kewajiban, Pengingat, TanggaKantor

IS_OWED = or_(
    col(Kewajiban.lengkap).is_(False), col(Kewajiban.revision) <= col(Kewajiban.dikembalikan)
)
_NOTE_FIGURES = (
    sa.update(Kewajiban)
    .where(
        col(Kewajiban.period) == sa.bindparam("of_period"),
        col(Kewajiban.unit) == sa.bindparam("of_unit"),
    )
    .values(revision=sa.bindparam("revision"), lengkap=sa.bindparam("lengkap"))
)


class Letter(NamedTuple):
    """A person together with what is to be told."""

    pengingat: Pengingat
    kepada: Diingatkan
    unit: str
    """Its name."""


def note_figures(session: Session, data: DataSubmitted, *, is_complete: bool) -> bool:
    """False for a unit nothing is known of yet."""
    values = {
        "of_period": data.period,
        "of_unit": data.unit,
        "revision": data.revision,
        "lengkap": is_complete,
    }
    return bool(session.connection().execute(_NOTE_FIGURES, values).rowcount)


def is_opened(session: Session, period: str) -> bool:
    """Whether the log holds the period's opening."""
    opening = exists().where(
        col(LoggedEvent.period) == period, col(LoggedEvent.type) == PeriodeOpened.type
    )
    return session.exec(select(opening)).one()


def bound_to_period(session: Session, period: str) -> list[Kewajiban]:
    """Obligations whose last days are the period's own."""
    statement = select(Kewajiban).where(
        Kewajiban.period == period, col(Kewajiban.dibuka_kembali).is_(False)
    )
    return list(session.exec(statement.order_by(col(Kewajiban.unit))))


def periods(session: Session) -> list[str]:
    """That were opened, the newest first."""
    statement = select(Kewajiban.period).where(col(Kewajiban.batas).is_not(None)).distinct()
    return list(session.exec(statement.order_by(col(Kewajiban.period).desc())))


def obligations(session: Session, period: str) -> Sequence[Kewajiban]:
    """Met or not, in order of unit."""
    statement = select(Kewajiban).where(
        Kewajiban.period == period, col(Kewajiban.batas).is_not(None)
    )
    return session.exec(statement.order_by(col(Kewajiban.unit))).all()


def owed(session: Session, now: datetime) -> list[Owed]:
    """Every obligation that is not met, in order of due date and unit."""
    statement = (
        select(Kewajiban)
        .where(IS_OWED, col(Kewajiban.batas) > now - STALE_AFTER)
        .order_by(col(Kewajiban.batas), col(Kewajiban.period), col(Kewajiban.unit))
    )
    return [one for one in map(_owed, session.exec(statement)) if one]


def owing(session: Session, period: str) -> list[Owed]:
    """Of one period, in order of unit."""
    statement = select(Kewajiban).where(IS_OWED, Kewajiban.period == period)
    rows = session.exec(statement.order_by(col(Kewajiban.unit)))
    return [one for one in map(_owed, rows) if one]


def owed_by(session: Session, period: str, unit: str) -> Owed | None:
    """None where nothing is owed."""
    statement = select(Kewajiban).where(
        IS_OWED, Kewajiban.period == period, Kewajiban.unit == unit
    )
    row = session.exec(statement).first()
    return _owed(row) if row else None


def _owed(row: Kewajiban) -> Owed | None:
    """None for what is known by its figures alone."""
    if row.batas is None or row.terkunci is None or row.sejak is None:
        return None
    return Owed(row.period, row.unit, row.instansi, row.batas, row.terkunci, row.sejak)


def pengingat_of(session: Session, kunci: str) -> Pengingat | None:
    return session.get(Pengingat, kunci)


def people_of(session: Session, kunci: str) -> Sequence[Diingatkan]:
    """In order of the list."""
    statement = select(Diingatkan).where(Diingatkan.kunci == kunci).order_by(col(Diingatkan.nomor))
    return session.exec(statement).all()


def letter_of(session: Session, kunci: str, nomor: int) -> Letter:
    """Reminders and those they are for are never deleted."""
    pengingat = session.get_one(Pengingat, kunci)
    kepada = session.get_one(Diingatkan, (kunci, nomor))
    return Letter(pengingat, kepada, name_of(session, pengingat.unit))


def name_of(session: Session, unit: str) -> str:
    """As it was last registered; the code of a unit that never was."""
    registered = event_log.latest_of_no_period(session, UnitRegistered, unit)
    return registered.data.nama if registered else unit


def is_any_due(session: Session, now: datetime) -> bool:
    waiting = exists().where(col(Diingatkan.next_attempt_at) <= now)
    return session.exec(select(waiting)).one()


def due(session: Session, now: datetime, limit: int) -> list[Letter]:
    """Whose message should go out by now, in order of the reminder's name."""
    statement = (
        select(Pengingat, Diingatkan)
        .where(
            col(Pengingat.kunci) == col(Diingatkan.kunci),
            col(Diingatkan.next_attempt_at) <= now,
        )
        .order_by(col(Diingatkan.kunci), col(Diingatkan.nomor))
        .limit(limit)
    )
    rows = session.exec(statement).all()
    names = {one.unit: name_of(session, one.unit) for one, _ in rows}
    return [Letter(one, kepada, names[one.unit]) for one, kepada in rows]


def is_anyone_waiting(session: Session, kunci: str) -> bool:
    waiting = exists().where(
        col(Diingatkan.kunci) == kunci, col(Diingatkan.status) == Status.MENUNGGU
    )
    return session.exec(select(waiting)).one()


def ledger(
    session: Session, period: str | None, unit: str | None
) -> list[tuple[Pengingat, Sequence[Diingatkan]]]:
    """Who was told what, the newest due date and rung first, at most 500."""
    statement = select(Pengingat)
    if period is not None:
        statement = statement.where(Pengingat.period == period)
    if unit is not None:
        statement = statement.where(Pengingat.unit == unit)
    statement = statement.order_by(
        col(Pengingat.sent_at).desc().nulls_first(), col(Pengingat.kunci)
    ).limit(500)
    return [(one, people_of(session, one.kunci)) for one in session.exec(statement)]


def newest_tangga(session: Session) -> TanggaKantor | None:
    """What the office last said of the ladder."""
    statement = select(TanggaKantor).order_by(col(TanggaKantor.versi).desc()).limit(1)
    return session.exec(statement).first()


def tangga_versions(session: Session) -> Sequence[TanggaKantor]:
    """Newest first."""
    return session.exec(select(TanggaKantor).order_by(col(TanggaKantor.versi).desc())).all()


def add_tangga(session: Session, changed: TanggaChanged, event_id: str) -> None:
    session.add(
        TanggaKantor(
            versi=changed.versi,
            event_id=event_id,
            anak_tangga=RUNGS.dump_json(changed.anak_tangga).decode(),
            jam=f"{changed.jam:%H:%M}" if changed.jam else "",
            alasan=changed.alasan,
            oleh=changed.oleh,
            berlaku_sejak=changed.berlaku_sejak,
        )
    )
