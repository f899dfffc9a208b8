from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapkin_contracts.rules.policy import TargetBerlaku
from lapkin_contracts.rules.target import (
    Target,
    VersiRencana,
    days_in_force,
    in_force,
    target_in_force,
)

AKHIR, TERTIMBANG = TargetBerlaku.AKHIR_PERIODE, TargetBerlaku.TERTIMBANG_WAKTU
MURNI = VersiRencana(1, date(2026, 1, 1))
PERUBAHAN = VersiRencana(2, date(2026, 9, 1))
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "versi"),
    [
        (date(2025, 12, 31), None),
        (date(2026, 6, 30), 1),
        (date(2026, 8, 31), 1),
        (date(2026, 9, 1), 2),
    ],
)
def test_a_version_holds_from_its_day_until_the_next_one(day, versi):
    assert in_force([PERUBAHAN, MURNI], day) == versi


def test_a_newer_version_dated_back_replaces_the_older_from_that_day():
    dated_back = VersiRencana(3, date(2026, 8, 1))

    assert in_force([MURNI, PERUBAHAN, dated_back], date(2026, 9, 30)) == 3


def test_the_days_of_a_quarter_are_shared_among_versions():
    quarter = date(2026, 7, 1), date(2026, 9, 30)

    assert days_in_force([MURNI, PERUBAHAN], *quarter) == ((1, 62), (2, 30))
    assert days_in_force([PERUBAHAN], *quarter) == ((2, 30),)


@pytest.mark.parametrize(("berlaku", "expected"), [(AKHIR, 80), (TERTIMBANG, Decimal(8600) / 92)])
def test_the_policy_chooses_the_last_target_or_the_mean_by_days(berlaku, expected):
    parts = [(Target(Decimal(100)), 62), (Target(Decimal(80)), 30)]

    assert target_in_force(parts, berlaku) == Target(expected)


def test_both_bounds_of_a_range_are_weighted():
    parts = [(Target(Decimal(80)), 50), (Target(Decimal(70), Decimal(90)), 50)]

    assert target_in_force(parts, TERTIMBANG) == Target(Decimal(75), Decimal(85))


@pytest.mark.parametrize("berlaku", TargetBerlaku)
def test_a_version_without_a_target_is_not_a_target_of_zero(berlaku):
    added = [(Target(None), 62), (Target(Decimal(80)), 30)]
    dropped = [(Target(Decimal(80)), 62), (Target(None), 30)]

    assert target_in_force(added, berlaku) == Target(Decimal(80))
    assert target_in_force(dropped, berlaku) == Target(None)
    assert target_in_force([], berlaku) == Target(None)


@given(st.lists(DAYS, min_size=1, max_size=5), DAYS, DAYS)
def test_days_in_force_never_count_a_day_twice(begins, one, other):
    versions = [VersiRencana(number, day) for number, day in enumerate(begins, 1)]
    first, last = sorted((one, other))

    counted = sum(days for _, days in days_in_force(versions, first, last))

    uncovered = max(0, min((min(begins) - first).days, (last - first).days + 1))
    assert counted == (last - first).days + 1 - uncovered


@given(st.lists(DAYS, min_size=1, max_size=4), DAYS, st.randoms())
def test_what_begins_later_never_changes_an_earlier_day(begins, day, shuffle):
    versions = [VersiRencana(number, begin) for number, begin in enumerate(begins, 1)]
    later = VersiRencana(9, date(2027, 1, 1))
    mixed = [*versions, later]
    shuffle.shuffle(mixed)

    assert in_force(mixed, day) == in_force(versions, day)
