"""Puts the notifier together."""

from fastapi import FastAPI

from lapkin_chassis.clock import Clock
from lapkin_chassis.service import Parts, build_service
from lapkin_contracts.rules.periods import ZONE
from lapkin_ui.access import show_missing_pages
from lapkin_ui.pages import mount_assets
from notifier import api
from notifier.beranda import pages as beranda_pages
from notifier.consumers import consumers
from notifier.event_log import api as event_log
from notifier.event_log.schedule import end_streams, follow_log
from notifier.event_log.tail import Tail
from notifier.pemantauan import pages as pemantauan_pages
from notifier.pengaturan import tangga as tangga_pages
from notifier.pengaturan import waktu as waktu_pages
from notifier.pengingat import api as pengingat
from notifier.pengingat import pages as pengingat_pages
from notifier.pengingat.schedule import send_reminders
from notifier.settings import Settings
from notifier.skema import pages as skema_pages
from notifier.sop_clock import api as sop_clock
from notifier.sop_clock import pages as sop_pages
from notifier.sop_clock.schedule import watch_time
from notifier.sosialisasi import api as sosialisasi
from notifier.sosialisasi import daftar as sosialisasi_daftar
from notifier.sosialisasi import pages as sosialisasi_pages
from notifier.sosialisasi.schedule import send_mail
from notifier.webhook import api as webhook
from notifier.webhook import pages as webhook_pages
from notifier.webhook.schedule import deliver_events

DESCRIPTION = "SOP steps 5 and 8: who is told of a report; when each step ran; what happened."


def build(settings: Settings | None = None, clock: Clock | None = None) -> FastAPI:
    """The notifier; what it is not given comes from the environment and the machine."""
    settings = settings or Settings()
    app = build_service(
        Parts(
            name="notifier",
            settings=settings,
            clock=clock or Clock(ZONE, settings.clock_file),
            routers=[
                api.router,
                event_log.router,
                sop_clock.router,
                sosialisasi.router,
                pengingat.router,
                webhook.router,
                beranda_pages.router,
                sop_pages.router,
                sosialisasi_daftar.router,
                sosialisasi_pages.router,
                pemantauan_pages.router,
                webhook_pages.router,
                waktu_pages.router,
                tangga_pages.router,
                skema_pages.router,
                pengingat_pages.router,
            ],
            consumers=consumers,
            tasks=[follow_log, end_streams, send_mail, watch_time, send_reminders, deliver_events],
            description=DESCRIPTION,
        )
    )
    app.state.tail = Tail()
    mount_assets(app, "notifier")
    show_missing_pages(app)
    return app
