"""When a step runs, and when it is late."""

from datetime import datetime, timedelta

import pytest
from support.sop_facts import at

from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.working_time import WaktuKerja
from lapkin_contracts.sop import load_sop
from notifier.sop_clock.domain import (
    Edge,
    Known,
    Mark,
    Office,
    Position,
    State,
    periods_of,
    stand,
    turns_of,
    whole,
)
from notifier.sop_clock.pages import jam_menit
from notifier.sop_clock.waktu import shipped

START = at("2026-10-05 08:00")
STEPS = {step.nomor: step for step in load_sop().steps}
OFFICE = Office(WaktuKerja.of(), {})


def known(*edges: tuple[Edge, datetime], nomor: int = 2) -> Known:
    marks = {(nomor, edge): Mark(when, when, "id") for edge, when in edges}
    return Known(Periode("2026-TW3"), marks)


def started(ended: datetime | None = None) -> Known:
    end = ((Edge.ENDED, ended),) if ended else ()
    return known((Edge.STARTED, START), *end)


def after(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def test_a_step_without_a_fact_has_not_begun() -> None:
    assert stand(STEPS[2], known(), OFFICE, START) == Position(
        STEPS[2], State.BELUM, shipped(STEPS[2])
    )


def test_a_step_whose_end_came_first_has_not_begun() -> None:
    assert stand(STEPS[2], known((Edge.ENDED, START)), OFFICE, START).state is State.BELUM


@pytest.mark.parametrize(
    ("minutes", "state"), [(0, State.BERJALAN), (30, State.BERJALAN), (31, State.TERLAMBAT)]
)
def test_a_running_step_is_late_once_its_thirty_minutes_are_over(
    minutes: int, state: State
) -> None:
    position = stand(STEPS[2], started(), OFFICE, after(minutes))

    assert (position.state, position.is_late) == (state, state is State.TERLAMBAT)
    assert (position.minutes, position.late_minutes) == (minutes, max(0, minutes - 30))
    assert position.machine is None


@pytest.mark.parametrize("minutes", [30, 31])
def test_a_finished_step_stays_finished_and_remembers_that_it_was_late(minutes: int) -> None:
    position = stand(STEPS[2], started(after(minutes)), OFFICE, START + timedelta(days=9))

    assert (position.state, position.is_late) == (State.SELESAI, minutes == 31)
    assert (position.minutes, position.late_minutes) == (minutes, minutes - 30)


def test_a_night_and_a_weekend_take_nothing_from_a_step() -> None:
    friday, monday = at("2026-10-09 14:20"), at("2026-10-12 07:45")

    position = stand(STEPS[2], known((Edge.STARTED, friday)), OFFICE, monday)

    assert (position.minutes, position.batas) == (25, at("2026-10-12 07:50"))
    assert position.state is State.BERJALAN


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
    steps = [Position(STEPS[1], State(state), shipped(STEPS[1])) for state in states.split()]

    assert whole(steps) is expected


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "kurang dari 1 menit"),
        (59, "59 menit"),
        (60, "1 jam"),
        (125, "2 jam 5 menit"),
        (260640, "4.344 jam"),
    ],
)
def test_minutes_are_told_in_hours_and_minutes(minutes: int, text: str) -> None:
    assert jam_menit(minutes) == text
