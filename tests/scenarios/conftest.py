"""Each scenario plays on a site of its own, once per engine."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from conftest import empty_postgres
from support.broker import NatsServer
from support.deployment import SERVICES
from support.world import World


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """An empty database per service."""
    if request.param == "sqlite":
        return {name: f"sqlite:///{tmp_path / name}.db" for name in SERVICES}
    server = request.getfixturevalue("postgres_server")
    return {name: empty_postgres(server) for name in SERVICES}


@pytest_asyncio.fixture
async def world(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    nats_server: NatsServer,
    databases: dict[str, str],
) -> AsyncIterator[World]:
    """`@pytest.mark.parametrize("world", [{"reporter": {...}}], indirect=True)` sets settings."""
    settings = getattr(request, "param", None)
    async with World.start(tmp_path, nats_server, databases, settings) as world:
        yield world
