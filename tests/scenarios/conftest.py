"""Each scenario plays on a site of its own, once per engine, and is checked when it is over."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from conftest import NewStore
from structlog.testing import capture_logs
from support.broker import NatsServer
from support.deployment import SERVICES
from support.processes import Processes
from support.replay import assert_replay_gives_the_same_rows
from support.stores import Stores
from support.world import World


@pytest.fixture
def databases(new_store: NewStore) -> dict[str, str]:
    """A clean store per service."""
    return {name: new_store(name) for name in SERVICES}


@pytest_asyncio.fixture
async def world(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    nats_server: NatsServer,
    databases: dict[str, str],
    stores: Stores,
) -> AsyncIterator[World]:
    """`@pytest.mark.parametrize("world", [{"aggregator": {...}}], indirect=True)` sets settings.

    Afterwards: the log replayed from zero gives the same rows, no fact became a dead letter, and
    no log line holds an address.
    """
    settings = getattr(request, "param", None)
    with capture_logs() as lines:
        async with World.start(tmp_path, nats_server, databases, settings) as world:
            yield world
            await assert_replay_gives_the_same_rows(world, stores, tmp_path)
            for name in SERVICES:
                letters = await world.person("admin").get(f"/{name}/v1/dead-letters")
                assert not letters, f"{name}: {letters}"
    assert "@bantul.test" not in repr(lines)


@pytest_asyncio.fixture
async def processes(
    tmp_path: Path, nats_server: NatsServer, databases: dict[str, str]
) -> AsyncIterator[World]:
    """The same site as four processes that may be killed."""
    async with Processes.start(tmp_path, nats_server, databases) as world:
        yield world
