"""What the collector does without being asked: open and close triwulan, forget old keys."""

import asyncio
from datetime import timedelta
from typing import Final

import structlog
from fastapi import FastAPI

from collector.periode import service as periode
from collector.periode.domain import Jendela
from collector.settings import Settings
from collector.submission import service as submission

log = structlog.get_logger()

POLL_SECONDS: Final = 30


async def run_schedule(app: FastAPI) -> None:
    """At once, then every 30 s. Several replicas may run it: what is done is not done again."""
    settings: Settings = app.state.settings
    jendela = Jendela(settings.submission_window_days, settings.closing_days)
    while True:
        now = app.state.clock.now()
        try:
            done = await app.state.store.write(periode.run_due, jendela, now=now)
            old = now - timedelta(days=settings.idempotency_days)
            await app.state.store.write(submission.forget_answers, before=old)
        except Exception:
            log.exception("schedule.failed")
        else:
            if done.opened or done.closed:
                log.info("schedule.ran", opened=done.opened, closed=done.closed)
        await asyncio.sleep(POLL_SECONDS)
