"""The collector on a real store, and over HTTP with tokens that really verify."""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from conftest import NewStore
from fastapi import FastAPI
from pydantic import SecretStr
from support.collecting import Collecting
from support.tokens import Signer

from collector.main import build
from collector.settings import Settings
from lapkin_chassis.clock import Clock
from lapkin_chassis.store import Store
from lapkin_contracts.rules.periods import ZONE

ORIGIN = "http://lapkin.test"
BOOTSTRAP = "a secret only the operator of this site holds"


class OfficeClock(Clock):
    """Stands where a test set it."""

    def __init__(self) -> None:
        super().__init__(ZONE)
        self.moment = datetime(2024, 4, 2, 9, 0, tzinfo=ZONE)

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
def store_url(new_store: NewStore) -> str:
    return new_store("collector")


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    store = Store(store_url, "/lapkin/collector")
    yield store
    store.close()


@pytest.fixture
def clock() -> OfficeClock:
    return OfficeClock()


@pytest.fixture
def settings(store_url: str, tmp_path: Path, signer: Signer) -> Settings:
    """No broker listens there: events wait in the outbox, where tests look at them."""
    return Settings(
        database_url=SecretStr(store_url),
        nats_url="nats://127.0.0.1:1",
        keys_url=signer.keys_url,
        key_file=signer.write(tmp_path / "collector.key"),
        bootstrap_secret=SecretStr(BOOTSTRAP),
    )


@pytest_asyncio.fixture
async def app(settings: Settings, clock: OfficeClock) -> AsyncIterator[FastAPI]:
    app = build(settings, clock)
    async with app.router.lifespan_context(app):
        yield app


@pytest_asyncio.fixture
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A stranger; `signer.bearer("staf@dinkes")` gives the headers of someone."""
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        yield client


@pytest_asyncio.fixture
async def collecting(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Collecting:
    """Dinkes and disdik owe figures for the first triwulan of 2024."""
    collecting = Collecting(http, signer, app)
    await collecting.set_up()
    await collecting.open()
    return collecting
