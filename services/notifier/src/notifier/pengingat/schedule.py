"""Climbs the ladder and sends the waiting reminders."""

from collections import deque
from dataclasses import dataclass
from email.message import EmailMessage
from functools import partial

import structlog
from fastapi import FastAPI
from nats.js import JetStreamContext
from sqlmodel import Session

from lapkin_chassis.broker import connect
from lapkin_chassis.clock import Clock
from lapkin_chassis.store import Store
from notifier.mail import Attempt, hand_over_all
from notifier.pengingat import repository, sending, service, tangga
from notifier.pengingat.ladder import Tangga
from notifier.pengingat.mail import compose
from notifier.pengingat.repository import Letter
from notifier.pengingat.tangga import shipped
from notifier.schedule import is_caught_up, regularly
from notifier.settings import Settings

log = structlog.get_logger()


async def send_reminders(app: FastAPI) -> None:
    """Runs for as long as the service does; without a mail server no rung is spent."""
    settings: Settings = app.state.settings
    if not settings.smtp_host:
        return
    client = await connect("notifier-reminders", settings.nats_url)
    reminders = Reminders(app.state.store, app.state.clock, settings)
    try:
        await regularly("reminders", lambda: reminders.turn(client.jetstream()))
    finally:
        await client.close()


@dataclass
class Reminders:
    """Takes rungs that are due to the mail server."""

    store: Store
    clock: Clock
    settings: Settings

    async def turn(self, js: JetStreamContext) -> None:
        """Nobody is reminded while figures may be on their way."""
        if await self.store.read(self._is_any_due) and await is_caught_up(js):
            await self.climb()
            await self.send_due()

    async def climb(self) -> None:
        await self.store.write(self._climb)

    async def send_due(self) -> None:
        """All that is due, one connection per burst."""
        while await self.store.read(repository.is_any_due, self.clock.now()):
            letters = await self.store.write(sending.take_due, self.clock.now())
            composed = partial(self._composed, await self.store.read(self._tangga))
            await hand_over_all(self.settings, deque(letters), composed, self._record)

    def _tangga(self, session: Session) -> Tangga:
        return tangga.in_force(session, shipped(self.settings))

    def _climb(self, session: Session) -> None:
        service.climb(session, self._tangga(session), self.clock.now())

    def _is_any_due(self, session: Session) -> bool:
        now = self.clock.now()
        if repository.is_any_due(session, now):
            return True
        return bool(service.due(session, self._tangga(session), now))

    def _composed(self, ladder: Tangga, letter: Letter) -> EmailMessage:
        return compose(letter, ladder, self.settings, self.clock.now())

    async def _record(self, letter: Letter, attempt: Attempt) -> None:
        kunci, nomor = letter.kepada.kunci, letter.kepada.nomor
        await self.store.write(sending.record, kunci, nomor, attempt, self.clock.now())
        log.info("reminder.attempted", reminder=kunci, number=nomor, sent=attempt.is_sent)
