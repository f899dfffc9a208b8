"""Use cases of mandates. `now` is the office's time: a mandate holds at the time of an act."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from collector.akun import repository as accounts
from collector.akun.domain import Grant
from collector.akun.errors import UnknownAccount
from collector.akun.mandat import repository
from collector.akun.mandat.domain import title, window
from collector.akun.mandat.errors import (
    MandateEnded,
    MandateOverlaps,
    ReplacedOfficerMissing,
    ReplacedOfficerUnfit,
    RoleHeld,
    UnknownMandate,
)
from collector.akun.mandat.models import Mandat
from collector.akun.mandat.schemas import MandateIn, MandateOut
from collector.akun.models import Account
from collector.akun.service import check_units
from lapkin_chassis.auth import ANY_UNIT, Mandate
from lapkin_chassis.store import lock
from lapkin_contracts.organisasi import StatusPejabat
from lapkin_contracts.rules.periods import ZONE


def give(
    session: Session, username: str, mandate: MandateIn, *, by: str, now: datetime
) -> MandateOut:
    """Let a person act in an office for a time.

    Raises:
        UnknownAccount: the person cannot sign in.
        UnknownUnit: the grant names a unit there is not.
        MandateRefused: one of its kinds, saying which.
        MandateOverlaps: the person has this grant by mandate at that time already.
    """
    lock(session, "account")
    grant = Grant.parse(mandate.grant)
    check_units(session, [grant])
    since, until = window(mandate.sejak, mandate.sampai, now)
    if _holds(session, _active(session, username), grant):
        raise RoleHeld(username=username, grant=grant)
    _check_replaced(session, mandate, grant)
    row = Mandat(
        username=username,
        **grant._asdict(),
        **mandate.model_dump(include={"jenis", "sebutan", "dasar", "menggantikan"}),
        since=since,
        until=until,
        given_by=by,
        given_at=now,
    )
    _check_overlap(repository.standing(session, username, now), row)
    session.add(row)
    session.flush()
    return _out(row)


def end(session: Session, username: str, number: int, *, by: str, now: datetime) -> None:
    """End a mandate before its time. Tokens that carry it run out within `SESSION_LIFE`.

    Raises:
        UnknownMandate: the person has none of that number.
        MandateEnded: it is over, by hand or by its date.
    """
    row = repository.numbered(session, username, number)
    if row is None:
        raise UnknownMandate(username=username, number=number)
    over = row.ended_at or row.until
    if over < now:
        raise MandateEnded(when=over.astimezone(ZONE).isoformat(timespec="seconds"))
    row.ended_by, row.ended_at = by, now
    session.add(row)


def given_to(session: Session, username: str) -> list[MandateOut]:
    """Raises UnknownAccount if there is none of that name."""
    if accounts.account_named(session, username) is None:
        raise UnknownAccount(username=username)
    return [_out(row) for row in repository.of_account(session, username)]


def every(session: Session) -> list[MandateOut]:
    """The last that were given first."""
    return [_out(row) for row in repository.every(session)]


def in_place_of(session: Session, username: str) -> list[MandateOut]:
    return [_out(row) for row in repository.in_place_of(session, username)]


def carried_by(session: Session, username: str, now: datetime) -> tuple[Mandate, ...]:
    """What a person's token carries: those in force and those to come."""
    return tuple(
        Mandate(
            grant=str(Grant(row.role, row.unit)),
            since=row.since,
            until=row.until,
            title=title(StatusPejabat(row.jenis), row.sebutan),
            basis=row.dasar,
        )
        for row in repository.standing(session, username, now)
    )


def _active(session: Session, username: str) -> Account:
    account = accounts.account_named(session, username)
    if account is None or not account.active:
        raise UnknownAccount(username=username)
    return account


def _holds(session: Session, account: Account, grant: Grant) -> bool:
    """In their own right; what somebody holds by mandate is no ground for another mandate."""
    held = accounts.grants_of(session, account)
    return bool({str(grant), str(Grant(grant.role, ANY_UNIT))}.intersection(held))


def _check_replaced(session: Session, mandate: MandateIn, grant: Grant) -> None:
    if mandate.menggantikan is None:
        if mandate.jenis is StatusPejabat.PLH:
            raise ReplacedOfficerMissing
        return
    replaced = accounts.account_named(session, mandate.menggantikan)
    if replaced is None or not _holds(session, replaced, grant):
        raise ReplacedOfficerUnfit(menggantikan=mandate.menggantikan, grant=grant)


def _check_overlap(standing: Iterable[Mandat], new: Mandat) -> None:
    for one in standing:
        is_same = (one.role, one.unit) == (new.role, new.unit)
        if is_same and one.since <= new.until and new.since <= one.until:
            grant = Grant(new.role, new.unit)
            raise MandateOverlaps(username=new.username, grant=grant, dasar=one.dasar)


def _out(row: Mandat) -> MandateOut:
    jenis = StatusPejabat(row.jenis)
    return MandateOut(
        **row.model_dump(exclude={"role", "unit"}),
        grant=str(Grant(row.role, row.unit)),
        title=title(jenis, row.sebutan),
        sejak=row.since.astimezone(ZONE).date(),
        sampai=row.until.astimezone(ZONE).date(),
    )
