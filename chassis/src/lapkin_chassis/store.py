"""One service's database. A use case is a plain function of a session; the store commits it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import text
from sqlmodel import Session

from lapkin_chassis.engine import open_engine
from lapkin_chassis.writers import GroupCommit, Job, Pooled

P = ParamSpec("P")
R = TypeVar("R")


class Store:
    """Reads and writes of one service, and a bell that rings after each commit."""

    def __init__(self, url: str, source: str) -> None:
        self.source = source
        """CloudEvents source of what this store announces, `/lapkin/<service>`."""
        self.engine = open_engine(url, begin="BEGIN IMMEDIATE")
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._read_engine = open_engine(url, begin="BEGIN") if self.is_sqlite else self.engine
        self._readers = ThreadPoolExecutor(4, thread_name_prefix="read")
        self._bells: list[Callable[[], object]] = []
        writer = GroupCommit if self.is_sqlite else Pooled
        self._writer = writer(self.engine, source, self.ring)

    async def write(
        self, work: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run `work` in one transaction and answer after it is on disk.

        It runs a second time where another caller in the same group was refused.
        """
        return await self._put(partial(_call, work, args, kwargs), is_brief=False)

    async def write_brief(
        self, work: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """The same for work of a millisecond at most: on SQLite the event loop does it itself."""
        return await self._put(partial(_call, work, args, kwargs), is_brief=True)

    async def read(
        self, query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run `query` on a connection of its own, beside the writer."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._readers, self._read, partial(_call, query, args, kwargs)
        )

    async def read_brief(
        self, query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """The same for a look that takes a millisecond at most."""
        if self.is_sqlite:
            return self._read(partial(_call, query, args, kwargs))
        return await self.read(query, *args, **kwargs)

    def on_commit(self, bell: Callable[[], object]) -> None:
        """Call `bell` after each commit, from the writer's thread."""
        self._bells.append(bell)

    def ring(self) -> None:
        for bell in self._bells:
            bell()

    def close(self) -> None:
        """Finish what waits, then let go of the files.

        Not to be called by an event loop whose brief work waits: neither would see the end.
        """
        self._writer.close()
        self._readers.shutdown()
        self._read_engine.dispose()
        self.engine.dispose()

    def _put(self, work: Callable[[Session], R], *, is_brief: bool) -> "asyncio.Future[R]":
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[R] = loop.create_future()
        self._writer.put(Job(work, copy_context(), loop, answer, is_brief))
        return answer

    def _read(self, query: Callable[[Session], R]) -> R:
        with Session(self._read_engine, expire_on_commit=False) as session:
            return query(session)


def _call(
    work: Callable[..., R], args: tuple[Any, ...], kwargs: dict[str, Any], session: Session
) -> R:
    return work(session, *args, **kwargs)


def lock(session: Session, key: str) -> None:
    """Let one writer at a time pass for `key`, until its commit. SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(
            text("SELECT pg_advisory_xact_lock(hashtext(:key))"), {"key": key}
        )
