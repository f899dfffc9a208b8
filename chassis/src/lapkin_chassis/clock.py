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
    """Stands where it was set, for rehearsals of a year; then goes with the machine's time."""

    def __init__(self, start: datetime, zone: ZoneInfo) -> None:
        super().__init__(zone)
        self._standing: datetime | None = start.astimezone(zone)

    def now(self) -> datetime:
        return self._standing or super().now()

    def set_to(self, moment: datetime) -> None:
        """Move forward; an earlier moment leaves the clock where it stands."""
        self._standing = max(self.now(), moment.astimezone(self.zone))

    def release(self) -> None:
        """Go on with the machine's time."""
        self._standing = None
