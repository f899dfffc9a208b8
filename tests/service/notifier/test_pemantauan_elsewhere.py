"""What the console sees of another service, and does there: over real HTTP, in the caller's name."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from httpx import AsyncClient
from support.broker import free_port
from support.clock import OfficeClock
from support.facts import announced, letter_of
from support.sop_facts import at, opened
from support.tokens import Signer

from aggregator.main import build as build_aggregator
from aggregator.settings import Settings as AggregatorSettings
from lapkin.serve import Server
from lapkin_chassis import inbox
from lapkin_contracts.catalog import OWNED
from lapkin_contracts.tindakan import TindakanRecorded
from notifier.main import build
from notifier.settings import Settings

FACT = opened("2026-TW3", at("2026-10-05 08:00"))
FORM = {
    f"pilih:aggregator:{FACT.id}": FACT.partitionkey,
    "tindakan": "ulangi",
    "catatan": "penyebabnya sudah diperbaiki",
}


@asynccontextmanager
async def served(app: FastAPI) -> AsyncIterator[str]:
    """Its address while it answers."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = Server(uvicorn.Config(app, log_config=None, access_log=False), [app])
    serving = asyncio.create_task(server.serve([listener]))
    while not server.started:
        await asyncio.sleep(0.005)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    await serving


@pytest.fixture
async def aggregator(tmp_path: Path, signer: Signer) -> AsyncIterator[tuple[FastAPI, str]]:
    """Another service at work, without a broker, which could not take in an event."""
    settings = AggregatorSettings(
        database_url=f"sqlite:///{tmp_path / 'aggregator.db'}",
        nats_url=f"nats://127.0.0.1:{free_port()}",
        keys_url=signer.keys_url,
    )
    app = build_aggregator(settings)
    async with served(app) as address:
        await app.state.store.write(inbox.bury, letter_of(FACT), "belum dikenal", FACT.time)
        yield app, address


@pytest.fixture
async def http(
    aggregator: tuple[FastAPI, str],
    settings: Callable[..., Settings],
    clock: OfficeClock,
    run: Callable[[FastAPI], AbstractAsyncContextManager[FastAPI]],
    signer: Signer,
) -> AsyncIterator[tuple[FastAPI, AsyncClient]]:
    """A notifier that knows where that service is, and an operator before it."""
    urls = {name: f"http://127.0.0.1:{free_port()}" for name in OWNED}
    app = build(settings(service_urls=urls | {"aggregator": aggregator[1]}), clock)
    headers = signer.bearer("operator@*", sub="oka")
    async with (
        run(app) as app,
        AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://lapkin", headers=headers
        ) as http,
    ):
        yield app, http


async def test_a_letter_is_applied_where_it_failed_and_the_log_is_told(
    aggregator: tuple[FastAPI, str], http: tuple[FastAPI, AsyncClient]
) -> None:
    app, client = http
    before = await client.get("/pemantauan/gagal")
    answer = await client.post("/pemantauan/gagal", data=FORM)
    after = await client.get(answer.headers["location"])

    assert "aggregator: 1 tertahan" in before.text
    assert "collector: tidak menjawab di http://127.0.0.1:" in before.text
    assert "aggregator: 0 tertahan, 0 dikarantina, 1 sudah diulangi" in after.text
    (letter,) = await aggregator[0].state.store.read(inbox.dead_letters)
    assert (letter["status"], letter["closed_by"]) == ("redriven", "oka")
    (told,) = await app.state.store.read(announced, TindakanRecorded)
    assert (told.data.layanan, told.data.sasaran) == ("aggregator", FACT.partitionkey)


async def test_what_the_other_service_refuses_is_said_and_not_told_as_done(
    http: tuple[FastAPI, AsyncClient],
) -> None:
    app, client = http
    nobody = {f"pilih:collector:{FACT.id}": FACT.partitionkey}
    unknown = {**FORM, **nobody, "tindakan": "kembalikan"}
    answer = await client.post("/pemantauan/gagal", data=unknown)

    assert answer.status_code == 409
    assert "0 dari 2 berhasil." in answer.text
    assert "Tidak ada peristiwa gagal" in answer.text
    assert "collector tidak menjawab" in answer.text
    assert await app.state.store.read(announced, TindakanRecorded) == []


async def test_letters_of_other_services_are_for_those_who_may_act(
    http: tuple[FastAPI, AsyncClient], signer: Signer
) -> None:
    _, client = http
    page = await client.get("/pemantauan/gagal", headers=signer.bearer("pemantau@*"))

    assert "aggregator: isinya hanya untuk operator dan admin" in page.text
    assert "belum dikenal" not in page.text


async def test_health_tells_who_is_not_ready_and_who_does_not_answer(
    http: tuple[FastAPI, AsyncClient],
) -> None:
    _, client = http
    page = (await client.get("/pemantauan/kesehatan")).text
    aggregator = page.split("<h2>aggregator")[1].split("</li>")[0]
    reporter = page.split("<h2>reporter")[1].split("</li>")[0]

    assert "Belum siap: JetStream, penerima peristiwa." in aggregator
    assert "1 menunggu keputusan" in aggregator
    assert "Tidak menjawab" in reporter
