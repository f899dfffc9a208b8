from collections.abc import AsyncIterator, Iterator
from datetime import datetime

import httpx
import pytest
import pytest_asyncio
from conftest import NewStore
from fastapi import FastAPI
from pydantic import SecretStr
from support.clock import StandingClock
from support.facts import deliver
from support.office import Office, an_indikator, said
from support.tokens import Signer

from aggregator.consumers import consumers_of
from aggregator.main import build
from aggregator.settings import Settings
from lapkin_chassis.consumer import Consumers
from lapkin_chassis.store import Store
from lapkin_contracts.rules.periods import ZONE


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


@pytest_asyncio.fixture
async def office_app(app: FastAPI, consumers: Consumers, office: Office) -> FastAPI:
    """One unit whose first triwulan is recapped with the policy of the settings; 2 January 2026."""
    facts = [*office.register("irban-1"), office.promise("irban-1", an_indikator("IK-1"))]
    facts.append(office.plan("irban-1", {"IK-1": ("50",) * 4}))
    facts.append(office.open("2026-TW1", "irban-1"))
    facts.append(office.submit("irban-1", "2026-TW1", said("IK-1", "75")))
    await deliver(app.state.store, consumers, *facts)
    app.state.clock = StandingClock(datetime(2026, 1, 2, 8, 0, tzinfo=ZONE))
    return app


@pytest.fixture
def admin(signer: Signer) -> dict[str, str]:
    return signer.bearer("admin@*", sub="adi")
