"""B14, the paper: a quarterly report of 40 indikator composed, rendered to PDF/A and signed.

Floor: a page with nothing on it by the same Typst, in the same process.
"""

import json
import statistics
from typing import Any

from bench.options import Options
from bench.processes import Program, python
from bench.score import Score, against, alone, at_most

REPORTS = 6
ROUNDS = 3


async def run(options: Options) -> list[Score]:
    runs = (await options.in_turn({"papers": lambda: _papers(options)}, at_most=ROUNDS))["papers"]
    first = [papers[0]["report"]["seconds"] for papers in runs]
    later = [_medians([one["report"] for one in papers[1:]]) for papers in runs]
    pages = [_medians([one["page"] for one in papers[1:]]) for papers in runs]
    return [
        alone(
            "B14",
            "report of 40 indikator, figures to signed PDF, wall",
            [one["seconds"] for one in later],
            unit="s",
            target=at_most(1),
        ),
        alone("B14", "the first one of a process, wall", first, unit="s"),
        against(
            "B14",
            "CPU of such a report, against an empty page",
            [one["cpu"] * 1000 for one in later],
            [one["cpu"] * 1000 for one in pages],
            unit="ms",
        ),
    ]


async def _papers(options: Options) -> list[dict[str, Any]]:
    with options.round_folder() as folder:
        count = options.scaled(REPORTS, quick=2)
        worker = Program("paper", python("bench.paper_worker", str(folder), str(count)), folder)
        worker.start()
        try:
            await worker.until_ended()
        finally:
            worker.stop()
        return [json.loads(line) for line in worker.output().splitlines()]


def _medians(samples: list[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(one[name] for one in samples) for name in ("seconds", "cpu")}
