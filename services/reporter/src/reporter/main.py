"""Puts the reporter together."""

from fastapi import FastAPI

from lapkin_chassis.clock import Clock
from lapkin_chassis.service import Parts, build_service
from lapkin_contracts.rules.periods import ZONE
from lapkin_ui.access import show_missing_pages
from lapkin_ui.pages import mount_assets
from reporter.arsip import api as arsip
from reporter.consumers import consumers_of
from reporter.documents import api as documents
from reporter.draft import api as draft
from reporter.grafik import pages as grafik
from reporter.laporan import api as laporan
from reporter.laporan import pages as laporan_pages
from reporter.perubahan import api as perubahan
from reporter.review import api as review
from reporter.settings import Settings
from reporter.tanda_tangan import api as tanda_tangan
from reporter.tanda_tangan.pilihan import meja_of
from reporter.tanda_tangan.schedule import follow_tickets
from reporter.tinjau import pages as tinjau
from reporter.verifikasi import api as verifikasi
from reporter.verifikasi import pages as verifikasi_pages

DESCRIPTION = "SOP steps 4, 7 and 9: drafts that write themselves, their review, issued reports."


def build(settings: Settings | None = None, clock: Clock | None = None) -> FastAPI:
    """The reporter; what it is not given comes from the environment and the machine."""
    settings = settings or Settings()
    app = build_service(
        Parts(
            name="reporter",
            settings=settings,
            clock=clock or Clock(ZONE, settings.clock_file),
            routers=[
                draft.router,
                review.router,
                perubahan.router,
                laporan.router,
                grafik.router,
                laporan_pages.router,
                documents.router,
                tanda_tangan.router,
                arsip.router,
                tinjau.router,
                verifikasi.router,
                verifikasi_pages.router,
            ],
            consumers=consumers_of(settings),
            tasks=[follow_tickets],
            description=DESCRIPTION,
        )
    )
    app.state.meja = meja_of(settings)
    mount_assets(app, "reporter")
    show_missing_pages(app)
    return app
