"""Puts the aggregator together."""

from fastapi import FastAPI

from aggregator.consumers import consumers_of
from aggregator.penjelasan import api as penjelasan
from aggregator.rekap import api as rekap
from aggregator.settings import Settings
from lapkin_chassis.clock import Clock
from lapkin_chassis.service import Parts, build_service
from lapkin_contracts.rules.periods import ZONE

DESCRIPTION = "SOP steps 2, 3 and 6: figures recapped and processed, semester and year."


def build(settings: Settings | None = None, clock: Clock | None = None) -> FastAPI:
    """The aggregator; what it is not given comes from the environment and the machine."""
    settings = settings or Settings()
    return build_service(
        Parts(
            name="aggregator",
            settings=settings,
            clock=clock or Clock(ZONE, settings.clock_file),
            routers=[rekap.router, penjelasan.router],
            consumers=consumers_of(settings),
            description=DESCRIPTION,
        )
    )
