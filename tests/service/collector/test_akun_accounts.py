"""Accounts of people and programs, the first administrator, and what a token is worth."""

import hashlib
import re
import time

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from sqlmodel import Session, select
from structlog.testing import capture_logs
from support.tokens import Signer

from collector.akun.models import Account, Client
from collector.main import build
from collector.settings import Settings
from lapkin_chassis.auth import NotSignedIn, Verifier
from lapkin_chassis.store import Store

PASSWORD = "hujan turun pagi di Bantul"
FIRST = {"username": "admin", "name": "Admin", "password": PASSWORD}
BOOTSTRAP = {"Authorization": "Bearer a secret only the operator of this site holds"}
DINKES = {"nama": "Dinas Kesehatan", "jenis": "opd", "berlaku_sejak": "2024-01-01"}
SIMDA = {"client_id": "simda", "name": "SIMDA", "grants": ["submit@dinkes"]}
GRANT = {"grant_type": "client_credentials"}

OPEN_TO_STRANGERS = {
    ("POST", "/v1/sessions"),
    ("DELETE", "/v1/sessions"),
    ("POST", "/v1/oauth/token"),
    ("POST", "/v1/bootstrap"),
    ("POST", "/v1/receipts:verify"),
}
"""Each proves who calls in its own way, or writes nothing. The pages refuse any request that no page of ours sent."""


@pytest.fixture
def admin(http: httpx.AsyncClient, signer: Signer) -> httpx.AsyncClient:
    http.headers.update(signer.bearer("admin@*", sub="admin"))
    return http


async def test_the_first_admin_is_made_once_and_can_sign_in(http: httpx.AsyncClient) -> None:
    made = await http.post("/v1/bootstrap", json=FIRST, headers=BOOTSTRAP)
    again = await http.post("/v1/bootstrap", json={**FIRST, "username": "dua"}, headers=BOOTSTRAP)
    signed_in = await http.post("/v1/sessions", json={"username": "admin", "password": PASSWORD})

    assert (made.status_code, made.json()["grants"]) == (201, ["admin@*"])
    assert (again.status_code, again.json()["code"]) == (409, "already-set-up")
    assert signed_in.json()["grants"] == ["admin@*"]


async def test_without_the_secret_nobody_becomes_the_first_admin(
    http: httpx.AsyncClient, signer: Signer
) -> None:
    for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": "Bearer a"}):
        answer = await http.post("/v1/bootstrap", json=FIRST, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "bootstrap-refused")

    assert (await http.get("/v1/accounts", headers=signer.bearer("admin@*"))).json() == []


async def test_a_site_without_a_bootstrap_secret_lets_nobody_in(settings: Settings) -> None:
    app = build(settings.model_copy(update={"bootstrap_secret": None}))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as http,
    ):
        for header in ({}, {"Authorization": "Bearer None"}, {"Authorization": "Bearer "}):
            assert (
                await http.post("/v1/bootstrap", json=FIRST, headers=header)
            ).status_code == 401


async def test_a_made_password_is_answered_once_and_signs_in(admin: httpx.AsyncClient) -> None:
    body = {"username": "budi", "name": "Budi", "grants": ["kasubag@*", "staf@*"]}
    made = (await admin.post("/v1/accounts", json=body)).json()

    assert made["password"]
    [listed] = (await admin.get("/v1/accounts")).json()
    assert listed == {**body, "active": True}
    credentials = {"username": "Budi ", "password": made["password"]}
    assert (await admin.post("/v1/sessions", json=credentials)).status_code == 200


UNFIT_ACCOUNTS: list[tuple[dict[str, object], int, str]] = [
    ({"password": "pendek"}, 422, "password-too-short"),
    ({"grants": ["staf@dinkes"]}, 404, "unknown-unit"),
    ({"grants": ["raja@*"]}, 422, "invalid-body"),
    ({"grants": ["submit@*"]}, 422, "invalid-body"),
    ({"grants": []}, 422, "invalid-body"),
    ({"username": "b u d i"}, 422, "invalid-body"),
    ({"name": "Budi\nAni"}, 422, "invalid-body"),
    ({"active": True}, 422, "invalid-body"),
]


async def test_an_account_that_does_not_fit_is_not_made(admin: httpx.AsyncClient) -> None:
    for changes, status, code in UNFIT_ACCOUNTS:
        body = {"username": "budi", "name": "Budi", "grants": ["staf@*"], **changes}
        answer = await admin.post("/v1/accounts", json=body)
        assert (answer.status_code, answer.json()["code"]) == (status, code), changes

    assert (await admin.get("/v1/accounts")).json() == []


async def test_a_username_is_used_once_even_after_deactivation(admin: httpx.AsyncClient) -> None:
    body = {"username": "budi", "name": "Budi", "grants": ["staf@*"]}
    await admin.post("/v1/accounts", json=body)
    await admin.post("/v1/accounts/budi:deactivate")

    assert (await admin.post("/v1/accounts", json=body)).json()["code"] == "username-taken"


async def test_the_last_admin_cannot_be_deactivated(admin: httpx.AsyncClient) -> None:
    await admin.post("/v1/bootstrap", json=FIRST, headers=BOOTSTRAP)
    refused = await admin.post("/v1/accounts/admin:deactivate")
    second = {"username": "admin2", "name": "Admin", "grants": ["admin@*"]}
    await admin.post("/v1/accounts", json=second)
    allowed = await admin.post("/v1/accounts/admin:deactivate")

    assert refused.json()["code"] == "last-admin"
    assert allowed.status_code == 204
    assert (await admin.post("/v1/accounts/nobody:deactivate")).status_code == 404


async def test_no_answer_ever_holds_a_hash_and_no_row_a_secret(
    app: FastAPI, admin: httpx.AsyncClient
) -> None:
    answers = [await admin.post("/v1/accounts", json={**FIRST, "grants": ["admin@*"]})]
    answers.append(await admin.post("/v1/clients", json={**SIMDA, "grants": ["submit@*"]}))
    secret = answers[1].json()["client_secret"]
    answers += [await admin.get(path) for path in ("/v1/accounts", "/v1/clients")]
    answers.append(await admin.post("/v1/accounts", json={**FIRST, "grants": ["admin@*"]}))

    store: Store = app.state.store
    hashes = await store.read(stored_hashes)
    assert hashes[0].startswith("$argon2id$")
    assert hashes[1] == hashlib.sha256(secret.encode()).hexdigest()
    for answer in answers:
        assert not any(held in answer.text for held in (*hashes, PASSWORD))
    assert secret not in "".join(answer.text for answer in answers[2:])


def stored_hashes(session: Session) -> list[str]:
    return [
        *session.exec(select(Account.password_hash)),
        *session.exec(select(Client.secret_sha256)),
    ]


async def test_no_log_line_holds_a_secret_or_a_personal_number(admin: httpx.AsyncClient) -> None:
    official = {
        "nama": "Ani",
        "jabatan": "staf",
        "sebutan": "Staf",
        "nip": "19740322",
        "surel": "a@b",
    }
    with capture_logs() as lines:
        await admin.post("/v1/accounts", json={**FIRST, "grants": ["admin@*"]})
        made = await admin.post("/v1/clients", json={**SIMDA, "grants": ["submit@*"]})
        secret = made.json()["client_secret"]
        await admin.put("/v1/units/dinkes", json=DINKES)
        await admin.put("/v1/units/dinkes/pejabat", json={"pejabat": [official]})
        await admin.post("/v1/sessions", json={"username": "admin", "password": PASSWORD})
        await admin.post("/v1/sessions", json={"username": PASSWORD, "password": PASSWORD})
        for auth in (("simda", secret), (secret, "simda")):
            await admin.post("/v1/oauth/token", data=GRANT, auth=auth)

    logged = repr(lines)
    assert {"sign_in.refused", "token.refused"} <= {line["event"] for line in lines}
    assert not any(held in logged for held in (PASSWORD, secret, "19740322", "a@b"))


async def test_accounts_are_for_admins_of_every_unit(
    http: httpx.AsyncClient, signer: Signer
) -> None:
    for grant in ("kasubag@*", "admin@dinkes", "submit@*"):
        headers = signer.bearer(grant)
        for path in ("/v1/accounts", "/v1/clients"):
            assert (await http.get(path, headers=headers)).status_code == 403
        made = await http.post("/v1/clients", json=SIMDA, headers=headers)
        assert (made.status_code, made.json()["code"]) == (403, "not-allowed")


async def test_a_token_that_is_forged_expired_or_of_another_issuer_is_refused(
    http: httpx.AsyncClient, signer: Signer
) -> None:
    good = signer.token("admin@*")
    header, claims, signature = good.split(".")
    other = signer.token("staf@*").split(".")[1]
    for token in (
        Signer().token("admin@*"),
        signer.token("admin@*", exp=int(time.time()) - 1),
        signer.token("admin@*", iss="elsewhere"),
        f"{header}.{other}.{signature}",
        f"eyJhbGciOiJub25lIn0.{claims}.",
        f"{header}.{claims}.",
        "not a token",
    ):
        with pytest.raises(NotSignedIn):
            await Verifier(signer.keys_url).principal(token)
        answer = await http.get("/v1/units", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 401


async def test_the_published_key_is_the_one_tokens_are_signed_with(
    http: httpx.AsyncClient, signer: Signer
) -> None:
    [key] = (await http.get("/.well-known/jwks.json")).json()["keys"]

    assert key["kid"] == signer.kid


def is_turned_away(answer: httpx.Response) -> bool:
    """By a problem; or, on a page, to the place to sign in."""
    to = answer.headers.get("location", "")
    return answer.status_code in {401, 403} or to.startswith("/collector/masuk?next=")


async def test_no_stranger_can_write_anything(app: FastAPI, http: httpx.AsyncClient) -> None:
    tried = set()
    for route in iter_route_contexts(app.routes):
        path = re.sub(r"{(\w+)[^}]*}", r"\1", route.path or "")
        for method in (route.methods or set()) - {"GET", "HEAD", "OPTIONS"}:
            if (method, route.path) in OPEN_TO_STRANGERS:
                continue
            answer = await http.request(method, path)
            assert is_turned_away(answer), f"{method} {path}: {answer.status_code}"
            tried.add((method, re.sub(r"{(\w+):[^}]*}", r"{\1}", route.path or "")))

    assert {("POST", "/masuk"), ("PUT", "/v1/instansi"), ("POST", "/v1/clients")} < tried
    written = {
        (method.upper(), path)
        for path, acts in app.openapi()["paths"].items()
        for method in acts
        if method != "get"
    }
    assert written <= tried | OPEN_TO_STRANGERS
