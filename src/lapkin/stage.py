"""What everyone in a rehearsal shares: the office, its clock, and patience for the chain."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lapkin.office import Office
from lapkin.rehearsal_clock import RehearsalClock
from lapkin_contracts.rules.periods import Periode

PATIENCE_SECONDS = 60.0

Say = Callable[[str], None]


class Stuck(Exception):
    """The chain did not go on; the message names what was waited for."""


@dataclass(frozen=True)
class Stage:
    """Acts happen at the clock's hour; what follows from them is waited for."""

    office: Office
    clock: RehearsalClock
    say: Say

    async def ask(
        self, who: str, method: str, path: str, body: object = None, **headers: str
    ) -> Any:  # noqa: ANN401  decoded JSON
        """One act of a person of the office."""
        return await self.office.people[who].ask(method, path, body, **headers)

    async def run_schedules(self) -> None:
        """What the clock would do by itself within half a minute."""
        for service in ("collector", "notifier"):
            await self.ask("operator", "POST", f"/{service}/v1/schedule:run")

    async def events(self, kind: str, period: Periode) -> int:
        """How many facts of a type the event log holds for a period."""
        path = f"/notifier/v1/events?types=lapkin.{kind}.v1&period={period}&limit=500"
        return len((await self.ask("operator", "GET", path))["items"])

    async def until(self, what: str, condition: Callable[[], Any]) -> None:
        """
        Raises:
            Stuck: it did not come true in time.
        """
        give_up = time.monotonic() + PATIENCE_SECONDS
        while not await condition():
            if time.monotonic() > give_up:
                msg = f"{what} did not appear within {PATIENCE_SECONDS:.0f} s"
                raise Stuck(msg)
            await asyncio.sleep(0.02)

    def at(self, moment: datetime) -> None:
        self.clock.set_to(moment)

    def later(self, **step: float) -> None:
        self.clock.set_to(self.clock.now() + timedelta(**step))
