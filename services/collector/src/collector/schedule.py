"""What the collector does without being asked: the clock's runs, and forgetting old keys."""

import asyncio
from datetime import datetime, timedelta
from typing import Final

import structlog
from fastapi import FastAPI

from collector.jadwal import service as jadwal
from collector.periode.domain import Jendela
from collector.settings import Settings
from collector.submission import service as submission
from lapkin_chassis.store import Store

log = structlog.get_logger()

POLL_SECONDS: Final = 30


async def run_schedule(app: FastAPI) -> None:
    """At once, then every 30 s. Several replicas may run it: what is done is not done again."""
    while True:
        try:
            await _look(app.state.store, app.state.settings, app.state.clock.now())
        except Exception:
            log.exception("schedule.failed")
        await asyncio.sleep(POLL_SECONDS)


async def _look(store: Store, settings: Settings, now: datetime) -> None:
    jendela = Jendela(settings.submission_window_days, settings.closing_days)
    if await store.read(jadwal.is_anything_due, now):
        done = await store.write(jadwal.run_due, jendela, now=now)
        log.info("schedule.ran", ran=done.ran, failed=done.failed)
    old = now - timedelta(days=settings.idempotency_days)
    await store.write(submission.forget_answers, before=old)
