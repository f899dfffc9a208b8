"""Databases for tests: migrations run once per service and engine, and every test gets a clean store."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg

from lapkin_chassis import migrations
from lapkin_chassis.store import Store

SWIFT: Final = ("fsync = off", "full_page_writes = off", "synchronous_commit = off")
"""Nobody pulls the plug on the server of a test."""

CLEAN: Final = """
DO $$
DECLARE made record;
BEGIN
  SET LOCAL lock_timeout = '10s';  -- a test that left a transaction open is told so
  SET LOCAL session_replication_role = replica;  -- the log's own triggers forbid it otherwise
  FOR made IN
    SELECT relname AS name, relkind AS kind FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S')
      AND relname <> 'alembic_version'
  LOOP
    EXECUTE format(
      CASE made.kind WHEN 'S' THEN 'ALTER SEQUENCE %I RESTART' ELSE 'DELETE FROM %I' END,
      made.name
    );
  END LOOP;
END $$
"""


def hurry(server: str) -> None:
    """Settings of a PostgreSQL server whose data nobody will miss."""
    with psycopg.connect(server, autocommit=True) as connection:
        for setting in SWIFT:
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")


def empty_postgres(server: str) -> str:
    """A new database, without tables."""
    name = f"t{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?")


class Stores:
    """Stores at the newest schema of a service, as a site that has just been installed has them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._idle: dict[str, list[str]] = {}
        """Clean PostgreSQL databases by service."""

    def sqlite(self, service: str, folder: Path) -> str:
        original = self._folder / f"{service}.db"
        if not original.exists():
            _migrate(f"sqlite:///{original}", service)
        copy = folder / f"{service}-{uuid.uuid4().hex[:6]}.db"
        shutil.copyfile(original, copy)
        return f"sqlite:///{copy}"

    @contextmanager
    def postgres(self, service: str, server: str) -> Iterator[str]:
        """One of a few that are cleaned and used again: making one takes as long as a test."""
        idle = self._idle.setdefault(service, [])
        url = idle.pop() if idle else _migrate(empty_postgres(server), service)
        yield url
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(CLEAN)
        idle.append(url)


def _migrate(url: str, service: str) -> str:
    store = Store(url, f"/lapkin/{service}")
    migrations.upgrade(store, service)
    store.close()
    return url
