from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from lapkin_chassis.inbox import PLUMBING
from lapkin_chassis.store import Store
from lapkin_chassis.triggers import TRIGGERS
from notifier.tables import Table


def test_the_migrated_schema_is_the_one_the_tables_describe(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, [Table.metadata, TRIGGERS, PLUMBING]) == []
