"""Klien API and Untuk pengembang: secrets shown once, rotated, revoked; samples that hold."""

import html
import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from support.clock import set_machine_time
from support.collecting import Collecting
from support.tokens import Signer
from support.visiting import Visits, text_of

HERE = "/pengaturan/klien"
SIMDA = {"name": "SIMDA", "client_id": "simda", "lingkup.dinkes": "ya", "expires_at": ""}


@pytest_asyncio.fixture
async def visits(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Visits:
    await Collecting(http, signer, app).set_up()
    return Visits(http, signer)


async def token(visits: Visits, secret: str) -> httpx.Response:
    form = {"grant_type": "client_credentials"}
    return await visits.http.post("/v1/oauth/token", data=form, auth=("simda", secret))


def secret_in(page: httpx.Response) -> str:
    (secret,) = re.findall(r'id="client-secret" readonly value="([^"]+)"', page.text)
    return html.unescape(secret)


def clock_forward(app: FastAPI, **step: float) -> None:
    set_machine_time(app, datetime.now(UTC) + timedelta(**step))


async def test_a_secret_is_shown_once_and_opens_the_door_for_its_scope(visits: Visits) -> None:
    made = await visits.send(HERE, SIMDA)
    again = await visits.open(HERE)
    answer = await token(visits, secret_in(made))

    assert made.status_code == 201
    assert made.headers["cache-control"] == "no-store"
    assert secret_in(made) not in again.text
    assert "mengirim data Dinas Kesehatan" in text_of(again)
    assert answer.json()["scope"] == "submit@dinkes"


async def test_a_form_sent_twice_makes_one_client(visits: Visits) -> None:
    await visits.send(HERE, SIMDA)
    again = await visits.send(HERE, SIMDA)

    assert again.status_code == 409
    assert '<a href="#client_id">' in again.text
    assert "client-secret" not in again.text


async def test_the_last_use_is_kept_to_the_minute(visits: Visits, app: FastAPI) -> None:
    secret = secret_in(await visits.send(HERE, SIMDA))
    before = text_of(await visits.open(HERE))
    headers = visits.signer.bearer("admin@*")
    uses = []
    for seconds in (0, 20, 90):
        clock_forward(app, seconds=seconds)
        await token(visits, secret)
        (client,) = (await visits.http.get("/v1/clients", headers=headers)).json()
        uses.append(client["last_used_at"])

    assert "Terakhir dipakai belum pernah" in before
    assert uses[0] == uses[1] < uses[2]
    assert "belum pernah" not in text_of(await visits.open(HERE))


async def test_after_a_rotation_both_secrets_hold_for_a_day(visits: Visits, app: FastAPI) -> None:
    old = secret_in(await visits.send(HERE, SIMDA))
    rotated = await visits.send(f"{HERE}/simda/putar")
    new = secret_in(rotated)
    both = [(await token(visits, one)).status_code for one in (old, new)]
    clock_forward(app, hours=24, minutes=1)
    later = [(await token(visits, one)).status_code for one in (old, new)]

    assert "Rahasia lama masih berlaku sampai" in text_of(rotated)
    assert (both, later) == ([200, 200], [401, 200])


async def test_a_program_may_be_given_another_secret_over_the_api(visits: Visits) -> None:
    await visits.send(HERE, SIMDA)
    rotate = "/v1/clients/simda:rotate"
    answer = await visits.http.post(rotate, headers=visits.signer.bearer("admin@*"))
    refused = await visits.http.post(rotate, headers=visits.signer.bearer("operator@*"))

    assert (await token(visits, answer.json()["client_secret"])).status_code == 200
    assert refused.status_code == 403


async def test_a_revoked_client_can_neither_come_in_nor_be_rotated(visits: Visits) -> None:
    secret = secret_in(await visits.send(HERE, SIMDA))
    revoked = await visits.send(f"{HERE}/simda/cabut")
    page = await visits.open(revoked.headers["location"])
    rotated = await visits.send(f"{HERE}/simda/putar")

    assert "Dicabut" in text_of(page)
    assert "/putar" not in page.text
    assert rotated.status_code == 404
    assert (await token(visits, secret)).status_code == 401


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"client_id": "Dua Kata"}, "client_id"),
        ({"expires_at": "2020-01-01"}, "expires_at"),
        ({"expires_at": "besok"}, "expires_at"),
        ({"lingkup.dinkes": ""}, "grants"),
    ],
)
async def test_a_client_that_cannot_be_names_the_field(
    visits: Visits, change: dict[str, str], field: str
) -> None:
    form = {name: text for name, text in (SIMDA | change).items() if name != "lingkup." or text}
    if change == {"lingkup.dinkes": ""}:
        del form["lingkup.dinkes"]
    answer = await visits.send(HERE, form)

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert f'id="{field}"' in answer.text
    assert "client-secret" not in answer.text


@pytest.mark.parametrize("path", [HERE, f"{HERE}/simda/putar", f"{HERE}/simda/cabut"])
async def test_clients_are_for_the_admin_alone(visits: Visits, path: str) -> None:
    looked = await visits.open(HERE, by="operator@*")
    sent = await visits.send(path, SIMDA, by="kasubag@*")

    assert (looked.status_code, sent.status_code) == (403, 403)


async def test_developers_find_every_interface_without_an_account(visits: Visits) -> None:
    page = await visits.http.get("/pengembang")

    for service in ("collector", "aggregator", "reporter", "notifier"):
        assert f'href="/{service}/docs"' in page.text
        assert f'href="/{service}/openapi.json"' in page.text
    assert 'href="/notifier/asyncapi"' in page.text


async def test_samples_name_this_site_and_what_the_api_knows(visits: Visits, app: FastAPI) -> None:
    page = await visits.http.get("/pengembang")
    samples = [
        html.unescape(one)
        for one in re.findall(r"<pre[^>]*><code>(.*?)</code>", page.text, re.DOTALL)
    ]
    (python,) = (one for one in samples if "import httpx" in one)

    compile(python, "contoh.py", "exec")
    assert any(one.startswith("<?php") for one in samples)
    assert sum("http://lapkin.test" in one for one in samples) == 4
    known = set(app.openapi()["paths"])
    asked = {path for one in samples for path in re.findall(r"/collector(/v1/[a-z/]+)", one)}
    assert asked == {"/v1/oauth/token", "/v1/submissions"} <= known
