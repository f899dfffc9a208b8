from collections.abc import Callable, Iterator

import pytest
from conftest import empty_postgres
from support.reporting import Desk
from support.tokens import Signer, serving

from lapkin_chassis import migrations
from lapkin_chassis.store import Store
from reporter.consumers import consumers_of
from reporter.settings import Settings

OpenDesk = Callable[[str], Desk]


@pytest.fixture
def open_desk() -> Iterator[OpenDesk]:
    """Desks over empty stores, closed after the test."""
    stores: list[Store] = []

    def opened(url: str) -> Desk:
        stores.append(Store(url, "/lapkin/reporter"))
        migrations.upgrade(stores[-1], "reporter")
        settings = Settings(database_url=url, nats_url="", keys_url="")
        return Desk(stores[-1], consumers_of(settings))

    yield opened
    for store in stores:
        store.close()


@pytest.fixture
def desk(open_desk: OpenDesk, database_url: str) -> Desk:
    return open_desk(database_url)


@pytest.fixture
def other_desk(open_desk: OpenDesk, database_url: str, request: pytest.FixtureRequest) -> Desk:
    """A second, empty reporter on the same engine."""
    if database_url.startswith("sqlite"):
        return open_desk(database_url.replace("store.db", "other.db"))
    return open_desk(empty_postgres(request.getfixturevalue("postgres_server")))


@pytest.fixture(scope="session")
def signer() -> Iterator[Signer]:
    with serving(Signer()) as signer:
        yield signer
