"""Sets the clock that all services of a rehearsal read."""

import os
from datetime import datetime
from pathlib import Path

from lapkin_chassis.clock import Clock
from lapkin_contracts.rules.periods import ZONE


class RehearsalClock:
    """Stands where it was set, until it is released."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._over = file.with_suffix(".selesai")
        self._clock = Clock(ZONE, file)

    def now(self) -> datetime:
        return self._clock.now()

    def set_to(self, moment: datetime) -> None:
        """Move forward; an earlier moment, or a year that is over, leaves the clock as it is."""
        if self._over.exists() or (self.file.exists() and moment <= self.now()):
            return
        written = self.file.with_suffix(".baru")
        written.write_text(moment.isoformat(), encoding="ascii")
        os.replace(written, self.file)

    def end(self) -> None:
        """The year is over, also for whoever starts the site again."""
        self._over.touch()

    def release(self) -> None:
        """Go on with the machine's time."""
        self.file.unlink(missing_ok=True)
