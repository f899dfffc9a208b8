"""The collector's writer alone, in a process of its own. Prints what each block took.

`product` hands whole use cases to the store; `rows` hands it the rows they lead to, ready made;
`raw` puts the same rows into one commit without any of our code.
"""

import asyncio
import gc
import json
import sqlite3
import sys
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import Any

from sqlmodel import Session

from bench import workload
from bench.load import CONNECTIONS
from collector.akun.signing import SigningKey
from collector.submission import service
from collector.submission.delivery import Delivery, read_delivery
from lapkin_chassis.clock import Clock
from lapkin_chassis.store import Store
from lapkin_contracts.rules.periods import ZONE

Statements = list[tuple[str, list[tuple[object, ...]]]]
"""Inserts with their rows."""

NEWEST_OF: Mapping[str, str] = {
    "submission": "SELECT * FROM submission ORDER BY seq",
    "outbox": "SELECT * FROM outbox WHERE aggregate LIKE 'lapkin.data.%' ORDER BY position",
    "idempotency": "SELECT * FROM idempotency ORDER BY rowid",
}
"""One row per submission each, in the order they were committed."""
CHILDREN: tuple[str, ...] = ()


def product(path: Path, _: Path, units: int, blocks: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Whole use cases: validation, merge, receipt, event, idempotency."""
    store = Store(f"sqlite:///{path}", "/lapkin/collector")
    key, now = SigningKey.open(path.with_name("collector.key")), Clock(ZONE).now()

    def submit(number: int, delivery: Delivery) -> Coroutine[Any, Any, object]:
        return store.write(
            service.submit,
            delivery,
            oleh="bench",
            idempotency_key=f"bench-{number}",
            signing_key=key,
            now=now,
        )

    done = 0
    for size in blocks:
        numbers = range(done, done + size)
        deliveries = [read_delivery(workload.body(number, units)) for number in numbers]
        works = list(map(partial, repeat(submit), numbers, deliveries))
        yield _timed(works)
        done += size
    store.close()


def rows(path: Path, filled: Path, _: int, __: Sequence[int]) -> Iterator[dict[str, Any]]:
    """What the writer itself costs: the same rows, one caller per submission."""
    store = Store(f"sqlite:///{path}", "/lapkin/collector")
    yield _timed([partial(store.write, _insert, each) for each in _submissions(filled)])
    store.close()


def raw(path: Path, filled: Path, _: int, __: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The floor: every row of every submission in one commit, fully durable."""
    together: dict[str, list[tuple[object, ...]]] = {}
    count = 0
    for statements in _submissions(filled):
        count += 1
        for statement, values in statements:
            together.setdefault(statement, []).extend(values)
    gc.freeze()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    started, cpu = time.perf_counter(), time.process_time()
    connection.execute("BEGIN IMMEDIATE")
    for statement, values in together.items():
        connection.executemany(statement, values)
    connection.execute("COMMIT")
    yield _taken(count, started, cpu, [])
    connection.close()


def _insert(session: Session, statements: Statements) -> None:
    connection = session.connection()
    for statement, values in statements:
        connection.exec_driver_sql(statement, values)


def _submissions(filled: Path) -> Iterator[Statements]:
    """The rows of each submission that a store holds."""
    connection = sqlite3.connect(filled)
    tables = {name: connection.execute(query).fetchall() for name, query in NEWEST_OF.items()}
    for number, (seq, *_) in enumerate(tables["submission"]):
        statements = [
            (_statement(connection, name), [found[number]]) for name, found in tables.items()
        ]
        for name in CHILDREN:
            children = connection.execute(f"SELECT * FROM {name} WHERE seq = ?", (seq,))
            statements.append((_statement(connection, name), children.fetchall()))
        yield statements
    connection.close()


def _statement(connection: sqlite3.Connection, table: str) -> str:
    columns = connection.execute(f"SELECT * FROM {table} LIMIT 0").description
    return f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})"


def _timed(works: Sequence[Callable[[], Coroutine[Any, Any, object]]]) -> dict[str, Any]:
    """Run all, 64 of them waiting at any time."""
    latencies: list[float] = []
    waiting = iter(works)

    async def caller() -> None:
        for work in waiting:
            begun = time.perf_counter()
            await work()
            latencies.append(time.perf_counter() - begun)

    async def together() -> dict[str, Any]:
        started, cpu = time.perf_counter(), time.process_time()
        await asyncio.gather(*(caller() for _ in range(CONNECTIONS)))
        return _taken(len(works), started, cpu, latencies)

    gc.freeze()  # what was made ready for this run is not the store's garbage to search
    return asyncio.run(together())


def _taken(count: int, started: float, cpu: float, latencies: list[float]) -> dict[str, Any]:
    return {
        "operations": count,
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time() - cpu,
        "p99": sorted(latencies)[int(len(latencies) * 0.99)] if latencies else 0.0,
    }


WAYS = {"product": product, "rows": rows, "raw": raw}


def main(way: str, path: str, filled: str, units: str, *blocks: str) -> None:
    for taken in WAYS[way](Path(path), Path(filled), int(units), [int(size) for size in blocks]):
        sys.stdout.write(json.dumps(taken) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
