"""Working days and minutes: weekends, holidays and office hours come as data, never as code."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from lapkin_contracts.kalender import JAM_KERJA_BAWAAN, HariLibur, JamKerja
from lapkin_contracts.rules.periods import ZONE

ONE_DAY: Final = timedelta(days=1)
MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True)
class WaktuKerja:
    """When the office works, in `ZONE`."""

    libur: frozenset[date]
    jam: Mapping[int, tuple[time, time]]
    """Hours by day of the week, 0 is Monday."""

    @classmethod
    def of(
        cls, libur: Iterable[HariLibur] = (), jam: Iterable[JamKerja] = JAM_KERJA_BAWAAN
    ) -> "WaktuKerja":
        """
        Raises:
            ValueError: the office would never work.
        """
        hours = {one.hari: (one.mulai, one.selesai) for one in jam if one.mulai < one.selesai}
        if not hours:
            raise ValueError("Jam kerja memerlukan sekurangnya satu hari.")
        return cls(frozenset(one.tanggal for one in libur), hours)

    def is_working_day(self, day: date) -> bool:
        return day.weekday() in self.jam and day not in self.libur

    def shift(self, day: date, working_days: int) -> date:
        """The n-th working day after `day`, before it if negative; `day` itself for 0."""
        step = ONE_DAY if working_days > 0 else -ONE_DAY
        for _ in range(abs(working_days)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def days_between(self, first: date, last: date) -> int:
        """Working days after `first` up to and including `last`; 0 if `last` is no later."""
        span = (first + ONE_DAY * count for count in range(1, (last - first).days + 1))
        return sum(self.is_working_day(day) for day in span)

    def end_of_day(self, day: date) -> datetime:
        """The last second of a day: what is due on it is on time until then."""
        return datetime.combine(day, time(23, 59, 59), ZONE)

    def days_late(self, batas: datetime, at: datetime) -> int:
        """Working days from the due date to `at`; at least 1 if it is late at all."""
        if at < batas + timedelta(seconds=1):
            return 0
        due, day = batas.astimezone(ZONE).date(), at.astimezone(ZONE).date()
        return max(1, self.days_between(due, day))

    def add_days(self, moment: datetime, working_days: int) -> datetime:
        """The same hour n working days later; counting begins with the day after.

        What begins on a day off begins with the first instant of the next working day.
        """
        local = moment.astimezone(ZONE)
        if working_days and not self.is_working_day(local.date()):
            local = datetime.combine(self.shift(local.date(), 1), time.min, ZONE)
        return datetime.combine(self.shift(local.date(), working_days), local.timetz())

    def add_minutes(self, moment: datetime, minutes: int) -> datetime:
        """The moment at which the office has worked so many minutes since `moment`."""
        left = minutes * MINUTE
        for opens, closes in self._hours_from(moment):
            if left <= closes - opens:
                return opens + left
            left -= closes - opens
        raise AssertionError("the office works for ever")

    def minutes_between(self, first: datetime, last: datetime) -> int:
        """Whole minutes the office worked from `first` to `last`."""
        worked = timedelta()
        for opens, closes in self._hours_from(first):
            if opens >= last:
                break
            worked += min(closes, last) - opens
        return worked // MINUTE

    def _hours_from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The stretches of office hours after `moment`, without end."""
        local = moment.astimezone(ZONE)
        day = local.date()
        while True:
            if self.is_working_day(day):
                opens, closes = (
                    datetime.combine(day, hour, ZONE) for hour in self.jam[day.weekday()]
                )
                if closes > local:
                    yield max(opens, local), closes
            day += ONE_DAY
