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
    nomor_agenda,
    opens_at,
    tanggal,
)
from collector.periode.errors import PeriodNotEnded
from lapkin_contracts.rules.periods import ZONE, Jenis, Periode

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
def test_the_day_of_opening_is_the_first_day(day: date, at: time, days: int) -> None:
    opened = datetime.combine(day, at, ZONE)

    limit = last_second(opened, days)

    assert (limit.date() - opened.date()).days == days - 1
    assert limit.strftime("%H:%M:%S") == "23:59:59"


def test_the_whole_last_second_still_counts() -> None:
    limit = datetime(2024, 4, 14, 23, 59, 59, tzinfo=ZONE)

    assert not is_past(limit, limit + timedelta(microseconds=999_999))
    assert is_past(limit, limit + timedelta(seconds=1))


def test_the_order_says_until_when() -> None:
    order = instruksi(Periode("2024-TW1"), datetime(2024, 4, 14, 23, 59, 59, tzinfo=ZONE))

    assert order[-1] == "Data Triwulan I Tahun 2024 diterima paling lambat tanggal 14 April 2024."
    assert nomor_agenda(7, 2024) == "007/2024"
