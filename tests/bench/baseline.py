"""Starts the textbook stack: a collector, an aggregator, the same broker configuration."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import nats
from nats.js.errors import NotFoundError

from bench import workload
from bench.chain import Chain
from bench.load import request
from bench.processes import Broker, Program, python
from bench.textbook.events import STREAM
from lapkin.site import free_port

DURABLE = "aggregator"


@asynccontextmanager
async def textbook(folder: Path, units: int) -> AsyncIterator[Chain]:
    """The stack on fresh stores in `folder`."""
    port, store = free_port(), folder / "textbook-aggregator.db"
    arguments = ["bench.textbook.collector:app", "--port", str(port), "--no-access-log"]
    chain = Chain(
        broker=Broker(folder),
        collector=Program("textbook-collector", python("uvicorn", *arguments), folder),
        aggregator=Program("textbook-aggregator", python("bench.textbook.aggregator"), folder),
        port=port,
        store=store,
        taken_in="SELECT max(id) FROM inbox",
        request=lambda n: request("POST", "/v1/submissions", workload.body(n, units)),
    )
    told = {"TEXTBOOK_NATS_URL": chain.broker.url}
    try:
        chain.broker.start()
        await chain.broker.until_listening()
        chain.aggregator.start(told | {"TEXTBOOK_DATABASE": str(store)})
        await chain.aggregator.until(lambda: _consumes(chain.broker.url))
        database = str(folder / "textbook-collector.db")
        chain.collector.start(told | {"TEXTBOOK_DATABASE": database})
        await chain.collector.until(lambda: answers(f"http://127.0.0.1:{port}/health"))
        yield chain
    finally:
        chain.stop()


async def answers(url: str) -> bool:
    """Whether `url` says that all is well."""
    async with httpx.AsyncClient() as client:
        try:
            return (await client.get(url)).is_success
        except httpx.TransportError:
            return False


async def _consumes(url: str) -> bool:
    client = await nats.connect(url)
    try:
        await client.jetstream().consumer_info(STREAM, DURABLE)
    except NotFoundError:
        return False
    finally:
        await client.close()
    return True
