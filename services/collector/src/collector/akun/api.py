"""Signing in, the accounts of people and programs, and the public key."""

import hmac
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response

from collector.akun import repository, service, sessions
from collector.akun.context import MachineTime, PasswordsOf, SettingsOf, SigningKeyOf
from collector.akun.credentials import new_client_id, new_password, new_secret
from collector.akun.domain import CLIENT_LIFE, FIRST_GRANT, SESSION_LIFE, check_password
from collector.akun.errors import BootstrapRefused
from collector.akun.schemas import (
    AccountIn,
    AccountMade,
    AccountOut,
    BootstrapIn,
    ClientIn,
    ClientMade,
    ClientOut,
    MandateHeld,
    SessionIn,
    SessionOut,
    Username,
)
from collector.akun.sessions import DoorOf
from lapkin_chassis.auth import Caller
from lapkin_chassis.context import StoreOf

router = APIRouter(tags=["akun"])


@router.get("/.well-known/jwks.json")
async def public_keys(key: SigningKeyOf) -> dict[str, Any]:
    """The keys that every token and receipt verifies by."""
    return key.public_keys()


@router.post("/v1/sessions", response_model=SessionOut)
async def sign_in(body: SessionIn, response: Response, door: DoorOf) -> SessionOut:
    """Sign in; the answer sets the session cookie."""
    holder = await door.sign_in(body.username, body.password.get_secret_value())
    door.set_cookie(response, holder)
    return SessionOut(
        username=holder.subject,
        name=holder.name,
        grants=holder.grants,
        mandates=[MandateHeld.model_validate(mandate) for mandate in holder.mandates],
        expires_at=door.now + SESSION_LIFE,
    )


@router.delete("/v1/sessions", status_code=204)
async def sign_out(request: Request, response: Response) -> None:
    """Clear the session cookie."""
    sessions.clear_cookie(request, response)


@router.post("/v1/bootstrap", status_code=201, response_model=AccountOut)
async def bootstrap(
    body: BootstrapIn,
    settings: SettingsOf,
    store: StoreOf,
    passwords: PasswordsOf,
    authorization: Annotated[str, Header()] = "",
) -> AccountOut:
    """Make the first administrator, by the secret the service was started with; once only."""
    secret = settings.bootstrap_secret
    given = authorization.removeprefix("Bearer ").encode()
    if secret is None or not hmac.compare_digest(secret.get_secret_value().encode(), given):
        raise BootstrapRefused
    password = body.password.get_secret_value()
    check_password(password, body.username)
    password_hash = await passwords.hash(password)
    person = AccountOut(username=body.username, name=body.name, active=True, grants=[FIRST_GRANT])
    await store.write(service.create_first_admin, person, password_hash)
    return person


@router.post("/v1/accounts", status_code=201, response_model=AccountMade)
async def create_account(
    body: AccountIn, caller: Caller, store: StoreOf, passwords: PasswordsOf
) -> AccountMade:
    """Let a person in. Without a password one is made, and answered this once. For admin."""
    caller.require("admin")
    if body.password is None:
        made = password = new_password()
    else:
        made, password = None, body.password.get_secret_value()
        check_password(password, body.username)
    password_hash = await passwords.hash(password)
    person = AccountOut(
        username=body.username, name=body.name, active=True, grants=sorted(body.grants)
    )
    await store.write(service.create_account, person, password_hash)
    return AccountMade(**person.model_dump(), password=made)


@router.get("/v1/accounts")
async def list_accounts(caller: Caller, store: StoreOf) -> list[AccountOut]:
    """In order of username. For admin."""
    caller.require("admin")
    return await store.read(repository.accounts)


@router.post("/v1/accounts/{username}:deactivate", status_code=204)
async def deactivate_account(username: Username, caller: Caller, store: StoreOf) -> None:
    """End a person's access. For admin; the last one stays."""
    caller.require("admin")
    await store.write(service.deactivate_account, username)


@router.post("/v1/clients", status_code=201, response_model=ClientMade)
async def create_client(
    body: ClientIn, caller: Caller, store: StoreOf, now: MachineTime
) -> ClientMade:
    """Let a program in. Its secret is answered this once. For admin."""
    caller.require("admin")
    secret = new_secret()
    program = ClientOut(
        client_id=body.client_id or new_client_id(),
        name=body.name,
        active=True,
        expires_at=body.expires_at or now + CLIENT_LIFE,
        grants=sorted(body.grants),
        created_at=now,
    )
    await store.write(service.create_client, program, secret, now)
    return ClientMade(**program.model_dump(), client_secret=secret)


@router.get("/v1/clients")
async def list_clients(caller: Caller, store: StoreOf) -> list[ClientOut]:
    """In order of id. For admin."""
    caller.require("admin")
    return await store.read(repository.clients)


@router.post("/v1/clients/{client_id}:rotate")
async def rotate_client(
    client_id: Username, caller: Caller, store: StoreOf, now: MachineTime
) -> ClientMade:
    """Another secret, answered this once; the one before holds for a day. For admin."""
    caller.require("admin")
    secret = new_secret()
    program = await store.write(service.rotate_client, client_id, secret, now)
    return ClientMade(**program.model_dump(), client_secret=secret)


@router.post("/v1/clients/{client_id}:revoke", status_code=204)
async def revoke_client(client_id: Username, caller: Caller, store: StoreOf) -> None:
    """End a program's access. For admin."""
    caller.require("admin")
    await store.write(service.revoke_client, client_id)
