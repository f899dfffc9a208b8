"""What an operator does on the console: each act with its note, and a row that tells of it."""

import re
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from sqlmodel import Session
from support.clock import OfficeClock
from support.facts import announced, deliver, letter_of
from support.sop_facts import at, opened
from support.tokens import Signer

from lapkin_chassis import inbox, triggers
from lapkin_contracts.tindakan import TindakanRecorded
from notifier.consumers import consumers
from notifier.event_log.repository import event_of
from notifier.webhook import repository as webhooks
from notifier.webhook import service as webhook
from notifier.webhook.models import WebhookDelivery

NOTE = "penyebabnya sudah diperbaiki"
FACT = opened("2026-TW3", at("2026-10-05 08:00"))


def decision(subject: str, tindakan: str = "ulangi", catatan: str = NOTE) -> dict[str, str]:
    """The form of the page with one event ticked."""
    return {f"pilih:notifier:{FACT.id}": subject, "tindakan": tindakan, "catatan": catatan}


def told(session: Session) -> list[tuple[str, str, str]]:
    """What the log hears of acts on the console."""
    acts = [one.data for one in announced(session, TindakanRecorded)]
    return [(act.tindakan, act.sasaran, act.oleh) for act in acts]


@pytest.fixture
def operator(signer: Signer) -> dict[str, str]:
    return signer.bearer("operator@*", sub="oka")


@pytest.fixture
async def buried(app: FastAPI) -> str:
    """Subject of a dead letter that would work now."""
    letter = letter_of(FACT)
    await app.state.store.write(inbox.bury, letter, "rusak", at("2026-10-05 08:01"))
    return letter.aggregate


async def test_a_dead_letter_is_applied_again_with_a_note(
    app: FastAPI, client: AsyncClient, operator: dict[str, str], buried: str
) -> None:
    form = decision(buried)
    answer = await client.post("/pemantauan/gagal", data=form, headers=operator)
    page = await client.get(answer.headers["location"], headers=operator)

    (letter,) = await app.state.store.read(inbox.dead_letters)
    assert (letter["status"], letter["note"], letter["closed_by"]) == ("redriven", NOTE, "oka")
    assert await app.state.store.read(event_of, FACT.id)
    assert await app.state.store.read(told) == [("ulangi", buried, "oka")]
    assert "Peristiwa yang gagal sudah diterapkan." in page.text
    assert f"{NOTE} (oka)" in page.text


async def test_without_a_note_nothing_is_done_and_the_field_is_named(
    app: FastAPI, client: AsyncClient, operator: dict[str, str], buried: str
) -> None:
    form = decision(buried, catatan="pendek")
    answer = await client.post("/pemantauan/gagal", data=form, headers=operator)

    (letter,) = await app.state.store.read(inbox.dead_letters)
    assert (answer.status_code, letter["status"]) == (422, "open")
    assert '<a href="#catatan">' in answer.text
    assert 'id="catatan"' in answer.text
    assert "pendek</textarea>" in answer.text


async def test_what_fails_again_stays_and_says_why(
    app: FastAPI, client: AsyncClient, operator: dict[str, str], buried: str
) -> None:
    await deliver_again(app)
    form = decision(buried)
    answer = await client.post("/pemantauan/gagal", data=form, headers=operator)

    (letter,) = await app.state.store.read(inbox.dead_letters)
    assert (answer.status_code, letter["status"]) == (409, "open")
    assert "peristiwa masih gagal" in answer.text


async def test_a_letter_is_set_aside_and_taken_back(
    app: FastAPI, client: AsyncClient, operator: dict[str, str], buried: str
) -> None:
    await client.post("/pemantauan/gagal", data=decision(buried, "karantina"), headers=operator)
    aside = await client.get("/pemantauan/gagal", headers=operator)
    await client.post("/pemantauan/gagal", data=decision(buried, "kembalikan"), headers=operator)

    assert "<h2>Dikarantina</h2>" in aside.text
    (letter,) = await app.state.store.read(inbox.dead_letters)
    assert letter["status"] == "open"
    assert await app.state.store.read(told) == [
        ("karantina", FACT.id, "oka"),
        ("kembalikan", FACT.id, "oka"),
    ]


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"tindakan": "ulangi", "catatan": NOTE}, "daftar"),
        ({"pilih:lain:x": "s", "tindakan": "ulangi", "catatan": NOTE}, "daftar"),
        ({f"pilih:notifier:{FACT.id}": "s", "tindakan": "buang", "catatan": NOTE}, "catatan"),
    ],
)
async def test_what_is_meant_must_be_ticked_and_known(
    client: AsyncClient, operator: dict[str, str], form: dict[str, str], field: str
) -> None:
    answer = await client.post("/pemantauan/gagal", data=form, headers=operator)

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text


async def test_a_letter_shows_where_it_differs_from_its_schema(
    app: FastAPI, client: AsyncClient, operator: dict[str, str]
) -> None:
    body = FACT.to_json().replace(b'"oleh":"jam"', b'"oleh":7,"nip":"197901012005011003"')
    letter = letter_of(FACT)._replace(body=body)
    await app.state.store.write(inbox.bury, letter, "rusak", at("2026-10-05 08:01"))

    page = (await client.get("/pemantauan/gagal", headers=operator)).text

    rows = re.findall(r"<tr><td><code>(.+?)</code></td><td>.*?>(\w[\w ]+)</strong>", page)
    assert rows == [("data.oleh", "Salah"), ("data.nip", "Tidak dikenal")]
    assert "197901012005011003" not in page


async def deliver_again(app: FastAPI) -> None:
    """The log holds the event already, so that its handler fails."""
    await app.state.store.write(lambda session: consumers.apply(FACT, session))


@pytest.mark.parametrize("role", ["inspektur@*", "sekretaris@*"])
async def test_who_only_reads_sees_no_form_and_may_not_redrive(
    client: AsyncClient, signer: Signer, buried: str, role: str
) -> None:
    headers = signer.bearer(role)
    page = await client.get("/pemantauan/gagal", headers=headers)
    form = decision(buried)
    answer = await client.post("/pemantauan/gagal", data=form, headers=headers)

    assert "rusak" in page.text
    assert "<textarea" not in page.text
    assert answer.status_code == 403


async def test_a_pause_and_its_end_stay_in_the_ledger(
    app: FastAPI, client: AsyncClient, operator: dict[str, str], clock: OfficeClock
) -> None:
    form = {"jenis": "pengingat", "sampai": "2026-10-12T08:00", "catatan": NOTE}
    await client.post("/pemantauan/jadwal", data=form, headers=operator)
    (pause,) = await app.state.store.read(triggers.pauses, clock.now())
    clock.set_to(at("2026-10-09 11:00"))
    form = {"jenis": "pengingat", "lanjutkan": "ya"}
    await client.post("/pemantauan/jadwal", data=form, headers=operator)

    assert (pause.kind, pause.until) == ("pengingat", at("2026-10-12 08:00"))
    assert not await app.state.store.read(triggers.pauses, clock.now())
    acts = [(run.by, run.outcome) for run in await app.state.store.read(triggers.ledger)]
    assert acts == [
        ("oka", "Dilanjutkan."),
        ("oka", f"Dijeda sampai 12-10-2026 08.00: {NOTE}"),
    ]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"sampai": ""}, "sampai"),
        ({"sampai": "2026-01-01T08:00"}, "sampai"),
        ({"jenis": "x"}, "jenis"),
    ],
)
async def test_a_pause_that_cannot_be_names_the_field(
    client: AsyncClient, operator: dict[str, str], change: dict[str, str], field: str
) -> None:
    form = {"jenis": "*", "sampai": "2026-10-12T08:00", "catatan": NOTE, **change}
    answer = await client.post("/pemantauan/jadwal", data=form, headers=operator)

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert f'id="{field}"' in answer.text


async def test_a_webhook_delivery_is_sent_again_with_a_note(
    app: FastAPI, client: AsyncClient, signer: Signer, clock: OfficeClock
) -> None:
    hook = await failed_webhook(app, clock)
    admin = signer.bearer("admin@*", sub="ani")
    page = await client.get(f"/pemantauan/webhook/{hook}", headers=admin)
    form = {"peristiwa": FACT.id, "catatan": NOTE}
    answer = await client.post(f"/pemantauan/webhook/{hook}", data=form, headers=admin)

    (delivery,) = await app.state.store.read(webhooks.deliveries_of, hook)
    assert "Kirim ulang" in page.text
    assert answer.status_code == 303
    assert (delivery.note, delivery.redriven_by) == (NOTE, "ani")
    listed = await client.get("/pemantauan/webhook", headers=admin)
    assert "https://sistem.example/terima" in listed.text


async def failed_webhook(app: FastAPI, clock: OfficeClock) -> str:
    def make(session: Session) -> str:
        url = "https://sistem.example/terima"
        one = webhook.register(session, url, (), "", by="ani", now=clock.now())
        session.flush()
        row = {"webhook": one.id, "event_id": FACT.id, "type": FACT.type, "status": "gagal"}
        session.add(WebhookDelivery(**row, created_at=clock.now(), attempts=10, reason="500"))
        return one.id

    await deliver(app.state.store, consumers, FACT)
    made: Callable[[Session], str] = make
    identity: str = await app.state.store.write(made)
    return identity
