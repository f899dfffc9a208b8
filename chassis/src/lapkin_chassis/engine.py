"""How the two databases are opened."""

from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "cache_size=-16000",  # KiB: what was just written is read again at once
    "wal_autocheckpoint=4000",  # pages: the busiest ones are copied back less often
    "temp_store=MEMORY",  # where savepoints keep what they may have to put back
)


def open_engine(url: str, *, begin: str) -> Engine:
    """`begin` is what a transaction begins with on SQLite."""
    parsed = make_url(url)
    if not parsed.drivername.startswith("sqlite"):
        parsed = parsed.set(drivername="postgresql+psycopg")
        return create_engine(parsed, pool_size=12, pool_pre_ping=True)

    engine = create_engine(parsed, pool_size=6)

    # Each caller of a group stands in a savepoint; the long way round costs more than the rest.
    engine.dialect.do_savepoint = partial(_tell, "SAVEPOINT")  # type: ignore[method-assign]
    engine.dialect.do_release_savepoint = partial(_tell, "RELEASE")  # type: ignore[method-assign]

    @event.listens_for(engine, "connect")
    def open_file(connection: Any, _: object) -> None:  # noqa: ANN401  DBAPI connections have no type
        connection.isolation_level = None  # the driver must not begin transactions by itself
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _tell(word: str, connection: Connection, name: str) -> None:
    driver: Any = connection.connection.driver_connection
    driver.execute(f"{word} {name}")
