"""Programs of other offices, and the tokens their secrets are exchanged for."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from support.clock import set_machine_time
from support.tokens import Signer

from lapkin_chassis.auth import Verifier

DINKES = {"nama": "Dinas Kesehatan", "jenis": "opd", "berlaku_sejak": "2024-01-01"}
SIMDA = {"client_id": "simda", "name": "SIMDA", "grants": ["submit@dinkes"]}
GRANT = {"grant_type": "client_credentials"}


@pytest.fixture
def admin(http: httpx.AsyncClient, signer: Signer) -> httpx.AsyncClient:
    http.headers.update(signer.bearer("admin@*", sub="admin"))
    return http


async def with_simda(admin: httpx.AsyncClient, **changes: object) -> dict[str, Any]:
    await admin.put("/v1/units/dinkes", json=DINKES)
    made = await admin.post("/v1/clients", json={**SIMDA, **changes})
    assert made.status_code == 201, made.text
    del admin.headers["authorization"]
    body: dict[str, Any] = made.json()
    return body


async def test_a_program_exchanges_its_secret_for_a_token_of_ten_minutes(
    admin: httpx.AsyncClient, signer: Signer
) -> None:
    made = await with_simda(admin)

    by_basic = await admin.post(
        "/v1/oauth/token", data=GRANT, auth=(made["client_id"], made["client_secret"])
    )
    in_body = await admin.post(
        "/v1/oauth/token",
        data={**GRANT, "client_id": "simda", "client_secret": made["client_secret"]},
    )

    for answer in (by_basic, in_body):
        body = answer.json()
        assert (body["token_type"], body["expires_in"]) == ("Bearer", 600)
        principal = await Verifier(signer.keys_url).principal(body["access_token"])
        assert (principal.subject, principal.name) == ("client:simda", "SIMDA")
        assert principal.grants == frozenset({"submit@dinkes"})
        assert principal.expires_at - time.time() == pytest.approx(600, abs=30)


async def test_a_revoked_an_expired_and_a_wrong_secret_are_told_the_same(
    app: FastAPI, admin: httpx.AsyncClient, signer: Signer
) -> None:
    made = await with_simda(admin)
    auth = ("simda", made["client_secret"])

    async def refused(client_id: str, secret: str) -> bool:
        answer = await admin.post("/v1/oauth/token", data=GRANT, auth=(client_id, secret))
        assert answer.headers.get("www-authenticate", "Basic").startswith("Basic")
        return answer.status_code == 401 and answer.json()["error"] == "invalid_client"

    assert await refused("simda", auth[1][:-1] + "?")
    assert await refused("sim\x00da", auth[1])
    set_machine_time(app, datetime.now(UTC) + timedelta(days=366))
    assert await refused(*auth)
    set_machine_time(app, datetime.now(UTC))
    assert not await refused(*auth)
    revoked = await admin.post("/v1/clients/simda:revoke", headers=signer.bearer("admin@*"))
    assert revoked.status_code == 204
    assert await refused(*auth)


async def test_other_grants_are_refused_in_the_words_of_rfc_6749(http: httpx.AsyncClient) -> None:
    answer = await http.post("/v1/oauth/token", data={"grant_type": "password"})

    assert (answer.status_code, answer.json()["error"]) == (400, "unsupported_grant_type")
    assert answer.headers["cache-control"] == "no-store"


UNFIT_CLIENTS: list[tuple[dict[str, object], str]] = [
    ({"grants": ["admin@*"]}, "invalid-body"),
    ({"grants": ["submit@kominfo"]}, "unknown-unit"),
    ({"expires_at": "2020-01-01T00:00:00+07:00"}, "expiry-in-the-past"),
    ({"expires_at": "2030-01-01T00:00:00"}, "invalid-body"),
]


async def test_a_program_that_does_not_fit_is_not_made(admin: httpx.AsyncClient) -> None:
    await admin.put("/v1/units/dinkes", json=DINKES)

    for changes, code in UNFIT_CLIENTS:
        answer = await admin.post("/v1/clients", json={**SIMDA, **changes})
        assert answer.json()["code"] == code, changes
    assert (await admin.get("/v1/clients")).json() == []
