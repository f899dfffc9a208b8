"""B4, the store: the collector's writer without HTTP, 64 callers waiting, synchronous=FULL.

Floor: the rows of all submissions in one commit by the bare driver. Between the two stands the
writer given those rows ready made, which tells the store's own cost from the use case's.
"""

import json
import shutil
from pathlib import Path
from typing import Any

from bench.measure import Sample, fdatasync_us
from bench.options import Options
from bench.processes import Program, python
from bench.product import Seed
from bench.score import Score, against, alone, at_least, at_most

BLOCKS = 10


async def run(options: Options) -> list[Score]:
    site = await options.seeded()
    count = options.scaled(4_000, quick=200)
    filled = options.folder / "filled.db"
    await _work(options, site, "product", (count,), keep=filled)
    syncs: list[float] = []

    async def product() -> Sample:
        syncs.append(1e6 / fdatasync_us(options.folder))
        return _sample((await _work(options, site, "product", (count,)))[0])

    async def ready_made() -> Sample:
        return _sample((await _work(options, site, "rows", (), filled=filled))[0])

    async def raw() -> Sample:
        return _sample((await _work(options, site, "raw", (), filled=filled))[0])

    samples = await options.in_turn({"product": product, "rows": ready_made, "raw": raw})
    rates = [sample.rate for sample in samples["product"]]
    cpu = {name: [sample.cpu_us for sample in taken] for name, taken in samples.items()}
    return [
        against(
            "B4",
            "writer CPU with the whole use case, against raw inserts",
            cpu["product"],
            cpu["raw"],
            unit="us",
            target=at_most(1.4),
        ),
        against(
            "B4",
            "writer CPU, rows ready made, against raw inserts",
            cpu["rows"],
            cpu["raw"],
            unit="us",
        ),
        against(
            "B4", "writer rate, against fdatasync", rates, syncs, unit="per s", target=at_least(3)
        ),
        against(
            "B4",
            "writer rate, rows ready made, against fdatasync",
            [sample.rate for sample in samples["rows"]],
            syncs,
            unit="per s",
        ),
        *await _growth(options, site),
    ]


async def _growth(options: Options, site: Seed) -> list[Score]:
    total = options.scaled(400_000 if options.is_full else 100_000, quick=1_000)
    blocks = (total // BLOCKS,) * BLOCKS
    taken = await _work(options, site, "product", blocks)
    rates = [_sample(block).rate for block in taken]
    return [
        against(
            "B4",
            f"last of {BLOCKS} blocks to {total:,}, against the first",
            [rates[-1]],
            [rates[0]],
            unit="per s",
            target=at_least(0.8),
        ),
        alone(
            "B4",
            "wait of 64 callers in the last block, p99",
            [taken[-1]["p99"] * 1000],
            unit="ms",
            target=at_most(25),
        ),
    ]


async def _work(
    options: Options,
    site: Seed,
    way: str,
    blocks: tuple[int, ...],
    *,
    filled: Path = Path(),
    keep: Path | None = None,
) -> list[dict[str, Any]]:
    """What each block took, on a copy of the seeded collector's store."""
    with options.round_folder() as folder:
        for file in site.folder.glob("collector.*"):
            shutil.copy(file, folder)
        database = folder / "collector.db"
        sizes = [str(size) for size in blocks]
        argv = python(
            "bench.store_worker", way, str(database), str(filled), str(site.units), *sizes
        )
        worker = Program("store", argv, folder)
        worker.start()
        try:
            await worker.until_ended()
        finally:
            worker.stop()
        if keep is not None:
            shutil.copy(database, keep)
        return [json.loads(line) for line in worker.output().splitlines()]


def _sample(taken: dict[str, Any]) -> Sample:
    return Sample(taken["operations"], taken["seconds"], taken["cpu"])
