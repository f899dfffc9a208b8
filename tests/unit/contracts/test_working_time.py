"""Working days and minutes across weekends, holidays and the turn of the year."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapkin_contracts.kalender import HariLibur, JamKerja
from lapkin_contracts.rules.periods import ZONE
from lapkin_contracts.rules.working_time import WaktuKerja

days = st.dates(date(2023, 12, 1), date(2027, 2, 1))
calendars = st.builds(
    lambda off: WaktuKerja.of(HariLibur(tanggal=day, nama="Libur") for day in off),
    st.sets(days, max_size=60),
)
moments = st.builds(lambda day, at: datetime.combine(day, at, ZONE), days, st.times())
IDUL_FITRI = [date(2024, 4, day) for day in (8, 9, 10, 11, 12, 15)]
APRIL = WaktuKerja.of(HariLibur(tanggal=day, nama="Idul Fitri") for day in IDUL_FITRI)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)


@given(calendars, days, st.integers(1, 40))
def test_counting_back_what_was_shifted_gives_the_shift(
    waktu: WaktuKerja, day: date, count: int
) -> None:
    later = waktu.shift(day, count)

    assert waktu.is_working_day(later)
    assert waktu.days_between(day, later) == count


@given(calendars, days, st.integers(1, 40))
def test_shifting_back_from_a_working_day_comes_home(
    waktu: WaktuKerja, day: date, count: int
) -> None:
    first = waktu.shift(day, 1)

    assert waktu.shift(waktu.shift(first, count), -count) == first


@given(calendars, days, days, days)
def test_working_days_add_up(waktu: WaktuKerja, one: date, two: date, three: date) -> None:
    first, middle, last = sorted((one, two, three))

    parts = waktu.days_between(first, middle) + waktu.days_between(middle, last)

    assert waktu.days_between(first, last) == parts


@given(calendars, moments, st.integers(0, 5000))
def test_minutes_that_were_added_can_be_counted(
    waktu: WaktuKerja, moment: datetime, minutes: int
) -> None:
    done = waktu.add_minutes(moment, minutes)

    assert waktu.minutes_between(moment, done) == minutes
    assert done >= moment


@given(calendars, moments, moments, moments)
def test_working_minutes_lose_less_than_one_where_they_are_parted(
    waktu: WaktuKerja, one: datetime, two: datetime, three: datetime
) -> None:
    first, middle, last = sorted((one, two, three))

    parts = waktu.minutes_between(first, middle) + waktu.minutes_between(middle, last)

    assert waktu.minutes_between(first, last) - parts in {0, 1}


@given(calendars, moments, st.timedeltas(timedelta(seconds=1), timedelta(days=90)))
def test_what_is_late_is_late_by_a_day_at_least(
    waktu: WaktuKerja, moment: datetime, more: timedelta
) -> None:
    batas = waktu.end_of_day(moment.date())

    assert waktu.days_late(batas, batas + timedelta(milliseconds=999)) == 0
    assert waktu.days_late(batas, batas + more) >= 1
    assert waktu.days_late(batas, batas - more) == 0


def test_the_long_holiday_of_idul_fitri_is_no_working_time() -> None:
    friday, tuesday = date(2024, 4, 5), date(2024, 4, 16)

    assert APRIL.shift(friday, 1) == tuesday
    assert APRIL.days_between(friday, tuesday) == 1
    assert APRIL.minutes_between(at(friday, 14), at(tuesday, 8)) == 60
    assert APRIL.days_late(APRIL.end_of_day(friday), at(date(2024, 4, 14), 9)) == 1
    assert APRIL.days_late(APRIL.end_of_day(friday), at(tuesday, 0)) == 1


def test_the_turn_of_the_year_is_one_day_like_another() -> None:
    new_year = WaktuKerja.of([HariLibur(tanggal=date(2025, 1, 1), nama="Tahun Baru Masehi")])

    assert new_year.shift(date(2024, 12, 31), 1) == date(2025, 1, 2)
    assert new_year.shift(date(2025, 1, 2), -1) == date(2024, 12, 31)
    assert new_year.add_minutes(at(date(2024, 12, 31), 15, 30), 60) == at(date(2025, 1, 2), 8)


def test_hours_are_those_of_the_day_of_the_week() -> None:
    friday = date(2024, 6, 7)

    assert APRIL.minutes_between(at(friday, 0), at(friday, 23, 59)) == 7 * 60
    assert APRIL.minutes_between(at(date(2024, 6, 6), 0), at(date(2024, 6, 6), 23)) == 510


def test_midnight_of_the_office_decides_not_that_of_greenwich() -> None:
    batas = datetime(2024, 4, 16, 16, 59, 59, tzinfo=ZONE).astimezone()
    just_after_midnight = datetime.fromisoformat("2024-04-16T17:00:00+00:00")

    assert APRIL.days_late(batas, just_after_midnight) == 1
    assert APRIL.add_days(just_after_midnight, 1).date() == date(2024, 4, 18)


def test_an_office_that_never_works_is_refused() -> None:
    with pytest.raises(ValueError, match="sekurangnya satu hari"):
        WaktuKerja.of(jam=[JamKerja(hari=0, mulai=time(9), selesai=time(9))])
