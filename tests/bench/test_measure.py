"""The measuring itself: what it counts, what it refuses to say."""

import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bench.baseline import answers
from bench.load import WrongAnswers, closed_loop, open_loop, request
from bench.measure import UnsteadyBaseline, cpu_seconds, interleave, percentile, ratio
from bench.processes import Failed, Program, python
from bench.score import Target, against, at_least, at_most, table
from lapkin.site import free_port

BURN = "import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass"


def test_a_ratio_is_median_over_median() -> None:
    assert ratio([30.0, 90.0, 31.0], [10.0, 11.0, 9.0]) == 3.1


def test_no_ratio_to_a_baseline_that_wavers() -> None:
    with pytest.raises(UnsteadyBaseline, match=r"2\.1x"):
        ratio([30.0], [10.0, 21.0])


def test_a_wavering_baseline_is_shown_without_ratio_or_verdict() -> None:
    score = against("B1", "chain", [30.0], [10.0, 21.0], unit="events/s", target=at_least(15))

    assert (score.ratio, score.is_met) == (None, None)
    assert "baseline spread 2.1x" in table([score])


@pytest.mark.parametrize(("target", "is_met"), [(at_least(3), True), (at_most(2.9), False)])
def test_a_target_is_about_the_ratio(target: Target, *, is_met: bool) -> None:
    assert against("B1", "chain", [30.0], [10.0], unit="", target=target).is_met is is_met


async def test_cases_take_turns() -> None:
    order = []

    async def case(name: str) -> None:
        order.append(name)

    await interleave(
        2, {"a": lambda: case("a"), "b": lambda: case("b")}, pause=lambda: case("rest")
    )

    assert order == ["rest", "a", "rest", "b"] * 2


def test_cpu_time_of_children_that_ended_counts() -> None:
    before = cpu_seconds([os.getpid()])
    subprocess.run([sys.executable, "-c", BURN], check=True)

    assert cpu_seconds([os.getpid()]) - before >= 0.28


def test_a_percentile_is_a_value_that_was_seen() -> None:
    assert percentile([5.0, 1.0, 3.0, 4.0, 2.0], 0.99) == 5.0


async def test_load_counts_answers_and_stops_at_a_refusal(echo: int) -> None:
    requests = [request("POST", "/", {"number": number}) for number in range(200)]

    answered = await closed_loop(echo, requests)

    assert answered.statuses == {202: 200}
    with pytest.raises(WrongAnswers, match="202"):
        answered.require(201)


async def test_an_open_loop_is_never_ahead_of_its_rate(echo: int) -> None:
    started = time.perf_counter()

    answered = await open_loop(echo, [request("POST", "/", {})] * 100, rate=400)

    assert all(at >= started + number / 400 for number, at in enumerate(answered.sent_at))


async def test_a_program_that_ends_at_once_is_reported_with_its_log(tmp_path: Path) -> None:
    program = Program("broken", [sys.executable, "-c", "raise SystemExit('no disk')"], tmp_path)
    program.start()

    async def never() -> bool:
        return False

    with pytest.raises(Failed, match="no disk"):
        await program.until(never)


@pytest.fixture
async def echo(tmp_path: Path) -> AsyncIterator[int]:
    """Port of a server that answers 202 to everything."""
    port = free_port()
    argv = python("uvicorn", "bench.echo:app", "--port", str(port), "--lifespan", "off")
    server = Program("echo", argv, tmp_path)
    server.start()
    await server.until(lambda: answers(f"http://127.0.0.1:{port}/"))
    yield port
    server.stop()
