"""Puts the collector together."""

from fastapi import FastAPI

from collector.akun import api as akun
from collector.akun import klien_pages, oauth, orang_pages
from collector.akun import pages as akun_pages
from collector.akun.mandat import api as mandat
from collector.akun.mandat import pages as mandat_pages
from collector.akun.passwords import Passwords
from collector.akun.signing import SigningKey
from collector.consumers import consumers
from collector.disposisi import api as disposisi
from collector.isian import berkas as isian_berkas
from collector.isian import pages as isian
from collector.jadwal import api as jadwal
from collector.jadwal import pages as jadwal_pages
from collector.kalender import api as kalender
from collector.kalender import pages as kalender_pages
from collector.lembar_kerja import api as lembar_kerja
from collector.lembar_kerja import plan_api
from collector.organisasi import api as organisasi
from collector.organisasi import kop_pages, penataan_pages
from collector.organisasi import pages as organisasi_pages
from collector.pengembang import pages as pengembang
from collector.perencanaan import api as perencanaan
from collector.perencanaan import pages as perencanaan_pages
from collector.perencanaan import unggahan
from collector.periode import api as periode
from collector.periode import obligations_api as kewajiban
from collector.periode import pages as periode_pages
from collector.progres import api as progres
from collector.schedule import run_schedule
from collector.settings import Settings
from collector.submission import api as submission
from collector.surat import api as surat
from lapkin_chassis.clock import Clock
from lapkin_chassis.service import Parts, build_service
from lapkin_contracts.rules.periods import ZONE
from lapkin_ui.access import show_missing_pages
from lapkin_ui.pages import mount_assets

DESCRIPTION = "SOP step 1: who there is, what was promised, and the figures that come in."


def build(settings: Settings | None = None, clock: Clock | None = None) -> FastAPI:
    """The collector; what it is not given comes from the environment and the machine."""
    settings = settings or Settings()
    app = build_service(
        Parts(
            name="collector",
            settings=settings,
            clock=clock or Clock(ZONE, settings.clock_file),
            routers=[
                submission.router,  # first, because routes are tried in order and it is asked most
                akun.router,
                oauth.router,
                akun_pages.router,
                mandat.router,
                organisasi.router,
                perencanaan.router,
                periode.router,
                kewajiban.router,
                periode_pages.router,
                kalender.router,
                jadwal.router,
                progres.router,
                lembar_kerja.router,
                isian_berkas.router,
                isian.router,
                plan_api.router,
                disposisi.router,
                surat.router,
                penataan_pages.router,
                organisasi_pages.router,
                mandat_pages.router,
                perencanaan_pages.router,
                unggahan.router,
                kalender_pages.router,
                jadwal_pages.router,
                kop_pages.router,
                klien_pages.router,
                orang_pages.router,
                pengembang.router,
            ],
            consumers=consumers,
            tasks=[run_schedule],
            max_file_bytes=dict.fromkeys(
                (*lembar_kerja.FILE_PATHS, isian_berkas.FILE_PATH), lembar_kerja.MAX_UPLOAD
            ),
            description=DESCRIPTION,
        )
    )
    app.state.signing_key = SigningKey.open(settings.key_file)
    app.state.passwords = Passwords()
    app.state.machine_clock = Clock(ZONE)
    oauth.install(app)
    mount_assets(app, "collector")
    show_missing_pages(app)
    return app
