"""From the stream to a service's use cases: one durable consumer, in stream order.

FastStream fetches and acknowledges; the effect, the inbox row and follow-on events commit
together before the acknowledgement.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

import structlog
from faststream import AckPolicy
from faststream.nats import JStream, NatsBroker, NatsMessage, PullSub
from nats.errors import Error as NatsError
from nats.js.errors import APIError
from pydantic import ValidationError
from sqlmodel import Session

from lapkin_chassis import inbox, trace
from lapkin_chassis.broker import (
    connect,
    connection_options,
    has_consumer,
    provision_consumer,
    provision_stream,
)
from lapkin_chassis.clock import Clock
from lapkin_chassis.errors import Refusal
from lapkin_chassis.inbox import Gap, Letter, NotYet, Outcome
from lapkin_chassis.store import Store
from lapkin_contracts.envelope import STREAM, SUBJECTS, Envelope, Event, event_type

log = structlog.get_logger()

E = TypeVar("E", bound=Event)
Handler = Callable[[Session, Envelope[Any]], None]

ATTEMPTS = 5
"""Tries before an event that keeps failing becomes a dead letter."""
LONGEST_PAUSE = timedelta(seconds=30)
WATCH_SECONDS = 5.0


class Consumers:
    """The handlers of one service: one function per event type."""

    def __init__(self) -> None:
        self._handlers: dict[str, tuple[type[Envelope[Any]], Handler]] = {}

    def on(
        self, event: type[E]
    ) -> Callable[
        [Callable[[Session, Envelope[E]], None]], Callable[[Session, Envelope[E]], None]
    ]:
        """Register the function that takes in `event`."""

        def register(
            handler: Callable[[Session, Envelope[E]], None],
        ) -> Callable[[Session, Envelope[E]], None]:
            self._handlers[event.type] = (Envelope[event], handler)  # type: ignore[valid-type]
            return handler

        return register

    @property
    def types(self) -> Sequence[str]:
        return tuple(self._handlers)

    def read(self, subject: str, body: bytes) -> Envelope[Any]:
        """Decode an event this service handles."""
        model, _ = self._handlers[event_type(subject)]
        return model.model_validate_json(body)

    def apply(self, envelope: Envelope[Any], session: Session) -> None:
        self._handlers[envelope.type][1](session, envelope)

    def apply_letter(self, session: Session, letter: Letter) -> None:
        """Redrive: the stored bytes, through the handler they were meant for."""
        self.apply(self.read(letter.aggregate, letter.body), session)


class Intake:
    """Runs one service's consumer, and mends it when the broker lost it."""

    def __init__(
        self, consumers: Consumers, store: Store, name: str, url: str, clock: Clock
    ) -> None:
        self._consumers = consumers
        self._store = store
        self._name = name
        self._url = url
        self._clock = clock
        self.counts: dict[str, int] = {}
        self.is_ready = False
        """The durable consumer exists on the broker."""

    async def run(self) -> None:
        client = await connect(f"{self._name}-watch", self._url)
        broker = NatsBroker(**connection_options(self._name, self._url))
        broker.subscriber(
            SUBJECTS,
            stream=JStream(STREAM, declare=False),
            durable=self._name,
            pull_sub=PullSub(batch_size=64, timeout=0.1),
            ack_policy=AckPolicy.MANUAL,
            inbox_prefix=f"_INBOX_{self._name}".encode(),
        )(self._on_message)
        try:
            await self._provision(client.jetstream())
            await broker.start()
            while True:
                await self._watch(client.jetstream())
        finally:
            await broker.stop()
            await client.close()

    async def _provision(self, js: Any) -> None:  # noqa: ANN401
        while not self.is_ready:
            try:
                await provision_stream(js)
                await provision_consumer(
                    js,
                    self._name,
                    self._consumers.types,
                    from_start=await self._store.read(inbox.is_empty),
                )
                self.is_ready = True
            except (NatsError, APIError, OSError, TimeoutError) as error:
                log.warning("consumer.waiting", service=self._name, error=repr(error))
                await asyncio.sleep(0.5)

    async def _watch(self, js: Any) -> None:  # noqa: ANN401
        """A wiped broker forgets the consumer, and a pull against nothing never fails."""
        await asyncio.sleep(WATCH_SECONDS)
        try:
            self.is_ready = await has_consumer(js, self._name)
        except (NatsError, APIError, OSError, TimeoutError):
            self.is_ready = False
        if not self.is_ready:
            log.warning("consumer.lost", service=self._name)
            await self._provision(js)

    async def _on_message(self, message: NatsMessage) -> None:
        subject = message.raw_message.subject
        trace.current.set(message.headers.get("traceparent"))
        try:
            envelope = self._consumers.read(subject, message.body)
        except ValidationError as error:
            await self._set_aside_unreadable(message, error)
            return
        letter = Letter(envelope.id, subject, envelope.sequence, message.body)
        try:
            outcome = await self._store.write(
                inbox.take, letter, partial(self._consumers.apply, envelope), self._clock.now()
            )
        except (Gap, NotYet) as early:
            await self._retry(message, letter, early)
        except Refusal as refusal:
            await self._bury(message, letter, f"{refusal.code}: {refusal}")
        except Exception as error:
            log.exception("event.failed", service=self._name, subject=subject)
            await self._retry(message, letter, error)
        else:
            self._count(outcome)
            await message.ack()

    async def _retry(self, message: NatsMessage, letter: Letter, error: Exception) -> None:
        """Give it back with a growing pause; after some tries, set it aside.

        A gap never becomes a dead letter: the missing version is on its way.
        """
        tries = message.raw_message.metadata.num_delivered
        if tries >= ATTEMPTS and not isinstance(error, Gap):
            await self._bury(message, letter, repr(error))
            return
        self._count("retry")
        pause = min(0.2 * 2.0**tries, LONGEST_PAUSE.total_seconds())
        await message.nack(delay=pause)

    async def _bury(self, message: NatsMessage, letter: Letter, reason: str) -> None:
        await self._store.write(inbox.bury, letter, reason, self._clock.now())
        log.error("event.buried", service=self._name, subject=letter.aggregate, reason=reason)
        self._count("dead_letter")
        await message.ack()

    async def _set_aside_unreadable(self, message: NatsMessage, error: ValidationError) -> None:
        subject = message.raw_message.subject
        version = await self._store.read(inbox.last_version, subject) + 1
        event_id = message.headers.get("Nats-Msg-Id", subject)
        await self._bury(message, Letter(event_id, subject, version, message.body), str(error))

    def _count(self, outcome: Outcome | str) -> None:
        self.counts[outcome] = self.counts.get(outcome, 0) + 1
