from collections.abc import Iterator

import pytest
from support.office import Office

from aggregator.consumers import build_consumers
from lapkin_chassis import migrations
from lapkin_chassis.consumer import Consumers
from lapkin_chassis.store import Store
from lapkin_contracts.rules.policy import KEBIJAKAN_BAWAAN


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    store = Store(database_url, "/lapkin/aggregator")
    migrations.upgrade(store, "aggregator")
    yield store
    store.close()


@pytest.fixture
def consumers() -> Consumers:
    return build_consumers(KEBIJAKAN_BAWAAN)


@pytest.fixture
def office() -> Office:
    return Office()
