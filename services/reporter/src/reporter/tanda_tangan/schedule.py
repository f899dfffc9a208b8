"""Asks for signatures that take their signer's time."""

import asyncio
from typing import NoReturn

import structlog
from fastapi import FastAPI

from lapkin_chassis.clock import Clock
from lapkin_chassis.store import Store
from reporter.settings import Settings
from reporter.tanda_tangan import repository, service
from reporter.tanda_tangan.errors import SignedFileFaulty, SigningRefused, SigningUnavailable
from reporter.tanda_tangan.models import TandaTangan
from reporter.tanda_tangan.penandatangan import Penandatangan
from reporter.tanda_tangan.periksa import checked
from reporter.tanda_tangan.pilihan import Meja

log = structlog.get_logger()


async def follow_tickets(app: FastAPI) -> NoReturn:
    """Take every open ticket back to its signer, again and again."""
    settings: Settings = app.state.settings
    meja: Meja = app.state.meja
    while True:
        await collect(app.state.store, meja.penandatangan, app.state.clock)
        await asyncio.sleep(settings.tanda_tangan_jeda)


async def collect(store: Store, penandatangan: Penandatangan, clock: Clock) -> None:
    """Ask once for each open ticket."""
    for asked in await store.read(repository.waiting, penandatangan.cara):
        try:
            await _collect_one(store, penandatangan, asked, clock)
        except SigningUnavailable:
            log.warning("signature.unavailable", period=asked.period, edisi=asked.edisi)
        except (SigningRefused, SignedFileFaulty) as refusal:
            log.warning(
                "signature.refused", period=asked.period, edisi=asked.edisi, code=refusal.code
            )
            await store.write(service.give_up, asked)


async def _collect_one(
    store: Store, penandatangan: Penandatangan, asked: TandaTangan, clock: Clock
) -> None:
    pdf = await penandatangan.cek(asked.tiket)
    if pdf is None:
        return
    sent = await store.read(service.sent_pdf, asked)
    bertanda = await asyncio.to_thread(checked, sent, pdf)
    await store.write(service.receive, asked, bertanda, clock.now())
