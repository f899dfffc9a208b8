"""Server-sent events over a real server: resuming, sharing, ending."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from support.broker import free_port
from support.facts import deliver
from support.sop_facts import Facts, at, opened, ordered, submitted
from support.tokens import Signer
from support.waiting import until

from notifier.consumers import consumers
from notifier.event_log import tail as tail_module

MORNING = at("2026-10-05 08:00")


@asynccontextmanager
async def listening_at(app: FastAPI) -> AsyncIterator[tuple[uvicorn.Server, str]]:
    """The application behind a real server, its lifespan being entered already."""
    port = free_port()
    config = uvicorn.Config(
        app, port=port, lifespan="off", log_level="critical", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    await until(lambda: asyncio.sleep(0, server.started))
    yield server, f"http://127.0.0.1:{port}"
    server.should_exit = True
    await asyncio.wait_for(serving, 5)


@pytest.fixture
async def address(app: FastAPI) -> AsyncIterator[str]:
    async with listening_at(app) as (_, address):
        yield address


async def lines_of(
    address: str, path: str = "/v1/events/tail", **headers: str
) -> AsyncIterator[str]:
    """Lines of a stream that say something, as they arrive."""
    async with (
        httpx.AsyncClient(base_url=address, timeout=10) as client,
        client.stream("GET", path, headers=headers) as answer,
    ):
        assert answer.headers["content-type"].startswith("text/event-stream")
        async for line in answer.aiter_lines():
            if line:
                yield line


async def positions(lines: AsyncIterator[str], number: int) -> list[int]:
    """Positions of the next events."""
    found: list[int] = []
    async for line in lines:
        if line.startswith("id: "):
            found.append(int(line.removeprefix("id: ")))
        if len(found) == number:
            break
    return found


async def append(app: FastAPI, *facts: Any) -> None:
    await deliver(app.state.store, consumers, *facts)


def three_facts() -> Facts:
    return [
        opened("2026-TW3", MORNING),
        ordered("2026-TW3", MORNING),
        submitted("2026-TW3", MORNING),
    ]


async def test_a_new_listener_hears_what_happens_from_now_on(
    app: FastAPI, address: str, signer: Signer
) -> None:
    first, *later = three_facts()
    await append(app, first)
    async with aclosing(lines_of(address, **signer.bearer())) as lines:
        assert await anext(lines) == "retry: 2000"
        await append(app, *later)

        assert await positions(lines, 2) == [2, 3]


async def test_a_listener_resumes_behind_the_last_event_it_saw(
    app: FastAPI, address: str, signer: Signer
) -> None:
    await append(app, *three_facts())

    async with aclosing(lines_of(address, **signer.bearer(), **{"Last-Event-ID": "1"})) as lines:
        assert await positions(lines, 2) == [2, 3]


async def test_a_listener_far_behind_reads_from_the_store_and_misses_nothing(
    app: FastAPI, address: str, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tail_module, "PAGE", 7)
    facts = [submitted("2026-TW3", MORNING, version) for version in range(1, 41)]
    await append(app, *facts[:20])
    async with aclosing(lines_of(address, "/v1/events/tail?after=0", **signer.bearer())) as lines:
        assert await positions(lines, 10) == list(range(1, 11))
        await append(app, *facts[20:])

        assert await positions(lines, 30) == list(range(11, 41))


async def test_a_listener_hears_only_what_it_asked_for(
    app: FastAPI, address: str, signer: Signer
) -> None:
    path = "/v1/events/tail?after=0&unit=irban-1"
    await append(app, *three_facts())

    async with aclosing(lines_of(address, path, **signer.bearer())) as lines:
        assert await positions(lines, 1) == [3]


async def test_a_silent_stream_says_that_it_is_alive(
    address: str, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tail_module, "HEARTBEAT_SECONDS", 0.05)

    async with aclosing(lines_of(address, **signer.bearer())) as lines:
        assert [await anext(lines) for _ in range(3)] == ["retry: 2000", ":", ":"]


async def test_the_public_stream_ticks_when_a_step_changed_and_says_no_more(
    app: FastAPI, address: str
) -> None:
    _, order, data = three_facts()
    async with aclosing(lines_of(address, "/langkah/arus")) as lines:
        await anext(lines)
        await append(app, data)
        await append(app, order)

        assert [await anext(lines) for _ in range(2)] == ["event: berubah", "data: 1"]


async def test_a_stranger_may_not_listen_to_events(address: str) -> None:
    async with httpx.AsyncClient(base_url=address) as client:
        assert (await client.get("/v1/events/tail")).status_code == 401


async def test_a_listener_that_left_is_forgotten(app: FastAPI, signer: Signer) -> None:
    async with listening_at(app) as (server, address):
        async with aclosing(lines_of(address, **signer.bearer())) as lines:
            await anext(lines)
            assert server.server_state.tasks

        await until(lambda: asyncio.sleep(0, not server.server_state.tasks), seconds=2)


async def test_streams_end_when_the_tail_closes_and_when_the_server_stops(
    app: FastAPI, signer: Signer
) -> None:
    async with listening_at(app) as (server, address):
        cut = asyncio.create_task(_read_to_the_end(address, signer))
        await until(lambda: asyncio.sleep(0, bool(server.server_state.tasks)))
    assert isinstance(await cut, httpx.RemoteProtocolError)

    async with listening_at(app) as (server, address):
        ended = asyncio.create_task(_read_to_the_end(address, signer))
        await until(lambda: asyncio.sleep(0, bool(server.server_state.tasks)))
        app.state.tail.close()
        assert await asyncio.wait_for(ended, 2) is None


async def _read_to_the_end(address: str, signer: Signer) -> Exception | None:
    try:
        async for _ in lines_of(address, **signer.bearer()):
            pass
    except httpx.RemoteProtocolError as error:
        return error
    return None
