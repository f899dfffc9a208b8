"""Runs the benchmarks one after the other, prints the table, writes bench.json."""

import argparse
import signal
import tempfile
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path

import typer
import uvloop

from bench import (
    b01_chain,
    b02_freshness,
    b03_ingest,
    b04_store,
    b05_relay,
    b11_footprint,
    b12_year,
    b14_paper,
    b15_pages,
)
from bench.options import Options
from bench.score import Score, machine, table, write_json
from lapkin_chassis.telemetry import configure_logs

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"

BENCHMARKS: Mapping[str, Callable[[Options], Awaitable[list[Score]]]] = {
    "B1": b01_chain.run,
    "B2": b02_freshness.run,
    "B3": b03_ingest.run,
    "B4": b04_store.run,
    "B5": b05_relay.run,
    "B11": b11_footprint.run,
    "B12": b12_year.run,
    "B14": b14_paper.run,
    "B15": b15_pages.run,
}


def main() -> None:
    wanted = _arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended either way, children stop
    configure_logs("error")
    BUILD.mkdir(exist_ok=True)
    facts = {"machine": machine(), "rounds": wanted.rounds, "quick": wanted.quick}
    scores: list[Score] = []
    with tempfile.TemporaryDirectory(dir=BUILD, prefix="bench-") as name:
        options = Options(wanted.rounds, wanted.quick, wanted.full, Path(name))
        try:
            uvloop.run(_run(wanted.only, options, scores))
        except KeyboardInterrupt:
            typer.echo("stopped", err=True)
            raise SystemExit(130) from None
        finally:  # a benchmark that fails does not take the others' figures with it
            typer.echo(table(scores))
            write_json(scores, ROOT / "bench.json", facts)


async def _run(only: Sequence[str], options: Options, scores: list[Score]) -> None:
    for name in only:
        typer.echo(f"{name} ...", err=True)
        scores += await BENCHMARKS[name](options)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--only", type=_names, default=list(BENCHMARKS), help="such as B1,B3; all if left out"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--quick", action="store_true", help="tiny sizes: shows that it works, measures nothing"
    )
    parser.add_argument("--full", action="store_true", help="B4 grows to 400,000 submissions")
    return parser.parse_args()


def _names(text: str) -> list[str]:
    names = text.upper().split(",")
    if unknown := set(names) - set(BENCHMARKS):
        msg = f"{', '.join(sorted(unknown))}: choose from {', '.join(BENCHMARKS)}"
        raise argparse.ArgumentTypeError(msg)
    return names
