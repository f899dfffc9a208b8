"""Use cases of the reminders: what is due, and who is to be told."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from operator import attrgetter

from sqlmodel import Session

from lapkin_chassis import triggers
from lapkin_chassis.store import lock
from lapkin_chassis.triggers import Pause, Planned
from lapkin_contracts.rules.periods import ZONE, Periode
from lapkin_contracts.tindakan import Tindakan
from notifier.kalender.repository import waktu_kerja
from notifier.pengingat import repository
from notifier.pengingat.domain import (
    KIND,
    MANUAL,
    MISSED,
    Orang,
    Owed,
    Rung,
    chosen,
    is_of_use,
    manual_key,
    rungs_of,
)
from notifier.pengingat.errors import (
    NobodyToRemind,
    NothingOwed,
    PauseOver,
    PauseTooLong,
    RemindedToday,
)
from notifier.pengingat.ladder import Kepada, Tangga
from notifier.pengingat.models import Pengingat
from notifier.pengingat.sending import address
from notifier.sosialisasi.repository import pejabat_on
from notifier.tindakan.service import Act, record

BY_CLOCK = "jam"


def planned(session: Session, tangga: Tangga, now: datetime) -> list[Rung]:
    """Every rung of every obligation that is not met."""
    owed = repository.owed(session, now)
    waktu = waktu_kerja(session) if owed else None
    return [rung for one in owed if waktu for rung in rungs_of(one, tangga, waktu)]


def due(session: Session, tangga: Tangga, now: datetime) -> list[Rung]:
    """What should have gone out by now and did not."""
    rungs = planned(session, tangga, now)
    waiting = {one.key for one in triggers.due(session, (one.planned for one in rungs), now)}
    return [one for one in rungs if one.planned.key in waiting]


def climb(session: Session, tangga: Tangga, now: datetime) -> None:
    """Begin what is due: of one obligation the highest rung alone, the missed ones are noted."""
    lock(session, triggers.LOCK)
    for _, group in groupby(due(session, tangga, now), attrgetter("owed")):
        *missed, highest = group
        act = partial(_climb, session, highest, missed, now)
        triggers.attempt(session, highest.planned, act, at=now)


def _climb(session: Session, highest: Rung, missed: Sequence[Rung], now: datetime) -> None:
    passed = list(missed)
    if not is_of_use(highest, now):
        passed.append(highest)
    else:
        _run(session, highest.planned, now, BY_CLOCK)
        _begin(session, highest, [one.anak_tangga.kode for one in missed], now)
    for one in passed:
        _run(session, one.planned, now, BY_CLOCK, MISSED)


def remind(session: Session, period: Periode, unit: str, *, oleh: str, now: datetime) -> Pengingat:
    """Remind one unit because a person asks for it, once a day.

    Raises:
        NothingOwed: the unit has met its obligation, or never had one.
        RemindedToday: somebody asked for it today already.
    """
    lock(session, triggers.LOCK)
    owed = repository.owed_by(session, period, unit)
    if owed is None:
        raise NothingOwed(unit=unit, period=period)
    pengingat = _remind(session, owed, oleh, now)
    if pengingat is None:
        raise RemindedToday(unit=unit)
    return pengingat


def remind_everyone(session: Session, period: Periode, *, oleh: str, now: datetime) -> None:
    """Remind every unit that owes, but those reminded on request today.

    Raises:
        NobodyToRemind: there is none.
    """
    lock(session, triggers.LOCK)
    begun = [_remind(session, one, oleh, now) for one in repository.owing(session, period)]
    if not any(begun):
        raise NobodyToRemind(title=period.title)


def coming(session: Session, tangga: Tangga, now: datetime) -> list[Rung]:
    """What will go out if nobody sends figures, the earliest first."""
    ahead = [one for one in planned(session, tangga, now) if one.planned.due_at > now]
    return sorted(ahead, key=lambda one: (one.planned.due_at, one.planned.key))


def pause(session: Session, one: Pause, now: datetime) -> None:
    """Raises PauseOver, PauseTooLong for a pause that would not begin, or not end."""
    if one.until <= now:
        raise PauseOver(now=f"{now:%Y-%m-%d %H.%M}")
    if one.until > now + triggers.LONGEST_PAUSE:
        raise PauseTooLong(days=triggers.LONGEST_PAUSE.days)
    lock(session, triggers.LOCK)
    local = one._replace(until=one.until.astimezone(ZONE))
    triggers.pause(session, local)
    told = f"sampai {local.until:%d-%m-%Y %H.%M}: {one.reason}"
    record(session, Act(Tindakan.JEDA, one.kind, one.by, now, told))


def resume(session: Session, kind: str, *, by: str, now: datetime) -> None:
    lock(session, triggers.LOCK)
    triggers.resume(session, kind, at=now, by=by)
    record(session, Act(Tindakan.LANJUTKAN, kind, by, now))


def _remind(session: Session, owed: Owed, oleh: str, now: datetime) -> Pengingat | None:
    """None for a unit that was reminded on request today."""
    key = manual_key(owed, now)
    if not triggers.record(session, Planned(key, KIND, now), at=now, by=oleh):
        return None
    pengingat = _pengingat(owed, key, MANUAL, oleh)
    address(session, pengingat, _people(session, owed, Kepada.UNIT, now), now)
    return pengingat


def _begin(session: Session, rung: Rung, missed: Sequence[str], now: datetime) -> None:
    key, kode = rung.planned.key, rung.anak_tangga.kode
    pengingat = _pengingat(rung.owed, key, kode, BY_CLOCK, ",".join(missed))
    people = _people(session, rung.owed, rung.anak_tangga.kepada, now)
    address(session, pengingat, people, now)


def _pengingat(owed: Owed, key: str, kode: str, oleh: str, terlewati: str = "") -> Pengingat:
    return Pengingat(
        kunci=key,
        period=owed.period,
        unit=owed.unit,
        batas=owed.batas,
        anak_tangga=kode,
        oleh=oleh,
        terlewati=terlewati,
    )


def _people(session: Session, owed: Owed, kepada: Kepada, now: datetime) -> list[Orang]:
    """In office today: the unit's own, or those of the office it reports to."""
    unit = owed.instansi if kepada == Kepada.SEKRETARIS else owed.unit
    rows = pejabat_on(session, now.astimezone(ZONE).date(), unit)
    return chosen(kepada, [Orang(one.nama, one.jabatan, one.surel, one.peran) for one in rows])


def _run(session: Session, one: Planned, now: datetime, by: str, outcome: str = "") -> None:
    triggers.record(session, one, at=now, by=by, outcome=outcome)
