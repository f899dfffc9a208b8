"""One service's database. A use case is a plain function of a session; the store commits it.

On SQLite one thread writes, and commits everything that waits together (in savepoints of their
own if one of them is refused): many times the rate of a transaction per caller, at full durability.
On PostgreSQL each caller has its own transaction from a pool.
"""

import asyncio
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context, copy_context
from dataclasses import dataclass
from functools import partial
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from sqlalchemy import Connection, text
from sqlmodel import Session

from lapkin_chassis.engine import open_engine

P = ParamSpec("P")
R = TypeVar("R")

GROUP = 256
"""Callers committed together at most: about 20 ms of work, so nobody waits long behind others."""


class StoreClosed(RuntimeError):
    """Work was handed to a store that is shut or not yet open."""


@dataclass
class _Job:
    work: Callable[[Session], Any]
    context: Context
    loop: asyncio.AbstractEventLoop
    answer: "asyncio.Future[Any]"


class _Outcome(NamedTuple):
    job: _Job
    result: Any
    error: BaseException | None


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
        self._writer: _GroupCommit | _Pooled = (
            _GroupCommit(self) if self.is_sqlite else _Pooled(self)
        )

    async def write(
        self, work: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run `work` in one transaction and answer after it is on disk.

        It runs a second time where another caller in the same group was refused.
        """
        loop = asyncio.get_running_loop()
        answer = loop.create_future()
        job = _Job(partial(_call, work, args, kwargs), copy_context(), loop, answer)
        self._writer.put(job)
        result: R = await answer
        return result

    async def read(
        self, query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run `query` on a connection of its own, beside the writer."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._readers, self._read, partial(_call, query, args, kwargs)
        )

    def on_commit(self, bell: Callable[[], object]) -> None:
        """Call `bell` after each commit, from the writer's thread."""
        self._bells.append(bell)

    def ring(self) -> None:
        for bell in self._bells:
            bell()

    def close(self) -> None:
        """Finish what waits, then let go of the files."""
        self._writer.close()
        self._readers.shutdown()
        self._read_engine.dispose()
        self.engine.dispose()

    def _read(self, query: Callable[[Session], R]) -> R:
        with Session(self._read_engine, expire_on_commit=False) as session:
            return query(session)


def _call(
    work: Callable[..., R], args: tuple[Any, ...], kwargs: dict[str, Any], session: Session
) -> R:
    return work(session, *args, **kwargs)


class _GroupCommit:
    """The single writer of a SQLite file."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._open = True
        self._thread = threading.Thread(target=self._run, name="write", daemon=True)
        self._thread.start()

    def put(self, job: _Job) -> None:
        if not self._open:
            raise StoreClosed(self._store.source)
        self._jobs.put(job)

    def close(self) -> None:
        self._open = False
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (first := self._jobs.get()) is not None:
            group, last = [first], False
            while len(group) < GROUP and not self._jobs.empty():
                job = self._jobs.get()
                if job is None:
                    last = True
                    break
                group.append(job)
            self._commit(group)
            if last:
                return

    def _commit(self, group: list[_Job]) -> None:
        wanted = [job for job in group if not job.answer.cancelled()]
        try:
            outcomes = self._together(wanted) or self._one_by_one(wanted)
        except Exception as error:  # noqa: BLE001  a full disk must reach the callers, not end the thread
            outcomes = [_Outcome(job, None, error) for job in wanted]
        self._store.ring()
        _tell_callers(outcomes)

    def _together(self, jobs: Sequence[_Job]) -> list[_Outcome]:
        """All in one transaction; nothing at all if one of them is refused.

        Most groups go through whole, and savepoints would cost each caller a tenth of its time.
        """
        with self._store.engine.connect() as connection, connection.begin() as transaction:
            try:
                return [_Outcome(job, self._run_one(connection, job), None) for job in jobs]
            except BaseException:  # noqa: BLE001  whose it is shows when they go one by one
                transaction.rollback()
                return []

    def _one_by_one(self, jobs: Sequence[_Job]) -> list[_Outcome]:
        with self._store.engine.connect() as connection, connection.begin():
            return [self._attempt(connection, job) for job in jobs]

    def _attempt(self, connection: Connection, job: _Job) -> _Outcome:
        """Run one caller in a savepoint; its answer is given only after the common commit."""
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("SAVEPOINT caller")
        try:
            return _Outcome(job, self._run_one(connection, job), None)
        except BaseException as error:  # noqa: BLE001  it belongs to this caller alone
            driver.execute("ROLLBACK TO caller")
            return _Outcome(job, None, error)
        finally:
            driver.execute("RELEASE caller")

    def _run_one(self, connection: Connection, job: _Job) -> Any:  # noqa: ANN401  what the job gives
        session = _InGroup(connection, self._store.source)
        try:
            result = job.context.run(job.work, session)
            if session.in_transaction():  # only where the ORM was used
                session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            if session.in_transaction() or session.identity_map:
                session.close()
        return result


class _InGroup(Session):
    """A caller's session within the common transaction.

    Statements by the connection are inside the caller's savepoint already. Asking SQLAlchemy's
    session for it opens one more, at the price of ten statements; only the ORM needs that.
    """

    def __init__(self, connection: Connection, source: str) -> None:
        super().__init__(
            connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        )
        self.info["source"] = source
        self._joined = connection

    def connection(self, *_: Any, **__: Any) -> Connection:  # noqa: ANN401  what nobody passes here
        if self.in_transaction():  # flushed rows must be seen
            return super().connection()
        return self._joined


class _Pooled:
    """Writers of a PostgreSQL database: one transaction each."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._threads = ThreadPoolExecutor(8, thread_name_prefix="write")

    def put(self, job: _Job) -> None:
        self._threads.submit(self._commit, job)

    def close(self) -> None:
        self._threads.shutdown()

    def _commit(self, job: _Job) -> None:
        if job.answer.cancelled():
            return
        try:
            with Session(self._store.engine, expire_on_commit=False) as session, session.begin():
                session.info["source"] = self._store.source
                result = job.context.run(job.work, session)
        except BaseException as error:  # noqa: BLE001  it belongs to the caller
            _tell_callers([_Outcome(job, None, error)])
            return
        self._store.ring()
        _tell_callers([_Outcome(job, result, None)])


def _tell_callers(outcomes: Sequence[_Outcome]) -> None:
    """Wake each event loop once for all who wait in it, not once for each."""
    for loop in {outcome.job.loop for outcome in outcomes}:
        if not loop.is_closed():
            mine = [outcome for outcome in outcomes if outcome.job.loop is loop]
            loop.call_soon_threadsafe(_give_answers, mine)


def _give_answers(outcomes: Sequence[_Outcome]) -> None:
    for job, result, error in outcomes:
        if job.answer.done():
            continue
        if error is not None:
            job.answer.set_exception(error)
        else:
            job.answer.set_result(result)


def lock(session: Session, key: str) -> None:
    """Let one writer at a time pass for `key`, until its commit. SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(
            text("SELECT pg_advisory_xact_lock(hashtext(:key))"), {"key": key}
        )
