"""B12, the office year: what the machine takes for the steps that the SOP gives minutes for."""

import json
import statistics
import time
from dataclasses import dataclass

from bench.options import Options
from bench.processes import BIN, Program
from bench.score import Score, alone
from lapkin_contracts.sop import load_sop

STEPS = (2, 3, 4)
QUARTERS = 4
ROUNDS = 3
SECONDS = {"menit_kerja": 60}


@dataclass(frozen=True)
class YearTaken:
    """Seconds for one sample year."""

    steps: float
    whole: float


async def run(options: Options) -> list[Score]:
    years = (await options.in_turn({"year": lambda: _year(options)}, at_most=ROUNDS))["year"]
    allowed = _allowed_seconds()
    note = f"SOP allows {allowed / 60:.0f} minutes"
    return [
        alone("B12", "SOP steps 2, 3, 4 of the year", [one.steps for one in years], unit="s"),
        alone(
            "B12",
            "allowed time, against the machine's",
            [allowed / statistics.median(one.steps for one in years)],
            unit="x",
            note=note,
        ),
        alone("B12", "whole sample year, wall", [one.whole for one in years], unit="s"),
    ]


async def _year(options: Options) -> YearTaken:
    with options.round_folder() as folder:
        out = folder / "out"
        demo = Program("demo", [str(BIN / "lapkin"), "demo", "--out", str(out), "--json"], folder)
        started = time.perf_counter()
        demo.start()
        try:
            await demo.until_ended()
        finally:
            demo.stop()
        whole = time.perf_counter() - started
        summary = json.loads((out / "ringkasan.json").read_text(encoding="utf-8"))
    steps = [
        float(step["seconds"])
        for step in summary["langkah"]
        if step["step"] in STEPS and "-TW" in step["period"]
    ]
    assert len(steps) == len(STEPS) * QUARTERS, f"{len(steps)} steps"
    return YearTaken(sum(steps), whole)


def _allowed_seconds() -> float:
    """What the SOP's column "Waktu" adds up to for four quarters."""
    allowed = [step.waktu for step in load_sop().steps if step.nomor in STEPS]
    return QUARTERS * sum(waktu.nilai * SECONDS[waktu.satuan] for waktu in allowed)
