"""What the clock owes, asked for at once instead of within a second or two."""

import asyncio

from fastapi import APIRouter, Request

from lapkin_chassis.auth import Caller
from lapkin_chassis.broker import connect_now
from lapkin_chassis.context import ClockOf, StoreOf
from notifier.pengingat.schedule import Reminders
from notifier.schedule import is_caught_up
from notifier.settings import Settings
from notifier.sop_clock import breach

router = APIRouter(prefix="/v1", tags=["jadwal"])

PATIENCE_SECONDS = 10.0


@router.post("/schedule:run", status_code=204)
async def run_schedule(request: Request, caller: Caller, store: StoreOf, clock: ClockOf) -> None:
    """Announce the breaches and send the reminders that are due by now. Asking twice adds nothing."""
    caller.require("operator", "admin", at=clock.now())
    settings: Settings = request.app.state.settings
    client = await connect_now("notifier-now", settings.nats_url)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not await is_caught_up(client.jetstream()):  # noqa: ASYNC110  the broker rings no bell
                await asyncio.sleep(0.02)
    finally:
        await client.close()
    await store.write(breach.announce, clock.now())
    if settings.smtp_host:
        reminders = Reminders(store, clock, settings)
        await reminders.climb()
        await reminders.send_due()
