"""Sends what waits in the queues of webhooks."""

import asyncio
from dataclasses import dataclass

import structlog
from fastapi import FastAPI

from lapkin_chassis.clock import Clock
from lapkin_chassis.store import Store
from notifier.schedule import regularly
from notifier.settings import Settings
from notifier.webhook import repository, service
from notifier.webhook.domain import Answer
from notifier.webhook.models import Webhook
from notifier.webhook.repository import Parcel
from notifier.webhook.sender import Sender
from notifier.webhook.service import Round

log = structlog.get_logger()

LOOK_SECONDS = 0.5


async def deliver_events(app: FastAPI) -> None:
    """Runs for as long as the service does."""
    settings: Settings = app.state.settings
    sender = Sender(settings)
    courier = Courier(app.state.store, app.state.clock, settings, sender)
    try:
        await regularly("webhooks", courier.deliver_due, seconds=LOOK_SECONDS)
    finally:
        await sender.close()


@dataclass
class Courier:
    """Takes due events from the store to their addresses."""

    store: Store
    clock: Clock
    settings: Settings
    sender: Sender

    async def deliver_due(self) -> None:
        """All that is due; addresses do not wait for one another within a round."""
        while await self.store.read(repository.due_webhooks, self.clock.now()):
            rounds = await self.store.write(service.take_due, self.clock.now())
            if not rounds:
                return
            await asyncio.gather(*(self._go(one) for one in rounds))

    async def _go(self, one: Round) -> None:
        """In order; whoever cannot be reached is not asked again in this round."""
        for number, parcel in enumerate(one.parcels, 1):
            answer = await self._deliver(one.webhook, parcel)
            if answer.status is None:
                untried = [left.key for left in one.parcels[number:]]
                await self.store.write(service.put_back, untried, self.clock.now())
                return

    async def _deliver(self, webhook: Webhook, parcel: Parcel) -> Answer:
        now = self.clock.now()
        master = self.settings.link_secret.get_secret_value()
        answer = await self.sender.send(
            webhook, parcel, service.secrets(webhook, master, now), now
        )
        await self.store.write(service.record, parcel.key, answer, self.clock.now())
        log.info(
            "webhook.attempted",
            webhook=webhook.id,
            event_id=parcel.delivery.event_id,
            status=answer.status,
        )
        return answer
