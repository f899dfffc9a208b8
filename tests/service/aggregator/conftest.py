from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
import pytest_asyncio
from conftest import NewStore
from fastapi import FastAPI
from pydantic import SecretStr
from support.office import Office
from support.tokens import Signer

from aggregator.consumers import consumers_of
from aggregator.main import build
from aggregator.settings import Settings
from lapkin_chassis.consumer import Consumers
from lapkin_chassis.store import Store


@pytest.fixture
def settings(new_store: NewStore, signer: Signer) -> Settings:
    """No broker listens there: tests hand facts over themselves, and look into the outbox."""
    return Settings(
        database_url=SecretStr(new_store("aggregator")),
        nats_url="nats://127.0.0.1:1",
        keys_url=signer.keys_url,
    )


@pytest.fixture
def consumers(settings: Settings) -> Consumers:
    return consumers_of(settings)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    store = Store(settings.database_url.get_secret_value(), "/lapkin/aggregator")
    yield store
    store.close()


@pytest_asyncio.fixture
async def app(settings: Settings) -> AsyncIterator[FastAPI]:
    app = build(settings)
    async with app.router.lifespan_context(app):
        yield app


@pytest_asyncio.fixture
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A stranger; `signer.bearer("staf@irban-1")` gives the headers of someone."""
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://lapkin.test") as client:
        yield client


@pytest.fixture
def office() -> Office:
    return Office()
