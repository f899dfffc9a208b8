"""Akun as a page: people are let in with a password shown once, and let out."""

import html
import re

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from support.collecting import Collecting
from support.tokens import Signer
from support.visiting import Visits, text_of

HERE = "/pengaturan/akun"
ANI = {"name": "Ani Wulandari", "username": "ani.w", "peran": "kasubag", "lingkup.dinkes": "ya"}


@pytest_asyncio.fixture
async def visits(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Visits:
    await Collecting(http, signer, app).set_up()
    return Visits(http, signer)


def password_in(page: httpx.Response) -> str:
    (password,) = re.findall(r'id="kata-sandi" readonly value="([^"]+)"', page.text)
    return html.unescape(password)


async def enter(visits: Visits, password: str) -> int:
    body = {"username": "ani.w", "password": password}
    return (await visits.http.post("/v1/sessions", json=body)).status_code


async def test_a_person_signs_in_with_the_password_that_was_shown_once(visits: Visits) -> None:
    made = await visits.send(HERE, ANI)
    page = await visits.open(HERE)

    assert made.headers["cache-control"] == "no-store"
    assert password_in(made) not in page.text
    assert "Ani Wulandari ani.w Kasubag (Dinas Kesehatan) Aktif" in text_of(page)
    assert await enter(visits, password_in(made)) == 200


async def test_a_closed_account_lets_nobody_in(visits: Visits) -> None:
    password = password_in(await visits.send(HERE, ANI))
    closed = await visits.send(f"{HERE}/ani.w/tutup")
    page = text_of(await visits.open(closed.headers["location"]))

    assert "Akun ditutup" in page
    assert "ani.w Kasubag (Dinas Kesehatan) Ditutup" in page
    assert await enter(visits, password) == 401


async def test_the_last_admin_stays(visits: Visits) -> None:
    await visits.send(HERE, ANI | {"peran": "admin", "lingkup.*": "ya"})
    answer = await visits.send(f"{HERE}/ani.w/tutup")

    assert answer.status_code == 409
    assert '<a href="#akun-ani.w">' in answer.text
    assert 'id="akun-ani.w"' in answer.text


@pytest.mark.parametrize(
    ("change", "field", "status"),
    [
        ({"username": "Ani W"}, "username", 422),
        ({"name": ""}, "name", 422),
        ({"peran": "raja"}, "grants", 422),
        ({"lingkup.tiada": "ya"}, "grants", 404),
    ],
)
async def test_an_account_that_cannot_be_names_the_field(
    visits: Visits, change: dict[str, str], field: str, status: int
) -> None:
    answer = await visits.send(HERE, ANI | change)

    assert answer.status_code == status
    assert f'<a href="#{field}">' in answer.text
    assert f'id="{field}"' in answer.text
    assert "kata-sandi" not in answer.text


async def test_a_name_is_used_once(visits: Visits) -> None:
    await visits.send(HERE, ANI)
    again = await visits.send(HERE, ANI)

    assert again.status_code == 409
    assert '<a href="#username">' in again.text


@pytest.mark.parametrize("path", [HERE, f"{HERE}/ani.w/tutup"])
async def test_accounts_are_for_the_admin_alone(visits: Visits, path: str) -> None:
    looked = await visits.open(HERE, by="operator@*")
    sent = await visits.send(path, ANI, by="sekretaris@*")

    assert (looked.status_code, sent.status_code) == (403, 403)
