"""Puts the aggregator together."""

import asyncio

from fastapi import FastAPI

from aggregator.consumers import consumers_of
from aggregator.kebijakan import api as kebijakan
from aggregator.kebijakan import pages as kebijakan_pages
from aggregator.penjelasan import api as penjelasan
from aggregator.penjelasan import pages as penjelasan_pages
from aggregator.periksa_tabel import pages as periksa_tabel
from aggregator.rekap import api as rekap
from aggregator.rekap import pages as rekap_pages
from aggregator.settings import Settings
from lapkin_chassis.clock import Clock
from lapkin_chassis.service import Parts, build_service
from lapkin_contracts.rules.periods import ZONE
from lapkin_ui.access import show_missing_pages
from lapkin_ui.pages import mount_assets

DESCRIPTION = "SOP steps 2, 3 and 6: figures recapped and processed, semester and year."


def build(settings: Settings | None = None, clock: Clock | None = None) -> FastAPI:
    """The aggregator; what it is not given comes from the environment and the machine."""
    settings = settings or Settings()
    app = build_service(
        Parts(
            name="aggregator",
            settings=settings,
            clock=clock or Clock(ZONE, settings.clock_file),
            routers=[
                rekap.router,
                penjelasan.router,
                kebijakan.router,
                rekap_pages.router,
                penjelasan_pages.router,
                periksa_tabel.router,
                kebijakan_pages.router,
            ],
            consumers=consumers_of(settings),
            max_file_bytes={periksa_tabel.PATH: periksa_tabel.MAX_UPLOAD},
            description=DESCRIPTION,
        )
    )
    app.state.satu_tabel = asyncio.Semaphore(1)
    mount_assets(app, "aggregator")
    show_missing_pages(app)
    return app
