"""The office's clock. Use cases take `now` as an argument; only entry files ask here."""

from datetime import datetime
from zoneinfo import ZoneInfo


class Clock:
    """The machine's time in one zone."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone

    def now(self) -> datetime:
        return datetime.now(self.zone)


class SetClock(Clock):
    """A clock that stands where it was set: for rehearsals and replays of a year."""

    def __init__(self, start: datetime, zone: ZoneInfo) -> None:
        super().__init__(zone)
        self._now = start.astimezone(zone)

    def now(self) -> datetime:
        return self._now

    def set_to(self, moment: datetime) -> None:
        """Move forward.

        Raises:
            ValueError: `moment` lies before the present.
        """
        if moment < self._now:
            msg = f"the clock stands at {self._now.isoformat()}, it cannot go back to {moment.isoformat()}"
            raise ValueError(msg)
        self._now = moment.astimezone(self.zone)
