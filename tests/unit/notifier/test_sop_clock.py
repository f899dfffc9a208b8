"""When a step runs, and when it is late."""

from datetime import timedelta

import pytest
from support.sop_facts import at

from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.sop import load_sop
from notifier.sop_clock.domain import (
    Edge,
    Mark,
    Position,
    State,
    batas,
    periods_of,
    stand,
    turns_of,
    whole,
)
from notifier.sop_clock.pages import lama

START = at("2026-10-05 08:00")
STEPS = {step.nomor: step for step in load_sop().steps}


def mark(edge: Edge, after: timedelta, nomor: int = 2) -> dict[tuple[int, Edge], Mark]:
    return {(nomor, edge): Mark(START + after, START + after, "id")}


@pytest.mark.parametrize(
    ("nomor", "allowed"),
    [(1, timedelta(minutes=15)), (6, timedelta(days=2)), (7, timedelta(days=120))],
)
def test_a_step_may_take_what_the_sop_prints(nomor: int, allowed: timedelta) -> None:
    assert batas(STEPS[nomor], START) == START + allowed


def test_a_step_without_a_fact_has_not_begun() -> None:
    assert stand(STEPS[2], {}, START) == Position(STEPS[2], State.BELUM, is_late=False)


def test_a_step_whose_end_came_first_has_not_begun() -> None:
    marks = mark(Edge.ENDED, timedelta())

    assert stand(STEPS[2], marks, START).state is State.BELUM


@pytest.mark.parametrize(
    ("minutes", "state"), [(0, State.BERJALAN), (30, State.BERJALAN), (31, State.TERLAMBAT)]
)
def test_a_running_step_is_late_once_its_thirty_minutes_are_over(
    minutes: int, state: State
) -> None:
    marks = mark(Edge.STARTED, timedelta())

    position = stand(STEPS[2], marks, START + timedelta(minutes=minutes))

    assert (position.state, position.is_late) == (state, state is State.TERLAMBAT)
    assert position.elapsed == timedelta(minutes=minutes)
    assert position.machine is None


@pytest.mark.parametrize("minutes", [30, 31])
def test_a_finished_step_stays_finished_and_remembers_that_it_was_late(minutes: int) -> None:
    marks = mark(Edge.STARTED, timedelta()) | mark(Edge.ENDED, timedelta(minutes=minutes))

    position = stand(STEPS[2], marks, START + timedelta(days=9))

    assert (position.state, position.is_late) == (State.SELESAI, minutes == 31)
    assert position.elapsed == timedelta(minutes=minutes)


def test_one_recap_ends_a_step_and_begins_the_next() -> None:
    turns = turns_of("lapkin.rekap.completed.v1", Periode("2026-TW3"))

    assert [(turn.nomor, turn.edge.value, turn.field) for turn in turns] == [
        (2, "started", "collected_at"),
        (2, "ended", None),
        (3, "started", None),
    ]


def test_the_same_fact_means_other_steps_for_a_semester_and_a_year() -> None:
    def steps(period: str) -> list[int]:
        return [turn.nomor for turn in turns_of("lapkin.laporan.issued.v1", Periode(period))]

    assert (steps("2026-TW3"), steps("2026-S2"), steps("2026")) == ([4, 5], [7, 8], [9])


def test_a_year_has_seven_cases_in_the_order_they_come_up() -> None:
    assert list(periods_of(2026)) == [
        *("2026-TW1", "2026-TW2", "2026-S1"),
        *("2026-TW3", "2026-TW4", "2026-S2"),
        "2026",
    ]


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ("belum belum", State.BELUM),
        ("selesai belum", State.BERJALAN),
        ("selesai terlambat", State.TERLAMBAT),
        ("selesai selesai", State.SELESAI),
    ],
)
def test_a_case_stands_as_its_steps_do(states: str, expected: State) -> None:
    steps = [Position(STEPS[1], State(state), is_late=False) for state in states.split()]

    assert whole(steps) is expected


@pytest.mark.parametrize(
    ("elapsed", "text"),
    [
        (timedelta(seconds=59), "kurang dari 1 menit"),
        (timedelta(minutes=1, seconds=30), "1 menit"),
        (timedelta(hours=2, minutes=5), "2 jam 5 menit"),
        (timedelta(days=2, hours=3, minutes=4), "2 hari 3 jam"),
        (timedelta(days=1, minutes=4), "1 hari 4 menit"),
    ],
)
def test_a_length_is_told_in_its_two_greatest_units(elapsed: timedelta, text: str) -> None:
    assert lama(elapsed) == text
