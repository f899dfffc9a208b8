"""What a benchmark is told: how often, how much, and where it may write."""

import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bench.measure import interleave, rest
from bench.product import Seed, seed

T = TypeVar("T")


@dataclass
class Options:
    rounds: int
    is_quick: bool
    is_full: bool
    folder: Path
    """On the disk of the repository: a file system in memory would make durability free."""

    _site: Seed | None = None

    async def in_turn(
        self, cases: Mapping[str, Callable[[], Awaitable[T]]], *, at_most: int | None = None
    ) -> dict[str, list[T]]:
        """Interleaved rounds of each case; a quick run does not wait for idle processors."""
        rounds = min(self.rounds, at_most or self.rounds)
        return await interleave(rounds, cases, _at_once if self.is_quick else rest)

    async def seeded(self) -> Seed:
        """The site that product rounds start from a copy of; made on first use."""
        if self._site is None:
            folder = Path(tempfile.mkdtemp(dir=self.folder, prefix="seed-"))
            self._site = await seed(folder, self.scaled(500, quick=20))
        return self._site

    def scaled(self, full: int, *, quick: int) -> int:
        return quick if self.is_quick else full

    @contextmanager
    def round_folder(self) -> Iterator[Path]:
        """A fresh folder for one round, removed after it."""
        with tempfile.TemporaryDirectory(dir=self.folder, prefix="round-") as name:
            yield Path(name)


async def _at_once() -> None:
    """Begin the next case without a pause."""
