from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import aggregator.main  # noqa: F401  every table is reached from there
from aggregator.tables import Table
from lapkin_chassis.inbox import PLUMBING
from lapkin_chassis.store import Store


def test_the_migrated_schema_is_the_one_the_models_describe(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, *_: name != "alembic_version"}
        )
        assert compare_metadata(context, [Table.metadata, PLUMBING]) == []
