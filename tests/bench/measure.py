"""What a run costs: CPU time and memory of whole process trees, medians, honest ratios."""

import asyncio
import os
import statistics
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

TICK = os.sysconf("SC_CLK_TCK")
STEADY = 2.0
"""A baseline whose rounds differ by more says nothing, and neither would a ratio to it."""
IDLE_SHARE = 0.9
IDLE_WAIT_SECONDS = 20.0


@dataclass(frozen=True)
class Sample:
    """One round of one case."""

    operations: int
    seconds: float
    cpu_seconds: float

    @property
    def rate(self) -> float:
        return self.operations / self.seconds

    @property
    def cpu_us(self) -> float:
        return self.cpu_seconds * 1e6 / self.operations


class UnsteadyBaseline(Exception):
    """The rounds of the baseline differ too much for a ratio."""


def ratio(product: Sequence[float], baseline: Sequence[float]) -> float:
    """Median over median.

    Raises:
        UnsteadyBaseline: the largest round of the baseline is over twice its smallest.
    """
    spread = max(baseline) / min(baseline)
    if spread > STEADY:
        msg = f"baseline spread {spread:.1f}x"
        raise UnsteadyBaseline(msg)
    return statistics.median(product) / statistics.median(baseline)


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


async def interleave(
    rounds: int,
    cases: Mapping[str, Callable[[], Awaitable[T]]],
    pause: Callable[[], Awaitable[object]],
) -> dict[str, list[T]]:
    """Run the cases in turn, A B C A B C, each after a pause."""
    results: dict[str, list[T]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, case in cases.items():
            await pause()
            results[name].append(await case())
    return results


async def rest() -> None:
    """Wait until the processors are idle, but not for ever: others may share the machine."""
    give_up = time.monotonic() + IDLE_WAIT_SECONDS
    while time.monotonic() < give_up:
        before = _machine_ticks()
        await asyncio.sleep(0.3)
        idle, total = (now - then for now, then in zip(_machine_ticks(), before, strict=True))
        if total and idle / total >= IDLE_SHARE:
            return


def cpu_seconds(roots: Iterable[int]) -> float:
    """User and system time of processes and all their descendants, ended children included."""
    stats = _process_stats()
    # Fields 14 to 17 of /proc/<pid>/stat; the list starts behind the name, at field 3.
    return sum(sum(map(int, stats[pid][11:15])) for pid in tree(roots, stats)) / TICK


def pss_mib(roots: Iterable[int]) -> float:
    """Memory of a process tree; a page that several processes share counts once."""
    total_kib = 0
    for pid in tree(roots, _process_stats()):
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        total_kib += sum(int(line.split()[1]) for line in rollup.splitlines() if "Pss:" in line)
    return total_kib / 1024


def tree(roots: Iterable[int], stats: Mapping[int, Sequence[str]]) -> set[int]:
    """`roots` that are alive, with all their descendants."""
    found = {pid for pid in roots if pid in stats}
    while grown := {pid for pid, stat in stats.items() if int(stat[1]) in found} - found:
        found |= grown
    return found


def _process_stats() -> dict[int, list[str]]:
    stats = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_text(encoding="utf-8", errors="replace")
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended while we looked
            stats[int(folder.name)] = stat.rpartition(")")[2].split()
    return stats


def _machine_ticks() -> tuple[int, int]:
    """Idle ticks, and all ticks, of all processors since boot."""
    first = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0]
    ticks = [int(part) for part in first.split()[1:9]]
    return ticks[3] + ticks[4], sum(ticks)


def fdatasync_us(folder: Path, *, times: int = 300) -> float:
    """Median time to append 4 kB to a file and have it on disk: what durability costs here."""
    taken, page = [], os.urandom(4096)
    path = folder / "fdatasync"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    try:
        for _ in range(times):
            started = time.perf_counter()
            os.write(descriptor, page)
            os.fdatasync(descriptor)
            taken.append(time.perf_counter() - started)
    finally:
        os.close(descriptor)
        path.unlink()
    return statistics.median(taken) * 1e6
