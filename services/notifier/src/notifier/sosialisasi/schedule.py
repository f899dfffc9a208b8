"""Sends the waiting mails."""

from collections import deque
from dataclasses import dataclass, field
from email.message import EmailMessage

import structlog
from fastapi import FastAPI
from nats.js import JetStreamContext
from nats.js.errors import NotFoundError

from lapkin_chassis.broker import connect
from lapkin_chassis.clock import Clock
from lapkin_chassis.store import Store
from lapkin_contracts.envelope import STREAM, Envelope
from lapkin_contracts.sosialisasi import SosialisasiSent
from notifier.mail import Attempt, hand_over_all
from notifier.schedule import after_commits
from notifier.settings import Settings
from notifier.sosialisasi import repository, service
from notifier.sosialisasi.domain import Edition
from notifier.sosialisasi.mail import compose
from notifier.sosialisasi.repository import Addressee

log = structlog.get_logger()


async def send_mail(app: FastAPI) -> None:
    """Runs for as long as the service does."""
    settings: Settings = app.state.settings
    if not settings.smtp_host:
        log.warning("mail.not_configured", setting="NOTIFIER_SMTP_HOST")
        return
    client = await connect("notifier-mail", settings.nats_url)
    post = Post(app.state.store, app.state.clock, settings)
    history = History(app.state.store, app.state.clock, client.jetstream())

    async def turn() -> None:
        await post.send_due(await history.announced())

    try:
        await after_commits(post.store, "mail", turn)
    finally:
        await client.close()


@dataclass
class History:
    """What the stream already tells about editions that seem to wait.

    A store that is rebuilt learns of an issued report before it learns that the mails went out.
    """

    store: Store
    clock: Clock
    js: JetStreamContext
    _asked: dict[Edition, bool] = field(default_factory=dict)

    async def announced(self) -> frozenset[Edition]:
        """Editions with due messages whose `sosialisasi.sent` the stream holds."""
        for one in await self.store.read(repository.due_editions, self.clock.now()):
            edition = service.edition_of(one)
            if edition not in self._asked:
                self._asked[edition] = await self._is_announced(one.unit, edition)
        return frozenset(edition for edition, known in self._asked.items() if known)

    async def _is_announced(self, unit: str, edition: Edition) -> bool:
        """Editions of one period end in order as a rule; a later one's end counts for both."""
        subject = f"{SosialisasiSent.type}.{unit}.{edition.period}"
        try:
            message = await self.js.get_last_msg(STREAM, subject)
        except NotFoundError:
            return False
        assert message.data is not None
        last = Envelope[SosialisasiSent].model_validate_json(message.data).data
        return (last.edisi, last.putaran) >= (edition.edisi, edition.putaran)


@dataclass
class Post:
    """Takes due messages from the store to the mail server."""

    store: Store
    clock: Clock
    settings: Settings

    async def send_due(self, announced: frozenset[Edition] = frozenset()) -> None:
        """All that is due, one connection per burst.

        Looks before it claims: a claim commits, and every commit wakes this again.
        """
        while await self.store.read(repository.due_editions, self.clock.now()):
            letters = await self.store.write(service.claim, self.clock.now(), announced)
            if not letters:
                return
            await hand_over_all(self.settings, deque(letters), self._composed, self._record)

    def _composed(self, letter: Addressee) -> EmailMessage:
        return compose(letter, self.settings, self.clock.now())

    async def _record(self, letter: Addressee, attempt: Attempt) -> None:
        await self.store.write(service.record, letter.key, attempt, self.clock.now())
        log.info(
            "mail.attempted",
            period=letter.key.period,
            edisi=letter.key.edisi,
            penerima=letter.key.nomor,
            sent=attempt.is_sent,
            reason=attempt.reason,
        )
