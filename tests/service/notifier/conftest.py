from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from conftest import NewStore
from fastapi import FastAPI
from support.broker import free_port
from support.clock import OfficeClock
from support.mailbox import Mailbox
from support.sop_facts import at
from support.tokens import Signer

from lapkin_chassis.store import Store
from notifier.main import build
from notifier.settings import Settings


@pytest.fixture
def store_url(new_store: NewStore) -> str:
    return new_store("notifier")


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    store = Store(store_url, "/lapkin/notifier")
    yield store
    store.close()


@pytest.fixture
def clock(tmp_path: Path) -> OfficeClock:
    return OfficeClock(tmp_path / "jam", at("2026-10-09 10:00"))


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A real mail server on the loopback interface."""
    box = Mailbox()
    box.start()
    yield box
    box.stop()


@pytest.fixture
def settings(store_url: str, signer: Signer) -> Callable[..., Settings]:
    """Settings of a notifier whose broker is away, unless said otherwise."""

    def make(**given: Any) -> Settings:
        return Settings(
            **{
                "database_url": store_url,
                "nats_url": f"nats://127.0.0.1:{free_port()}",
                "keys_url": signer.keys_url,
                "link_secret": "rahasia-tautan-untuk-pengujian",
                "public_url": "https://lapkin.example",
                **given,
            }
        )

    return make


@pytest.fixture
async def app(settings: Callable[..., Settings], clock: OfficeClock) -> AsyncIterator[FastAPI]:
    """A notifier at work."""
    async with running(build(settings(), clock)) as app:
        yield app


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://lapkin") as client:
        yield client


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[FastAPI]:
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
def run() -> Callable[[FastAPI], AbstractAsyncContextManager[FastAPI]]:
    return running
