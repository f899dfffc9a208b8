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
        self._clock = Clock(ZONE, file)

    def now(self) -> datetime:
        return self._clock.now()

    def set_to(self, moment: datetime) -> None:
        """Move forward; an earlier moment leaves the clock where it stands."""
        if self.file.exists() and moment <= self.now():
            return
        written = self.file.with_suffix(".baru")
        written.write_text(moment.isoformat(), encoding="ascii")
        os.replace(written, self.file)

    def release(self) -> None:
        """Go on with the machine's time."""
        self.file.unlink(missing_ok=True)
