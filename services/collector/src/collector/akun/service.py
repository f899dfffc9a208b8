"""Use cases of accounts, programs and sign-ins.

`now` is the machine's time here, not the office's: see `context.machine_time`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from sqlmodel import Session

from collector.akun import credentials, repository
from collector.akun.domain import (
    FAILURE_WINDOW,
    ROTATION_OVERLAP,
    USE_STEP,
    Grant,
    Outcome,
    as_username,
    blocked_until,
)
from collector.akun.errors import (
    AlreadySetUp,
    ClientIdTaken,
    ExpiryInThePast,
    LastAdmin,
    TooManyAttempts,
    UnknownAccount,
    UnknownClient,
    UsernameTaken,
)
from collector.akun.models import Account, AccountGrant, Client, ClientGrant, SignIn
from collector.akun.schemas import AccountOut, ClientOut
from collector.organisasi import repository as organisasi
from collector.organisasi.errors import UnknownUnit
from lapkin_chassis.auth import ANY_UNIT, Mandate
from lapkin_chassis.store import lock


@dataclass(frozen=True)
class Attempt:
    """Someone is trying to sign in."""

    username: str
    address: str
    at: datetime


@dataclass(frozen=True)
class Holder:
    """Who a token is made out to."""

    subject: str
    name: str
    grants: list[str]
    mandates: tuple[Mandate, ...] = ()


def hash_to_check(session: Session, attempt: Attempt) -> str | None:
    """The password hash to compare with; none if there is no such person.

    Raises:
        TooManyAttempts: this username, or this address, failed too often of late.
    """
    username, since = as_username(attempt.username), attempt.at - FAILURE_WINDOW
    for failures in (
        repository.failures_of_username(session, username, since),
        repository.failures_from_address(session, attempt.address, since),
    ):
        if (until := blocked_until(failures)) is not None:
            seconds = ceil((until - attempt.at).total_seconds())
            raise TooManyAttempts(seconds=seconds, minutes=ceil(seconds / 60))
    account = repository.account_named(session, username)
    return account.password_hash if account else None


def conclude(session: Session, attempt: Attempt, *, is_right: bool) -> Holder | None:
    """Record how the attempt ended; a refusal is not raised, as that would undo the record."""
    username = as_username(attempt.username)
    account = repository.account_named(session, username) if is_right else None
    if account is None:
        outcome = Outcome.WRONG
    else:
        outcome = Outcome.SIGNED_IN if account.active else Outcome.INACTIVE
    session.add(SignIn(username=username, address=attempt.address, at=attempt.at, outcome=outcome))
    if account is None or not account.active:
        return None
    return Holder(account.username, account.name, repository.grants_of(session, account))


def create_account(session: Session, person: AccountOut, password_hash: str) -> None:
    """Let a person in.

    Raises:
        UsernameTaken: now or ever before.
        UnknownUnit: a grant names a unit there is not; it would silently allow nothing.
    """
    lock(session, "account")
    if repository.account_named(session, person.username) is not None:
        raise UsernameTaken(username=person.username)
    grants = [Grant.parse(text) for text in person.grants]
    check_units(session, grants)
    account = Account(**person.model_dump(exclude={"grants"}), password_hash=password_hash)
    session.add(account)
    session.flush()
    assert account.id is not None
    session.add_all(
        AccountGrant(account_id=account.id, role=grant.role, unit=grant.unit) for grant in grants
    )


def create_first_admin(session: Session, person: AccountOut, password_hash: str) -> None:
    """Raises AlreadySetUp if there is any account."""
    lock(session, "account")
    if repository.any_account(session):
        raise AlreadySetUp
    create_account(session, person, password_hash)


def deactivate_account(session: Session, username: str) -> None:
    """End a person's access. What they hold now runs out within `SESSION_LIFE`.

    Raises:
        UnknownAccount: there is none of that name.
        LastAdmin: nobody would be left to let people in.
    """
    lock(session, "account")
    account = repository.account_named(session, username)
    if account is None:
        raise UnknownAccount(username=username)
    if repository.active_admins(session) == {username}:
        raise LastAdmin(username=username)
    account.active = False
    session.add(account)


def create_client(session: Session, program: ClientOut, secret: str, now: datetime) -> None:
    """Let a program in.

    Raises:
        ClientIdTaken: now or ever before.
        ExpiryInThePast: it could never be used.
        UnknownUnit: a grant names a unit there is not; it would silently allow nothing.
    """
    lock(session, "client")
    if repository.client_named(session, program.client_id) is not None:
        raise ClientIdTaken(client_id=program.client_id)
    if program.expires_at <= now:
        raise ExpiryInThePast(now=now.isoformat(timespec="seconds"))
    grants = [Grant.parse(text) for text in program.grants]
    check_units(session, grants)
    session.add(
        Client(**program.model_dump(exclude={"grants"}), secret_sha256=credentials.digest(secret))
    )
    session.flush()
    session.add_all(
        ClientGrant(client_id=program.client_id, role=grant.role, unit=grant.unit)
        for grant in grants
    )


def rotate_client(session: Session, client_id: str, secret: str, now: datetime) -> ClientOut:
    """Give a program another secret; the one before holds for `ROTATION_OVERLAP`.

    Raises:
        UnknownClient: there is none of that id, or its access was ended.
    """
    lock(session, "client")
    client = repository.client_named(session, client_id)
    if client is None or not client.active:
        raise UnknownClient(client_id=client_id)
    client.previous_sha256, client.previous_until = client.secret_sha256, now + ROTATION_OVERLAP
    client.secret_sha256 = credentials.digest(secret)
    session.add(client)
    session.flush()
    return repository.described(session, client)


def note_use(session: Session, client_id: str, now: datetime) -> None:
    client = repository.client_named(session, client_id)
    assert client is not None  # clients are never deleted
    client.last_used_at = now
    session.add(client)


def revoke_client(session: Session, client_id: str) -> None:
    """End a program's access. What it holds now runs out within `TOKEN_LIFE`.

    Raises:
        UnknownClient: there is none of that id.
    """
    client = repository.client_named(session, client_id)
    if client is None:
        raise UnknownClient(client_id=client_id)
    client.active = False
    session.add(client)


def holder_of_secret(
    session: Session, client_id: str, secret: str, now: datetime
) -> Holder | None:
    """The program that this secret belongs to, while it is active and not expired."""
    client = repository.client_named(session, as_username(client_id))
    if client is None or not _is_secret_of(client, secret, now):
        return None
    if not client.active or client.expires_at <= now:
        return None
    grants = repository.client_grants(session, client_id)
    return Holder(f"client:{client_id}", client.name, grants)


def is_use_unnoted(session: Session, client_id: str, now: datetime) -> bool:
    client = repository.client_named(session, client_id)
    last = client.last_used_at if client else None
    return last is None or now - last >= USE_STEP


def _is_secret_of(client: Client, secret: str, now: datetime) -> bool:
    if credentials.is_digest_of(client.secret_sha256, secret):
        return True
    is_held = client.previous_until is not None and now < client.previous_until
    return is_held and credentials.is_digest_of(client.previous_sha256, secret)


def check_units(session: Session, grants: Iterable[Grant]) -> None:
    """Raises UnknownUnit if a grant names a unit there is not; it would silently allow nothing."""
    known = {*organisasi.unit_codes(session), ANY_UNIT}
    if (instansi := organisasi.instansi(session)) is not None:
        known.add(instansi.code)
    for grant in grants:
        if grant.unit not in known:
            raise UnknownUnit(unit=grant.unit)
