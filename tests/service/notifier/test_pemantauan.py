"""The operators' console over HTTP: who may look, what is found, what is masked."""

import json
import re

import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from support.facts import deliver
from support.reminder_facts import STAF, UNIT, figures, people
from support.sop_facts import at, drafted, opened, ordered, recapped, submitted
from support.tokens import Signer

from lapkin_contracts.catalog import EVENTS
from notifier.consumers import consumers
from notifier.event_log.tail import Tail
from notifier.pemantauan.domain import SURFACES, Saringan, masked
from notifier.pemantauan.pages import _news

PAGES = (
    *("", "/kasus", "/kasus/2026-TW3", "/cari", "/kesehatan", "/antrean", "/gagal", "/jadwal"),
    *("/pengingat", "/webhook"),
)


@pytest.fixture
async def chain(app: FastAPI) -> dict[str, str]:
    """A quarter up to its draft; ids by what happened."""
    morning = at("2026-10-05 08:00")
    data = submitted("2026-TW3", at("2026-10-06 08:00"))
    rekap = recapped("2026-TW3", at("2026-10-06 08:05"), data)
    draft = drafted("2026-TW3", at("2026-10-06 08:06"), rekap)
    order = ordered("2026-TW3", morning)
    await deliver(app.state.store, consumers, opened("2026-TW3", morning), order, data, rekap)
    await deliver(app.state.store, consumers, draft)
    return {"data": data.id, "rekap": rekap.id, "draft": draft.id}


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


async def test_every_page_is_sent_to_sign_in_first(client: AsyncClient) -> None:
    for page in PAGES:
        answer = await client.get(f"/pemantauan{page}", params={"teks": "a b"})

        assert answer.status_code == 303, page
        assert answer.headers["location"].startswith("/collector/masuk?next=%2Fpemantauan")
        assert "teks%3Da%2Bb" in answer.headers["location"]


async def test_staf_are_told_on_a_page_that_they_may_not(
    client: AsyncClient, signer: Signer
) -> None:
    for page in PAGES:
        answer = await client.get(f"/pemantauan{page}", headers=signer.bearer("staf@dinkes"))

        assert answer.status_code == 403, page
        assert "<h1>Tidak berwenang</h1>" in answer.text


@pytest.mark.parametrize("role", ["operator", "admin", "pemantau", "inspektur", "sekretaris"])
async def test_readers_see_every_page_under_the_strict_policy(
    client: AsyncClient, signer: Signer, role: str
) -> None:
    for page in PAGES:
        answer = await client.get(f"/pemantauan{page}", headers=signer.bearer(f"{role}@*"))

        assert answer.status_code == 200, page
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert re.findall(r"<script(?![^>]* src=)|<style| style=| on\w+=", answer.text) == []


FILTERS = [
    ({}, ["Draft tersusun", "Rekap selesai", "Data disampaikan", "Disposisi", "Periode dibuka"]),
    ({"subjek": "data.*"}, ["Data disampaikan"]),
    ({"subjek": "lapkin.*.ready.>"}, ["Draft tersusun"]),
    ({"subjek": "*.*.*.*.irban-1.>"}, ["Data disampaikan"]),
    ({"jenis": "lapkin.rekap.completed.v1"}, ["Rekap selesai"]),
    ({"unit": "irban-1", "periode": "2026-TW3"}, ["Data disampaikan"]),
    ({"periode": "2026-TW2"}, []),
    ({"pelaku": "AN"}, ["Data disampaikan"]),
    ({"teks": "PENGUMPULAN DATA KINERJA"}, ["Disposisi"]),
]


@pytest.mark.usefixtures("chain")
async def test_filters_leave_what_was_asked_for_newest_first(
    client: AsyncClient, signer: Signer
) -> None:
    for query, found in FILTERS:
        answer = await client.get("/pemantauan", params=query, headers=signer.bearer("operator@*"))

        rows = answer.text.split("data-baris")[1].split("</ol>")[0].split("<li>")[1:]
        assert all(name in row for name, row in zip(found, rows, strict=True)), query


async def test_a_case_shows_each_event_under_the_one_that_led_to_it(
    client: AsyncClient, signer: Signer, chain: dict[str, str]
) -> None:
    answer = await client.get("/pemantauan/kasus/2026-TW3", headers=signer.bearer("inspektur@*"))

    below = answer.text.split(chain["data"])[1]
    assert below.index('class="rantai"') < below.index(chain["rekap"])
    assert below.count('class="rantai"') == 2
    said = text_of(answer.text)
    assert "2. Merekap laporan kinerja triwulan" in said
    assert "Kasubag 06-10-2026 08.06.00 masih menunggu" in said


async def test_an_event_is_found_by_its_id_with_its_cause_and_its_effects(
    client: AsyncClient, signer: Signer, chain: dict[str, str]
) -> None:
    answer = await client.get(
        "/pemantauan/cari", params={"id": chain["rekap"]}, headers=signer.bearer("operator@*")
    )

    said = text_of(answer.text)
    assert "Sebab Data disampaikan , 06-10-2026 08.00.00" in said
    assert chain["draft"] in answer.text.split("Akibat")[1]


@pytest.mark.parametrize("sought", ["1", "Pengumpulan data kinerja"])
async def test_other_numbers_and_words_are_found_in_what_mentions_them(
    client: AsyncClient, signer: Signer, chain: dict[str, str], sought: str
) -> None:
    answer = await client.get(
        "/pemantauan/cari", params={"id": sought}, headers=signer.bearer("operator@*")
    )

    assert f"1 peristiwa memuat {sought}" in answer.text


async def test_what_is_not_there_is_said_beside_the_field(
    client: AsyncClient, signer: Signer
) -> None:
    answer = await client.get(
        "/pemantauan/cari", params={"id": "tidak-ada"}, headers=signer.bearer("operator@*")
    )

    assert '<a href="#id">Tidak ada peristiwa yang memuat tidak-ada.' in answer.text


async def test_personal_data_is_masked_and_cannot_be_guessed_at(
    app: FastAPI, client: AsyncClient, signer: Signer
) -> None:
    facts = people()
    await deliver(app.state.store, consumers, *facts)
    headers = signer.bearer("admin@*")
    (dinkes,) = [one for one in facts if STAF in one.to_json().decode()]

    event = await client.get("/pemantauan/cari", params={"id": dinkes.id}, headers=headers)
    guess = await client.get("/pemantauan", params={"teks": STAF}, headers=headers)

    assert STAF not in event.text
    assert "s***@contoh.go.id" in event.text
    assert "Belum ada peristiwa yang sesuai." in guess.text


async def test_new_events_come_as_rows_from_where_the_page_left_off(
    app: FastAPI, chain: dict[str, str]
) -> None:
    tail: Tail = app.state.tail
    news = _news(app.state.store, tail, Saringan(subjek="data.*"), 0)
    held = await anext(news)
    await deliver(app.state.store, consumers, figures())
    fresh = await anext(news)

    assert [one.unit for one in held.events] == ["irban-1"]
    assert [one.unit for one in fresh.events] == [UNIT]
    assert fresh.last == held.last + 1


async def test_an_answer_without_a_broker_says_what_to_do(
    client: AsyncClient, signer: Signer
) -> None:
    answer = await client.get("/pemantauan/antrean", headers=signer.bearer("operator@*"))

    assert "NATS tidak menjawab" in answer.text


def test_every_type_has_a_name() -> None:
    assert SURFACES.keys() == EVENTS.keys()


def test_numbers_of_persons_are_masked_and_hashes_are_not() -> None:
    digest = "a1" + "1" * 18 + "f"
    said = masked(json.dumps({"nip": "197901012005011003", "hp": "081234567890", "h": digest}))

    assert json.loads(said) == {"nip": "***003", "hp": "***890", "h": digest}
