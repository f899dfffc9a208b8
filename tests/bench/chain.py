"""A collector and an aggregator with a broker between them, and what both stacks are asked to do."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.load import closed_loop
from bench.measure import Sample, cpu_seconds
from bench.processes import Broker, Program

PATIENCE_SECONDS = 120.0


class LeftBehind(Exception):
    """The aggregator did not take in everything that the collector accepted."""


@dataclass
class Chain:
    """One stack under load: its processes, where it listens, and how far its aggregator is."""

    broker: Broker
    collector: Program
    aggregator: Program
    port: int
    store: Path
    """The aggregator's SQLite file."""
    taken_in: str
    """A query that counts the submissions the aggregator has committed."""
    request: Callable[[int], bytes]
    """The bytes of the n-th submission."""
    sent: int = 0
    """Submissions sent so far: none is sent twice."""
    _reader: sqlite3.Connection | None = field(default=None, repr=False)

    @property
    def pids(self) -> Sequence[int]:
        return [program.pid for program in (self.broker, self.collector, self.aggregator)]

    def next_requests(self, count: int) -> list[bytes]:
        first = self.sent
        self.sent += count
        return [self.request(number) for number in range(first, self.sent)]

    def taken(self) -> int:
        if self._reader is None:
            uri = f"file:{self.store}?mode=ro"
            self._reader = sqlite3.connect(uri, uri=True, isolation_level=None)
        count: int | None = self._reader.execute(self.taken_in).fetchone()[0]
        return count or 0

    async def until_taken(self, count: int) -> None:
        """Wait until the aggregator has committed `count` submissions in all.

        Raises:
            LeftBehind: it never did.
        """
        give_up = time.monotonic() + PATIENCE_SECONDS
        while (taken := self.taken()) < count:
            if time.monotonic() > give_up:
                msg = f"{taken} of {count}; {self.aggregator.output()[-2000:]}"
                raise LeftBehind(msg)
            await asyncio.sleep(0.005)

    async def burst(self, count: int) -> Sample:
        """Send `count` submissions over 64 connections; done when the aggregator has them all."""
        requests = self.next_requests(count)
        cpu = cpu_seconds(self.pids)
        answers = await closed_loop(self.port, requests)
        answers.require(200, 201)
        await self.until_taken(self.sent)
        seconds = time.perf_counter() - min(answers.sent_at)
        return Sample(count, seconds, cpu_seconds(self.pids) - cpu)

    def stop(self) -> None:
        if self._reader is not None:
            self._reader.close()
        for program in (self.collector, self.aggregator, self.broker):
            program.stop()
