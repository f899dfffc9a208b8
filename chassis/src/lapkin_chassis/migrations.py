"""Each service brings its own store up to date when it starts."""

import logging
from importlib.resources import files

from alembic import command, context, op
from alembic.config import Config
from sqlalchemy import MetaData
from sqlmodel import Session

from lapkin_chassis.inbox import PLUMBING
from lapkin_chassis.store import Store, lock

APPEND_ONLY = ("outbox",)


def upgrade(store: Store, package: str) -> None:
    """Apply the migrations of `package`; several replicas may try at once."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(files(package) / "migrations"))
    with store.engine.connect() as connection, connection.begin():
        lock(Session(connection), "migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def run_environment(*metadata: MetaData) -> None:
    """What every service's `migrations/env.py` calls."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=[*metadata, PLUMBING],
        transactional_ddl=False,  # `upgrade` holds the transaction
    )
    context.run_migrations()


def create_plumbing() -> None:
    """Outbox, inbox and dead letters, for a service's first migration."""
    PLUMBING.create_all(op.get_bind())
    for table in APPEND_ONLY:
        forbid_changes(table)


def forbid_changes(table: str) -> None:
    """Let rows be added to `table`, never changed or deleted."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_append_only()"
    )
