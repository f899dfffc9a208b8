"""Watches the time of the steps."""

from fastapi import FastAPI

from lapkin_chassis.broker import connect
from lapkin_chassis.clock import Clock
from lapkin_chassis.store import Store
from notifier.schedule import is_caught_up, regularly
from notifier.settings import Settings
from notifier.sop_clock import breach

SECONDS = 2.0


async def watch_time(app: FastAPI) -> None:
    """Runs for as long as the service does.

    A fact on its way may end a step in time, or say that its breach was announced long ago: before
    announcing one, everything must have been taken in.
    """
    settings: Settings = app.state.settings
    store: Store = app.state.store
    clock: Clock = app.state.clock
    client = await connect("notifier-sla", settings.nats_url)

    async def turn() -> None:
        if not await store.read(breach.due, clock.now()):
            return
        if await is_caught_up(client.jetstream()):
            await store.write(breach.announce, clock.now())

    try:
        await regularly("sla", turn, seconds=SECONDS)
    finally:
        await client.close()
