"""B11, footprint: `lapkin serve` at rest, against the four services as processes of their own."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from bench.baseline import answers
from bench.measure import cpu_seconds, pss_mib
from bench.options import Options
from bench.processes import BIN, Broker, Program
from bench.product import environment
from bench.score import Score, against, alone, at_most
from lapkin.site import SERVICES, free_port

ROOT = Path(__file__).resolve().parents[2]
SETTLE_SECONDS = 3.0
ROUNDS = 3
LOCAL = ("src", "contracts/src", "chassis/src", "ui/src", "services")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


@dataclass(frozen=True)
class Footprint:
    """One start, and a while of doing nothing."""

    ready_seconds: float
    cpu_percent: float
    """Of one processor."""
    pss_mib: float


async def run(options: Options) -> list[Score]:
    watch_seconds = options.scaled(15, quick=2)
    taken = await options.in_turn(
        {
            "one": lambda: _one_process(options, watch_seconds),
            "four": lambda: _four_processes(options, watch_seconds),
        },
        at_most=ROUNDS,
    )
    one, four = taken["one"], taken["four"]
    note = "baseline: four processes and nats-server"
    return [
        alone(
            "B11",
            "start to ready",
            [each.ready_seconds for each in one],
            unit="s",
            target=at_most(3),
        ),
        alone(
            "B11",
            "idle memory with broker",
            [each.pss_mib for each in one],
            unit="MiB",
            target=at_most(200),
        ),
        alone("B11", "idle CPU", [each.cpu_percent for each in one], unit="%", target=at_most(1)),
        against(
            "B11",
            "start, against four processes",
            [each.ready_seconds for each in one],
            [each.ready_seconds for each in four],
            unit="s",
            note=note,
        ),
        against(
            "B11",
            "memory, against four processes",
            [each.pss_mib for each in one],
            [each.pss_mib for each in four],
            unit="MiB",
            note=note,
        ),
        alone("B11", "installed size", [_installed_mib()], unit="MiB", note="without Python"),
    ]


async def _one_process(options: Options, watch_seconds: float) -> Footprint:
    with options.round_folder() as folder:
        port = free_port()
        argv = [str(BIN / "lapkin"), "serve", "--data", str(folder / "data"), "--port", str(port)]
        site = Program("lapkin", argv, folder)
        address = f"http://127.0.0.1:{port}"
        ready = [f"{address}/{name}/healthz/ready" for name in SERVICES]

        async def start() -> Sequence[Program]:
            site.start()
            return [site]

        try:
            return await _watched(start, ready, watch_seconds)
        finally:
            site.stop()


async def _four_processes(options: Options, watch_seconds: float) -> Footprint:
    with options.round_folder() as folder:
        broker, ports = Broker(folder), {name: free_port() for name in SERVICES}
        services = [
            Program(name, [str(BIN / "lapkin"), "serve", name, "--port", str(port)], folder)
            for name, port in ports.items()
        ]
        ready = [f"http://127.0.0.1:{port}/healthz/ready" for port in ports.values()]

        async def start() -> Sequence[Program]:
            broker.start()
            await broker.until_listening()
            for service in services:
                told = environment(service.name, folder, broker.url, ports["collector"])
                service.start(told)
            return [*services, broker]

        try:
            return await _watched(start, ready, watch_seconds)
        finally:
            for program in (*services, broker):
                program.stop()


async def _watched(
    start: Callable[[], Awaitable[Sequence[Program]]], ready: Sequence[str], seconds: float
) -> Footprint:
    started = time.perf_counter()
    programs = await start()
    for url in ready:
        await programs[0].until(lambda url=url: answers(url))  # type: ignore[misc]
    ready_seconds = time.perf_counter() - started
    pids = [program.pid for program in programs]
    await asyncio.sleep(SETTLE_SECONDS)
    cpu = cpu_seconds(pids)
    await asyncio.sleep(seconds)
    cpu_percent = (cpu_seconds(pids) - cpu) / seconds * 100
    return Footprint(ready_seconds, cpu_percent, pss_mib(pids))


def _installed_mib() -> float:
    """The pinned distributions that are here, our own sources, and the fonts."""
    names = PINNED.findall((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    installed = sum(_size_of_distribution(name) for name in names)
    own = sum(_size_of_folder(ROOT / folder) for folder in LOCAL)
    fonts = _size_of_folder(ROOT / ".venv" / "share" / "lapkin")
    return (installed + own + fonts) / 2**20


def _size_of_distribution(name: str) -> int:
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        return 0  # pinned for another platform
    paths = [Path(str(file.locate())) for file in files]
    return sum(path.stat().st_size for path in paths if path.is_file())


def _size_of_folder(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
