"""Clocks that a test sets."""

from datetime import datetime
from pathlib import Path

from fastapi import FastAPI

from lapkin_chassis.clock import Clock
from lapkin_contracts.rules.periods import ZONE


class OfficeClock(Clock):
    """Stands where it was set, as in a rehearsal."""

    def __init__(self, file: Path, moment: datetime) -> None:
        super().__init__(ZONE, file)
        self._held = file
        self.set_to(moment)

    def set_to(self, moment: datetime) -> None:
        self._held.write_text(moment.isoformat(), encoding="ascii")


class StandingClock(Clock):
    """Says one moment."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(ZONE)
        self._moment = moment

    def now(self) -> datetime:
        return self._moment


def set_machine_time(app: FastAPI, moment: datetime) -> None:
    """What guards access at the collector goes by this moment from now on."""
    app.state.machine_clock = StandingClock(moment)
