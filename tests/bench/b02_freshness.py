"""B2, freshness: from the moment a submission is sent until its processed lines can be read.

Idle: one submission at a time, against two fdatasync of 4 kB measured in the same round, for that
is what two durable stores must at least wait for. Under load: an open loop at half the rate that
the same site has just taken in.
"""

import asyncio
import socket
import sqlite3
import statistics
import threading
import time
from dataclasses import dataclass, field

from bench import workload
from bench.b01_chain import WARM_UP
from bench.baseline import textbook
from bench.chain import Chain
from bench.load import HOST, open_loop
from bench.measure import fdatasync_us, percentile
from bench.options import Options
from bench.product import Seed, lapkin
from bench.score import Score, against, alone, at_most

POLL_SECONDS = 0.0002
GIVE_UP_SECONDS = 30.0
EVENT = "lapkin.data.submitted.v1"


@dataclass(frozen=True)
class Freshness:
    """Milliseconds from sent to readable, in one round."""

    idle: list[float]
    loaded: list[float]
    two_syncs: float


async def run(options: Options) -> list[Score]:
    site = await options.seeded()
    rounds = await options.in_turn(
        {
            "product": lambda: _product(options, site),
            "textbook": lambda: _textbook(options, site.units),
        },
    )
    product, baseline = rounds["product"], rounds["textbook"]
    idle_p50 = [statistics.median(each.idle) for each in product]
    floor = [each.two_syncs for each in product]
    return [
        against(
            "B2", "idle p50, against 2 fdatasync", idle_p50, floor, unit="ms", target=at_most(6)
        ),
        against(
            "B2",
            "idle p99, against 2 fdatasync",
            [percentile(each.idle, 0.99) for each in product],
            floor,
            unit="ms",
            target=at_most(20),
        ),
        alone(
            "B2",
            "p99 at half load",
            [percentile(each.loaded, 0.99) for each in product],
            unit="ms",
            target=at_most(30),
        ),
        against(
            "B2",
            "idle p50, against the textbook stack",
            idle_p50,
            [statistics.median(each.idle) for each in baseline],
            unit="ms",
            target=at_most(1 / 50),
        ),
    ]


async def _product(options: Options, site: Seed) -> Freshness:
    singles = options.scaled(300, quick=20)
    with options.round_folder() as folder:
        two_syncs = 2 * fdatasync_us(folder) / 1000
        async with lapkin(site, folder) as chain:
            await chain.burst(min(WARM_UP, singles))
            idle = await asyncio.to_thread(_one_by_one, chain, singles)
            capacity = await chain.burst(options.scaled(2_000, quick=100))
            loaded = await _half_load(chain, site, capacity.rate / 2, options)
    return Freshness(idle, loaded, two_syncs)


async def _textbook(options: Options, units: int) -> Freshness:
    singles = options.scaled(60, quick=10)
    with options.round_folder() as folder:
        async with textbook(folder, units) as chain:
            await chain.burst(20)
            idle = await asyncio.to_thread(_one_by_one, chain, singles)
    return Freshness(idle, [], 0.0)


def _one_by_one(chain: Chain, count: int) -> list[float]:
    """Send, wait until it can be read, pause; plain blocking calls, for they are the quickest."""
    taken = []
    with (
        socket.create_connection((HOST, chain.port)) as connection,
        sqlite3.connect(f"file:{chain.store}?mode=ro", uri=True, isolation_level=None) as reader,
    ):
        for content in chain.next_requests(count):
            before = _count(reader, chain)
            started = time.perf_counter()
            connection.sendall(content)
            while _count(reader, chain) == before:
                time.sleep(POLL_SECONDS)
                assert time.perf_counter() - started < GIVE_UP_SECONDS, "never became readable"
            taken.append((time.perf_counter() - started) * 1000)
            connection.recv(65536)
            time.sleep(0.01)
    reader.close()
    return taken


def _count(reader: sqlite3.Connection, chain: Chain) -> int:
    count: int | None = reader.execute(chain.taken_in).fetchone()[0]
    return count or 0


async def _half_load(chain: Chain, site: Seed, rate: float, options: Options) -> list[float]:
    seconds = options.scaled(6, quick=1)
    first = chain.sent
    requests = chain.next_requests(int(rate * seconds))
    watch = Watch(chain)
    watch.start()
    try:
        answers = await open_loop(chain.port, requests, rate=rate)
        answers.require(201)
        await chain.until_taken(chain.sent)
    finally:
        watch.stop()
    sent_at = {
        _key(number, site.units): moment for number, moment in enumerate(answers.sent_at, first)
    }
    seen_at = {key: moment for key, moment in watch.seen_at.items() if key in sent_at}
    assert len(seen_at) == len(sent_at), f"{len(seen_at)} of {len(sent_at)} were seen"
    return [(seen_at[key] - sent_at[key]) * 1000 for key in sent_at]


def _key(number: int, units: int) -> tuple[str, int]:
    """Aggregate and version of the event that the n-th submission leads to."""
    one = workload.submission(number, units)
    version = number // (units * len(workload.TRIWULAN)) + 1
    return f"{EVENT}.{one['unit']}.{one['period']}", version


@dataclass
class Watch:
    """Notes when each event became readable in the aggregator's store."""

    chain: Chain
    seen_at: dict[tuple[str, int], float] = field(default_factory=dict)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        uri = f"file:{self.chain.store}?mode=ro"
        reader = sqlite3.connect(uri, uri=True, isolation_level=None)
        (last,) = reader.execute("SELECT max(rowid) FROM inbox").fetchone()
        query = "SELECT rowid, aggregate, version FROM inbox WHERE rowid > ?"
        is_over = False
        while not is_over:
            is_over = self._stopping.is_set()  # what came before is read once more
            rows = reader.execute(query, (last,)).fetchall()
            now = time.perf_counter()
            for rowid, aggregate, version in rows:
                self.seen_at[(aggregate, version)] = now
                last = max(last, rowid)
            time.sleep(POLL_SECONDS * 5)
        reader.close()
