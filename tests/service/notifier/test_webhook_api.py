"""Webhooks over HTTP: registration, secrets, deliveries, redrive."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from support.clock import OfficeClock
from support.facts import deliver
from support.receiver import Receiver, receiving
from support.reminder_facts import figures
from support.sop_facts import recorded
from support.tokens import Signer
from support.waiting import until

from notifier.consumers import consumers
from notifier.main import build
from notifier.settings import Settings
from notifier.webhook.domain import signature

HOOKS = "/v1/webhooks"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
async def inside(
    settings: Callable[..., Settings],
    clock: OfficeClock,
    run: Callable[[FastAPI], AbstractAsyncContextManager[FastAPI]],
) -> AsyncIterator[FastAPI]:
    """A notifier that may tell addresses of its own network."""
    async with run(build(settings(webhook_private=True), clock)) as app:
        yield app


@pytest.fixture
async def http(inside: FastAPI, signer: Signer) -> AsyncIterator[AsyncClient]:
    """Requests of an administrator."""
    transport = httpx.ASGITransport(inside)
    async with AsyncClient(
        transport=transport, base_url="http://lapkin", headers=signer.bearer("admin@*")
    ) as client:
        yield client


async def registered(http: AsyncClient, receiver: Receiver) -> dict[str, Any]:
    answer = await http.post(HOOKS, json={"url": receiver.url})
    assert answer.status_code == 201, answer.text
    webhook: dict[str, Any] = answer.json()
    return webhook


async def test_an_event_reaches_a_registered_address_and_proves_its_origin(
    inside: FastAPI, http: AsyncClient, receiver: Receiver
) -> None:
    webhook = await registered(http, receiver)
    fact = recorded(figures(), datetime.now(UTC))

    await deliver(inside.state.store, consumers, fact)
    await until(lambda: arrived(receiver, 1))

    (got,) = receiver.received
    timestamp = int(got.headers["webhook-timestamp"])
    expected = signature([webhook["secret"]], fact.id, timestamp, got.body)
    assert got.headers["webhook-signature"] == expected


async def arrived(receiver: Receiver, number: int) -> bool:
    return len(receiver.received) == number


async def test_the_secret_is_shown_once(http: AsyncClient, receiver: Receiver) -> None:
    webhook = await registered(http, receiver)

    listed = await http.get(HOOKS)
    rotated = (await http.post(f"{HOOKS}/{webhook['id']}:rotate")).json()

    assert webhook["secret"] not in listed.text
    assert "secret" not in listed.json()[0]
    assert rotated["secret"] != webhook["secret"]


async def test_a_ping_arrives_and_is_listed(http: AsyncClient, receiver: Receiver) -> None:
    webhook = await registered(http, receiver)
    path = f"{HOOKS}/{webhook['id']}"

    ping = (await http.post(f"{path}:test")).json()
    await until(lambda: arrived(receiver, 1))
    await until(lambda: settled(http, path))

    (delivery,) = (await http.get(f"{path}/deliveries")).json()
    assert (ping["type"], ping["status"]) == ("lapkin.webhook.ping.v1", "menunggu")
    assert (delivery["status"], delivery["answered"], delivery["attempts"]) == ("terkirim", 204, 1)
    assert receiver.event_ids == [ping["event_id"]]


async def settled(http: AsyncClient, path: str) -> bool:
    deliveries = (await http.get(f"{path}/deliveries")).json()
    return all(one["status"] != "menunggu" for one in deliveries)


async def test_a_delivery_is_sent_again_with_a_note(http: AsyncClient, receiver: Receiver) -> None:
    webhook = await registered(http, receiver)
    path = f"{HOOKS}/{webhook['id']}"
    ping = (await http.post(f"{path}:test")).json()
    await until(lambda: settled(http, path))

    again = await http.post(
        f"{path}/deliveries/{ping['event_id']}:redrive", json={"note": "Penerima dipulihkan."}
    )
    await until(lambda: arrived(receiver, 2))

    assert (again.status_code, again.json()["note"]) == (202, "Penerima dipulihkan.")
    assert len(set(receiver.event_ids)) == 1


async def test_a_disabled_webhook_sends_nothing_until_it_is_enabled(
    http: AsyncClient, receiver: Receiver
) -> None:
    webhook = await registered(http, receiver)
    path = f"{HOOKS}/{webhook['id']}"

    disabled = await http.post(f"{path}:disable")
    refused = await http.post(f"{path}:test")
    enabled = await http.post(f"{path}:enable")

    assert (disabled.json()["is_active"], refused.status_code) == (False, 409)
    assert refused.json()["code"] == "webhook-inactive"
    assert enabled.json()["is_active"] is True


async def test_a_deleted_webhook_is_seen_no_more(http: AsyncClient, receiver: Receiver) -> None:
    webhook = await registered(http, receiver)
    path = f"{HOOKS}/{webhook['id']}"

    deleted = await http.delete(path)
    again = await http.post(f"{path}:enable")

    assert (deleted.status_code, again.status_code) == (204, 404)
    assert (await http.get(HOOKS)).json() == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"url": "http://opd.example/kinerja"}, "webhook-url-refused"),
        ({"url": "https://10.0.0.5/kinerja"}, "webhook-url-refused"),
        ({"url": "https://[::1]/kinerja"}, "webhook-url-refused"),
        ({"url": "https://ani:rahasia@opd.example/"}, "webhook-url-refused"),
        (
            {"url": "https://opd.example/", "types": ["lapkin.pejabat.assigned.v1"]},
            "unknown-event-type",
        ),
    ],
)
async def test_an_address_or_a_type_that_must_not_be_told_is_refused(
    client: AsyncClient, signer: Signer, body: dict[str, Any], code: str
) -> None:
    answer = await client.post(HOOKS, json=body, headers=signer.bearer("admin@*"))

    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_a_unit_administers_its_own_webhooks_alone(
    client: AsyncClient, signer: Signer
) -> None:
    own, other = signer.bearer("admin@dinkes"), signer.bearer("admin@dispora")
    body = {"url": "https://opd.example/kinerja", "unit": "dinkes"}

    everything = await client.post(HOOKS, json={"url": body["url"]}, headers=own)
    made = await client.post(HOOKS, json=body, headers=own)
    path = f"{HOOKS}/{made.json()['id']}"

    assert (everything.status_code, made.status_code) == (403, 201)
    assert (await client.get(HOOKS, headers=other)).json() == []
    assert (await client.get(f"{path}/deliveries", headers=other)).status_code == 403
    assert (await client.post(f"{path}:rotate", headers=other)).status_code == 403
    assert (await client.get(f"{HOOKS}/lain/deliveries", headers=own)).status_code == 404
