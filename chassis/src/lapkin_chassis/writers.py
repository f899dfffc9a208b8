"""How what callers want written reaches the disk.

On SQLite one thread commits everything that waits together (in savepoints of their own if one of
them is refused): many times the rate of a transaction per caller, at full durability. On PostgreSQL
each caller has its own transaction from a pool.
"""

import asyncio
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine
from sqlmodel import Session

GROUP = 256
"""Callers committed together at most: about 20 ms of work, so nobody waits long behind others."""
AT_ONCE = 32
"""Callers whose brief work an event loop does before it turns to others: about 10 ms of it."""


class StoreClosed(RuntimeError):
    """Work was handed to a store that is shut or not yet open."""


@dataclass
class Job:
    """What one caller wants written, and where it waits for the answer."""

    work: Callable[[Session], Any]
    context: Context
    loop: asyncio.AbstractEventLoop
    answer: "asyncio.Future[Any]"
    is_brief: bool
    """Whether the caller's loop can do it without keeping others waiting."""


class _Outcome(NamedTuple):
    job: Job
    result: Any
    error: BaseException | None


class GroupCommit:
    """The single writer of a SQLite file.

    Brief work is done by the callers' event loop, and this thread commits it (ADR 0014).
    """

    def __init__(self, engine: Engine, source: str, ring: Callable[[], None]) -> None:
        self._engine = engine
        self._source = source
        self._ring = ring
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._open = True
        self._thread = threading.Thread(target=self._run, name="write", daemon=True)
        self._thread.start()

    def put(self, job: Job) -> None:
        if not self._open:
            raise StoreClosed(self._source)
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

    def _commit(self, group: list[Job]) -> None:
        wanted = [job for job in group if not job.answer.cancelled()]
        try:
            outcomes = self._together(wanted) or self._one_by_one(wanted)
        except Exception as error:  # noqa: BLE001  a full disk must reach the callers, not end the thread
            outcomes = [_Outcome(job, None, error) for job in wanted]
        self._ring()
        _tell_callers(outcomes)

    def _together(self, jobs: Sequence[Job]) -> list[_Outcome]:
        """All in one transaction; nothing at all if one of them is refused.

        Most groups go through whole, and savepoints would cost each caller a tenth of its time.
        """
        with self._engine.connect() as connection, connection.begin() as transaction:
            try:
                if all(job.is_brief for job in jobs):
                    return self._by_their_loop(connection, jobs)
                return self._run_all(connection, jobs)
            except BaseException:  # noqa: BLE001  whose it is shows when they go one by one
                transaction.rollback()
                return []

    def _by_their_loop(self, connection: Connection, jobs: Sequence[Job]) -> list[_Outcome]:
        async def run(some: Sequence[Job]) -> list[_Outcome]:
            return self._run_all(connection, some)

        outcomes: list[_Outcome] = []
        for start in range(0, len(jobs), AT_ONCE):
            some = jobs[start : start + AT_ONCE]
            outcomes += asyncio.run_coroutine_threadsafe(run(some), some[0].loop).result()
        return outcomes

    def _run_all(self, connection: Connection, jobs: Sequence[Job]) -> list[_Outcome]:
        return [_Outcome(job, self._run_one(connection, job), None) for job in jobs]

    def _one_by_one(self, jobs: Sequence[Job]) -> list[_Outcome]:
        with self._engine.connect() as connection, connection.begin():
            return [self._attempt(connection, job) for job in jobs]

    def _attempt(self, connection: Connection, job: Job) -> _Outcome:
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

    def _run_one(self, connection: Connection, job: Job) -> Any:  # noqa: ANN401  what the job gives
        session = _InGroup(connection, self._source)
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


class Pooled:
    """Writers of a PostgreSQL database: one transaction each."""

    def __init__(self, engine: Engine, source: str, ring: Callable[[], None]) -> None:
        self._engine = engine
        self._source = source
        self._ring = ring
        self._threads = ThreadPoolExecutor(8, thread_name_prefix="write")

    def put(self, job: Job) -> None:
        self._threads.submit(self._commit, job)

    def close(self) -> None:
        self._threads.shutdown()

    def _commit(self, job: Job) -> None:
        if job.answer.cancelled():
            return
        try:
            with Session(self._engine, expire_on_commit=False) as session, session.begin():
                session.info["source"] = self._source
                result = job.context.run(job.work, session)
        except BaseException as error:  # noqa: BLE001  it belongs to the caller
            _tell_callers([_Outcome(job, None, error)])
            return
        self._ring()
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
