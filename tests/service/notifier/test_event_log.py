"""The event log: what is kept, how it is read, how it is waited for."""

import asyncio
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session
from support.facts import body_of, deliver
from support.sop_facts import Facts, at, officials, opened, ordered, recapped, submitted
from support.tokens import Signer

from lapkin_chassis.store import Store
from notifier.consumers import consumers
from notifier.event_log import repository
from notifier.event_log.domain import Interest

MORNING = at("2026-10-05 08:00")


def five_facts() -> Facts:
    data = submitted("2026-TW3", MORNING)
    return [
        opened("2026-TW3", MORNING),
        ordered("2026-TW3", MORNING),
        data,
        recapped("2026-TW3", MORNING, data),
        opened("2026-TW4", MORNING),
    ]


async def test_the_log_gives_back_the_very_bytes_that_travelled(store: Store) -> None:
    facts = five_facts()
    await deliver(store, consumers, *facts)

    page = await store.read(repository.page_after, 0, Interest(), 500)

    assert page.bodies == [body_of(one) for one in facts]


async def test_a_logged_event_can_neither_be_changed_nor_removed(store: Store) -> None:
    await deliver(store, consumers, opened("2026-TW3", MORNING))

    def tamper(session: Session, statement: str) -> None:
        session.connection().execute(text(statement))

    for statement in ("UPDATE event SET type = 'x'", "DELETE FROM event"):
        with pytest.raises(DBAPIError, match="append-only"):
            await store.write(tamper, statement)


async def test_positions_run_without_gaps_even_when_a_fact_is_refused(store: Store) -> None:
    early = recapped("2026-TW3", MORNING, submitted("2026-TW3", MORNING))
    with pytest.raises(Exception, match="follows from"):
        await deliver(store, consumers, early)
    await deliver(store, consumers, *five_facts())

    frames = await store.read(repository.frames_after, 0, 500)

    assert [frame.position for frame in frames] == [1, 2, 3, 4, 5]


async def fill(app: FastAPI, facts: Facts) -> None:
    await deliver(app.state.store, consumers, *facts)


async def read(client: AsyncClient, signer: Signer, **query: Any) -> dict[str, Any]:
    answer = await client.get("/v1/events", params=query, headers=signer.bearer("submit@dinkes"))
    answer.raise_for_status()
    page: dict[str, Any] = answer.json()
    return page


async def test_the_feed_is_read_page_by_page_by_its_cursor(
    app: FastAPI, client: AsyncClient, signer: Signer
) -> None:
    await fill(app, five_facts())

    first = await read(client, signer, limit=2)
    second = await read(client, signer, limit=2, after=first["next"])
    last = await read(client, signer, limit=2, after=second["next"])
    beyond = await read(client, signer, limit=2, after=last["next"])

    ids = [item["id"] for page in (first, second, last) for item in page["items"]]
    assert ids == [one.id for one in five_facts()]
    assert (beyond["items"], beyond["next"]) == ([], "5")
    assert first["retention_from"] == "2026-10-05T01:00:00Z"


async def test_the_feed_is_narrowed_by_type_unit_and_period(
    app: FastAPI, client: AsyncClient, signer: Signer
) -> None:
    await fill(app, five_facts())

    by_type = await read(
        client, signer, types="lapkin.data.submitted.v1,lapkin.rekap.completed.v1"
    )
    by_unit = await read(client, signer, unit="irban-1")
    by_period = await read(client, signer, period="2026-TW4")

    assert [item["type"].split(".")[1] for item in by_type["items"]] == ["data", "rekap"]
    assert [item["type"] for item in by_unit["items"]] == ["lapkin.data.submitted.v1"]
    assert [item["subject"] for item in by_period["items"]] == ["inspektorat/2026-TW4"]
    assert {page["next"] for page in (by_type, by_unit, by_period)} == {"5"}


async def test_a_long_poll_waits_for_an_event_of_interest(
    app: FastAPI, client: AsyncClient, signer: Signer
) -> None:
    waiting = asyncio.create_task(read(client, signer, wait=20, unit="irban-1"))
    await fill(app, [opened("2026-TW3", MORNING)])
    await asyncio.wait({waiting}, timeout=0.3)
    assert not waiting.done()

    await fill(app, [submitted("2026-TW3", MORNING)])
    page = await waiting

    assert [item["type"] for item in page["items"]] == ["lapkin.data.submitted.v1"]


async def test_a_long_poll_without_news_answers_with_an_empty_page(
    app: FastAPI, client: AsyncClient, signer: Signer
) -> None:
    page = await read(client, signer, wait=1)

    assert page == {"items": [], "next": "0", "retention_from": None}


async def test_one_event_is_found_by_its_id(
    app: FastAPI, client: AsyncClient, signer: Signer
) -> None:
    wanted = opened("2026-TW3", MORNING)
    await fill(app, [wanted])

    answer = await client.get(f"/v1/events/{wanted.id}", headers=signer.bearer())

    assert answer.content == body_of(wanted)
    assert answer.headers["content-type"] == "application/cloudevents+json"


async def test_facts_with_personal_data_are_for_operators(
    app: FastAPI, client: AsyncClient, signer: Signer
) -> None:
    people = officials(("Ani", "ani@contoh.go.id"))
    await fill(app, [people])

    everyone = await read(client, signer)
    one = await client.get(f"/v1/events/{people.id}", headers=signer.bearer("staf@irban-1"))
    operator = await client.get("/v1/events", headers=signer.bearer("operator@*"))

    assert everyone["items"] == []
    assert one.json()["code"] == "unknown-event"
    assert [item["id"] for item in operator.json()["items"]] == [people.id]


async def test_the_feed_refuses_strangers_and_unknown_types(
    client: AsyncClient, signer: Signer
) -> None:
    stranger = await client.get("/v1/events")
    unknown = await client.get(
        "/v1/events", params={"types": "lapkin.kopi.seduh.v1"}, headers=signer.bearer()
    )

    assert stranger.json()["code"] == "not-signed-in"
    assert (unknown.status_code, unknown.json()["code"]) == (422, "unknown-event-type")
