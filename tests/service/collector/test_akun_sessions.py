"""Signing in and out, by API and on the page."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, select
from support.clock import set_machine_time
from support.tokens import Signer

from collector.akun.errors import TooManyAttempts
from collector.akun.models import SignIn
from collector.akun.service import Attempt, conclude, hash_to_check
from lapkin_chassis.auth import COOKIE
from lapkin_chassis.store import Store

PASSWORD = "hujan turun pagi di Bantul"
ANI = {"username": "ani", "name": "Ani", "grants": ["staf@*"], "password": PASSWORD}
GOOD = {"username": "ani", "password": PASSWORD}
WRONG = {"username": "ani", "password": "hujan turun malam"}
ORIGIN = "http://lapkin.test"
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest_asyncio.fixture
async def ani(http: httpx.AsyncClient, signer: Signer) -> AsyncIterator[httpx.AsyncClient]:
    """Not signed in yet, but someone the office knows."""
    made = await http.post("/v1/accounts", json=ANI, headers=signer.bearer("admin@*"))
    assert made.status_code == 201
    yield http


def sign_ins(session: Session) -> list[tuple[str, str]]:
    return [(row.username, row.outcome) for row in session.exec(select(SignIn))]


async def test_signing_in_sets_a_cookie_that_opens_the_house(ani: httpx.AsyncClient) -> None:
    answer = await ani.post("/v1/sessions", json=GOOD)

    assert answer.status_code == 200
    assert (answer.json()["name"], answer.json()["grants"]) == ("Ani", ["staf@*"])
    assert (await ani.get("/v1/units")).status_code == 200


async def test_signing_out_closes_it_again(ani: httpx.AsyncClient) -> None:
    await ani.post("/v1/sessions", json=GOOD)

    assert (await ani.delete("/v1/sessions")).status_code == 204

    assert (await ani.get("/v1/units")).status_code == 401


async def test_the_cookie_is_hidden_from_scripts_and_other_sites(ani: httpx.AsyncClient) -> None:
    for scheme in ("http", "https"):
        answer = await ani.post(f"{scheme}://lapkin.test/v1/sessions", json=GOOD)

        cookie = SimpleCookie(answer.headers["set-cookie"])[COOKIE]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "lax", "/")
        assert cookie["max-age"] == "43200"
        assert bool(cookie["secure"]) is (scheme == "https")


async def test_whatever_is_wrong_the_answer_is_the_same(ani: httpx.AsyncClient) -> None:
    for body in (WRONG, {**GOOD, "username": "siapa"}, {**GOOD, "username": "bukan nama\x00"}):
        answer = await ani.post("/v1/sessions", json=body)

        assert (answer.status_code, answer.json()["code"]) == (401, "wrong-credentials")
        assert "set-cookie" not in answer.headers


async def test_a_deactivated_person_cannot_sign_in(
    app: FastAPI, ani: httpx.AsyncClient, signer: Signer
) -> None:
    admin = signer.bearer("admin@*")
    assert (await ani.post("/v1/accounts/ani:deactivate", headers=admin)).status_code == 204

    assert (await ani.post("/v1/sessions", json=GOOD)).json()["code"] == "wrong-credentials"

    store: Store = app.state.store
    assert await store.read(sign_ins) == [("ani", "inactive")]


async def test_every_attempt_is_recorded_but_never_what_may_be_a_password(
    app: FastAPI, ani: httpx.AsyncClient
) -> None:
    for body in (GOOD, WRONG, {"username": PASSWORD, "password": "ani"}):
        await ani.post("/v1/sessions", json=body)

    store: Store = app.state.store
    assert await store.read(sign_ins) == [("ani", "signed_in"), ("ani", "wrong"), ("", "wrong")]


def execute(session: Session, statement: str) -> None:
    session.connection().execute(text(statement))


async def test_the_record_of_sign_ins_cannot_be_changed(
    app: FastAPI, ani: httpx.AsyncClient
) -> None:
    await ani.post("/v1/sessions", json=WRONG)
    store: Store = app.state.store

    for act in ("UPDATE sign_in SET outcome = 'signed_in'", "DELETE FROM sign_in"):
        with pytest.raises(DatabaseError, match="append-only"):
            await store.write(execute, act)


async def test_after_five_failures_the_right_password_has_to_wait(
    app: FastAPI, ani: httpx.AsyncClient
) -> None:
    for minute in range(5):
        set_machine_time(app, NOON + timedelta(minutes=minute))
        assert (await ani.post("/v1/sessions", json=WRONG)).status_code == 401

    set_machine_time(app, NOON + timedelta(minutes=5))
    refused = await ani.post("/v1/sessions", json=GOOD)
    assert (refused.status_code, refused.json()["code"]) == (429, "too-many-attempts")
    assert refused.headers["retry-after"] == "600"

    set_machine_time(app, NOON + timedelta(minutes=15))
    assert (await ani.post("/v1/sessions", json=GOOD)).status_code == 200


async def test_guesses_from_one_address_count_together_whatever_the_name(store: Store) -> None:
    for name in ("a1", "b2", "c3", "d4", "e5"):
        attempt = Attempt(name, "192.0.2.7", NOON)
        assert await store.read(hash_to_check, attempt) is None
        await store.write(conclude, attempt, is_right=False)

    with pytest.raises(TooManyAttempts):
        await store.read(hash_to_check, Attempt("f6", "192.0.2.7", NOON))
    await store.read(hash_to_check, Attempt("f6", "192.0.2.8", NOON))


async def test_guesses_sent_at_once_do_not_pass_the_count(ani: httpx.AsyncClient) -> None:
    answers = await asyncio.gather(*(ani.post("/v1/sessions", json=WRONG) for _ in range(9)))

    codes = sorted(answer.status_code for answer in answers)
    assert codes[-3:] == [429, 429, 429]


async def test_the_page_signs_in_and_returns_where_one_came_from(ani: httpx.AsyncClient) -> None:
    form = await ani.get("/masuk", params={"next": "/notifier/?a=1"})
    assert 'value="/notifier/?a=1"' in form.text

    answer = await ani.post("/masuk", data={**GOOD, "next": "/notifier/?a=1"}, headers=SAME_SITE)

    assert (answer.status_code, answer.headers["location"]) == (303, "/notifier/?a=1")
    assert "Ani" in (await ani.get("/masuk")).text


async def test_the_page_says_what_was_wrong_and_keeps_the_name_only(
    ani: httpx.AsyncClient,
) -> None:
    answer = await ani.post("/masuk", data=WRONG, headers=SAME_SITE)

    assert answer.status_code == 401
    assert "Nama pengguna atau kata sandi tidak benar." in answer.text
    assert 'value="ani"' in answer.text
    assert WRONG["password"] not in answer.text


async def test_the_page_never_sends_anyone_to_another_site(ani: httpx.AsyncClient) -> None:
    for target in ("https://evil.test", "//evil.test", "/\\evil.test"):
        answer = await ani.post("/masuk", data={**GOOD, "next": target}, headers=SAME_SITE)

        assert answer.headers["location"] == "/"


async def test_what_is_typed_never_becomes_markup(ani: httpx.AsyncClient) -> None:
    typed = '"><script>alert(1)</script>'
    answer = await ani.post("/masuk", data={"username": typed, "next": typed}, headers=SAME_SITE)

    assert "<script" not in answer.text


async def test_the_page_signs_out(ani: httpx.AsyncClient) -> None:
    await ani.post("/masuk", data=GOOD, headers=SAME_SITE)

    answer = await ani.post("/keluar", headers=SAME_SITE)

    assert (answer.status_code, answer.headers["location"]) == (303, "/masuk")
    assert (await ani.get("/v1/units")).status_code == 401


OWN = [{"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": ORIGIN}]
FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": ORIGIN},
    {"Origin": "http://evil.test"},
    {"Origin": "https://lapkin.test"},
    {"Origin": "null"},
    {},
]


async def test_a_cookie_writes_only_from_our_own_pages(ani: httpx.AsyncClient) -> None:
    await ani.post("/v1/sessions", json=GOOD)
    unit = {"nama": "Dinas", "jenis": "opd", "berlaku_sejak": "2024-01-01"}

    for code, pages in (("not-allowed", OWN), ("foreign-page", FOREIGN)):
        for headers in pages:
            answer = await ani.put("/v1/units/dinkes", json=unit, headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (403, code), headers


async def test_no_other_site_signs_anyone_in_or_out(ani: httpx.AsyncClient) -> None:
    for headers in FOREIGN:
        for path in ("/masuk", "/keluar"):
            answer = await ani.post(path, data=GOOD, headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (403, "foreign-page"), headers
            assert "set-cookie" not in answer.headers
