from collections.abc import Iterator

import pytest
from sqlalchemy import text

from lapkin_chassis.inbox import PLUMBING
from lapkin_chassis.store import Store


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    store = Store(database_url, "/lapkin/toy")
    with store.engine.begin() as connection:
        PLUMBING.create_all(connection)
        connection.execute(
            text("CREATE TABLE tally (name varchar(40) PRIMARY KEY, total integer)")
        )
    yield store
    store.close()
