"""When a triwulan opens, is late and closes: pure rules, time as an argument."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.periode.domain import (
    check_may_open,
    instruksi,
    is_past,
    last_second,
    moved,
    nomor_agenda,
    opens_at,
    pemenuhan,
    reopened_until,
    tanggal,
)
from collector.periode.errors import PeriodNotEnded, ReopeningPast, ReopeningTooLong
from lapkin_contracts.rules.periods import ZONE, Jenis, Periode
from lapkin_contracts.rules.working_time import WaktuKerja

triwulan = st.builds(
    Periode.of, st.just(Jenis.TRIWULAN), st.integers(2000, 2100), st.integers(1, 4)
)


@given(triwulan)
def test_a_triwulan_opens_at_the_first_local_instant_after_it(period: Periode) -> None:
    opens = opens_at(period)

    assert (opens - timedelta(microseconds=1)).date() == period.ends_on
    check_may_open(period, None, opens)
    with pytest.raises(PeriodNotEnded):
        check_may_open(period, None, opens - timedelta(microseconds=1))


def test_local_midnight_decides_not_that_of_greenwich() -> None:
    assert opens_at(Periode("2024-TW4")) == datetime(2024, 12, 31, 17, 0, tzinfo=UTC)
    assert tanggal(datetime(2024, 12, 31, 17, 0, tzinfo=UTC)) == "1 Januari 2025"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.times(), st.integers(1, 60))
def test_the_day_of_opening_is_the_first_working_day(day: date, at: time, days: int) -> None:
    waktu = WaktuKerja.of()
    opened = datetime.combine(day, at, ZONE)

    limit = last_second(opened, days, waktu)

    assert waktu.days_between(day - timedelta(days=1), limit.date()) == days
    assert waktu.is_working_day(limit.date())
    assert limit.strftime("%H:%M:%S") == "23:59:59"


def test_a_calendar_that_changes_makes_nobody_late() -> None:
    waktu, old = WaktuKerja.of(), datetime(2024, 4, 23, 23, 59, 59, tzinfo=ZONE)
    on_the_19th = datetime(2024, 4, 19, 10, 0, tzinfo=ZONE)

    sooner, later = old - timedelta(days=7), old + timedelta(days=3)

    assert moved(old, later, on_the_19th, waktu) == later
    assert moved(old, old - timedelta(days=1), on_the_19th, waktu) == old - timedelta(days=1)
    assert moved(old, sooner, on_the_19th, waktu) == datetime(2024, 4, 19, 23, 59, 59, tzinfo=ZONE)
    assert moved(old, sooner, old + timedelta(days=2), waktu) == old


def test_a_reopening_is_neither_past_nor_longer_than_ten_working_days() -> None:
    now, waktu = datetime(2024, 5, 6, 9, 0, tzinfo=ZONE), WaktuKerja.of()

    assert reopened_until(date(2024, 5, 20), now, waktu) == waktu.end_of_day(date(2024, 5, 20))
    with pytest.raises(ReopeningTooLong):
        reopened_until(date(2024, 5, 21), now, waktu)
    with pytest.raises(ReopeningPast):
        reopened_until(now, now, waktu)


@pytest.mark.parametrize(
    ("state", "is_nihil", "late", "expected"),
    [
        ("masuk", False, 0, "tepat_waktu"),
        ("masuk", False, 2, "terlambat"),
        ("masuk", True, 2, "nihil"),
        ("sebagian", False, 2, "belum"),
        ("belum", False, 0, "belum"),
        ("dikembalikan", False, 0, "dikembalikan"),
    ],
)
def test_an_obligation_says_how_it_stands(
    state: str, *, is_nihil: bool, late: int, expected: str
) -> None:
    assert pemenuhan(state, is_nihil=is_nihil, terlambat_hari=late) == expected


def test_the_whole_last_second_still_counts() -> None:
    limit = datetime(2024, 4, 14, 23, 59, 59, tzinfo=ZONE)

    assert not is_past(limit, limit + timedelta(microseconds=999_999))
    assert is_past(limit, limit + timedelta(seconds=1))


def test_the_order_says_until_when() -> None:
    order = instruksi(Periode("2024-TW1"), datetime(2024, 4, 14, 23, 59, 59, tzinfo=ZONE))

    assert order[-1] == "Data Triwulan I Tahun 2024 diterima paling lambat tanggal 14 April 2024."
    assert nomor_agenda(7, 2024) == "007/2024"
