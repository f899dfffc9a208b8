"""Every query about accounts, programs and sign-ins."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from collector.akun.domain import FAILURES_ALLOWED, Grant, Outcome
from collector.akun.models import Account, AccountGrant, Client, ClientGrant, SignIn
from collector.akun.schemas import AccountOut, ClientOut
from lapkin_chassis.auth import ANY_UNIT
from lapkin_contracts.organisasi import Jabatan


def account_named(session: Session, username: str) -> Account | None:
    return session.exec(select(Account).where(col(Account.username) == username)).first()


def any_account(session: Session) -> bool:
    return session.exec(select(Account.id).limit(1)).first() is not None


def grants_of(session: Session, account: Account) -> list[str]:
    """In alphabetical order, as they travel in a token."""
    statement = select(AccountGrant).where(col(AccountGrant.account_id) == account.id)
    return _written(session.exec(statement))


def accounts(session: Session) -> list[AccountOut]:
    """In order of username."""
    return [
        AccountOut(
            username=account.username,
            name=account.name,
            active=account.active,
            grants=grants_of(session, account),
        )
        for account in session.exec(select(Account).order_by(col(Account.username))).all()
    ]


def active_admins(session: Session) -> set[str]:
    """Usernames of those who may administer every unit."""
    statement = (
        select(Account.username)
        .join(AccountGrant, col(AccountGrant.account_id) == col(Account.id))
        .where(
            col(AccountGrant.role) == Jabatan.ADMIN,
            col(AccountGrant.unit) == ANY_UNIT,
            col(Account.active),
        )
    )
    return set(session.exec(statement))


def failures_of_username(session: Session, username: str, since: datetime) -> Sequence[datetime]:
    """When signing in as `username` failed after `since`, newest first, as many as matter."""
    return session.exec(_failures(since).where(col(SignIn.username) == username)).all()


def failures_from_address(session: Session, address: str, since: datetime) -> Sequence[datetime]:
    """The same for all attempts from one address."""
    return session.exec(_failures(since).where(col(SignIn.address) == address)).all()


def client_named(session: Session, client_id: str) -> Client | None:
    return session.get(Client, client_id)


def client_grants(session: Session, client_id: str) -> list[str]:
    """In alphabetical order, as they travel in a token."""
    statement = select(ClientGrant).where(col(ClientGrant.client_id) == client_id)
    return _written(session.exec(statement))


def clients(session: Session) -> list[ClientOut]:
    """In order of id."""
    known = session.exec(select(Client).order_by(col(Client.client_id))).all()
    return [described(session, client) for client in known]


def described(session: Session, client: Client) -> ClientOut:
    return ClientOut(
        **client.model_dump(exclude={"secret_sha256", "previous_sha256"}),
        grants=client_grants(session, client.client_id),
    )


def _failures(since: datetime) -> SelectOfScalar[datetime]:
    return (
        select(SignIn.at)
        .where(col(SignIn.outcome) != Outcome.SIGNED_IN, col(SignIn.at) > since)
        .order_by(col(SignIn.at).desc())
        .limit(FAILURES_ALLOWED)
    )


def _written(grants: Iterable[AccountGrant] | Iterable[ClientGrant]) -> list[str]:
    return sorted(str(Grant(grant.role, grant.unit)) for grant in grants)
