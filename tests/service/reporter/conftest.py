from collections.abc import Callable, Iterator

import pytest
from conftest import NewStore
from support.reporting import Desk

from lapkin_chassis.store import Store
from reporter.consumers import consumers_of
from reporter.settings import Settings

OpenDesk = Callable[[], Desk]


@pytest.fixture
def open_desk(new_store: NewStore) -> Iterator[OpenDesk]:
    """Desks over empty stores, closed after the test."""
    stores: list[Store] = []

    def opened() -> Desk:
        url = new_store("reporter")
        stores.append(Store(url, "/lapkin/reporter"))
        settings = Settings(database_url=url, nats_url="", keys_url="")
        return Desk(stores[-1], consumers_of(settings))

    yield opened
    for store in stores:
        store.close()


@pytest.fixture
def desk(open_desk: OpenDesk) -> Desk:
    return open_desk()


@pytest.fixture
def other_desk(open_desk: OpenDesk) -> Desk:
    """A second, empty reporter on the same engine."""
    return open_desk()
