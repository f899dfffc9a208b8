"""From the stream to a service's use cases: one durable consumer, in stream order.

FastStream fetches; the effect, the inbox row and follow-on events commit together before the
acknowledgement.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple, TypeVar

import structlog
from faststream import AckPolicy
from faststream.nats import JStream, PullSub
from faststream.nats.message import NatsBatchMessage
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.errors import APIError
from pydantic import ValidationError
from sqlmodel import Session

from lapkin_chassis import inbox, trace
from lapkin_chassis.broker import (
    EventBroker,
    connect,
    connection_options,
    has_consumer,
    provision_consumer,
    provision_stream,
)
from lapkin_chassis.clock import Clock
from lapkin_chassis.errors import Refusal
from lapkin_chassis.inbox import Gap, Letter, NotYet, Outcome
from lapkin_chassis.pull import steady
from lapkin_chassis.store import Store
from lapkin_contracts.envelope import STREAM, SUBJECTS, Envelope, Event, event_type

log = structlog.get_logger()

E = TypeVar("E", bound=Event)
Handler = Callable[[Session, Envelope[Any]], None]

BATCH = 64
"""Events taken in by one transaction at most."""
ATTEMPTS = 5
"""Tries before an event that keeps failing becomes a dead letter."""
PATIENCE = 30
"""Tries before what builds on a missing fact is given up: two minutes, many times the wait after
which the broker gives out again what a killed consumer held."""
LONGEST_PAUSE_SECONDS = 5.0
GAP_SECONDS = 0.2
WATCH_SECONDS = 5.0


class Arrived(NamedTuple):
    """A message that could be read."""

    message: Msg
    letter: Letter
    envelope: Envelope[Any]


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
        broker = EventBroker(
            logger=None,
            # With types applied every message goes through a thread, and arrives out of order.
            apply_types=False,
            **connection_options(self._name, self._url),
        )
        subscriber = broker.subscriber(
            SUBJECTS,
            stream=JStream(STREAM, declare=False),
            durable=self._name,
            pull_sub=PullSub(batch_size=BATCH, timeout=0.1, batch=True),
            ack_policy=AckPolicy.MANUAL,
            parser=_parse,
            decoder=_whole,
            inbox_prefix=f"_INBOX_{self._name}".encode(),
        )
        subscriber(self._on_batch)
        try:
            await self._provision(client.jetstream())
            await broker.start()
            subscriber.subscription = steady(subscriber.subscription, BATCH)
            await self._watch(client.jetstream())
        finally:
            await broker.stop()
            await client.close()

    async def _provision(self, js: JetStreamContext) -> None:
        while not (self.is_ready or _is_cancelled()):
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

    async def _watch(self, js: JetStreamContext) -> None:
        """A wiped broker forgets the consumer, and a pull against nothing never fails."""
        while not _is_cancelled():
            await asyncio.sleep(WATCH_SECONDS)
            try:
                self.is_ready = await has_consumer(js, self._name)
            except (NatsError, APIError, OSError, TimeoutError):
                self.is_ready = False
            if not self.is_ready:
                log.warning("consumer.lost", service=self._name)
                await self._provision(js)

    async def _on_batch(self, batch: NatsBatchMessage) -> None:
        """Take in what has come, in the order it came, and answer the broker for each."""
        arrived, unreadable = self._read(batch.raw_message)
        outcomes = await self._taken(arrived)
        for each, outcome in zip(arrived, outcomes, strict=True):
            await self._answer(each, outcome)
        for message, error in unreadable:  # now the versions before it are in
            await self._set_aside_unreadable(message, error)

    def _read(
        self, messages: Sequence[Msg]
    ) -> tuple[list[Arrived], list[tuple[Msg, ValidationError]]]:
        arrived: list[Arrived] = []
        unreadable: list[tuple[Msg, ValidationError]] = []
        for message in messages:
            try:
                envelope = self._consumers.read(message.subject, message.data)
            except ValidationError as error:
                unreadable.append((message, error))
                continue
            letter = Letter(envelope.id, message.subject, envelope.sequence, message.data)
            arrived.append(Arrived(message, letter, envelope))
        return arrived, unreadable

    async def _taken(self, group: Sequence[Arrived]) -> Sequence[Outcome | Exception]:
        """All in one transaction; one by one only if that fails: whose fault it is shows then."""
        if not group:
            return []
        try:
            return await self._store.write(self._take_all, group)
        except Exception:  # noqa: BLE001  see above
            try:
                return await self._store.write(self._attempt_each, group)
            except Exception as error:  # noqa: BLE001  the store is in trouble; the broker keeps them
                return [error] * len(group)

    async def _answer(self, arrived: Arrived, outcome: Outcome | Exception) -> None:
        if isinstance(outcome, Outcome):
            self._count(outcome)
            await arrived.message.ack()
        elif isinstance(outcome, Refusal):
            await self._bury(arrived.message, arrived.letter, f"{outcome.code}: {outcome}")
        else:
            await self._retry(arrived, outcome)

    def _take_all(self, session: Session, group: Sequence[Arrived]) -> list[Outcome]:
        now = self._clock.now()
        return [self._take(session, each, now) for each in group]

    def _attempt_each(
        self, session: Session, group: Sequence[Arrived]
    ) -> list[Outcome | Exception]:
        """Each in a savepoint of its own."""
        now = self._clock.now()
        return [self._attempt(session, each, now) for each in group]

    def _attempt(self, session: Session, arrived: Arrived, now: datetime) -> Outcome | Exception:
        try:
            with session.begin_nested():
                return self._take(session, arrived, now)
        except Exception as error:  # noqa: BLE001  it is this event's; the others go on
            return error

    def _take(self, session: Session, arrived: Arrived, now: datetime) -> Outcome:
        trace.current.set(arrived.envelope.traceparent)
        apply = partial(self._consumers.apply, arrived.envelope)
        return inbox.take(session, arrived.letter, apply, now)

    async def _retry(self, arrived: Arrived, error: Exception) -> None:
        """Give it back; what keeps failing is set aside after some tries.

        A gap never becomes a dead letter: the missing version is on its way.
        """
        self._count("retry")
        message = arrived.message
        if isinstance(error, Gap):
            await message.nak(delay=GAP_SECONDS)
            return
        tries = message.metadata.num_delivered
        if not isinstance(error, NotYet):
            log.error("event.failed", service=self._name, subject=message.subject, exc_info=error)
        if tries >= (PATIENCE if isinstance(error, NotYet) else ATTEMPTS):
            await self._bury(message, arrived.letter, repr(error))
        else:
            await message.nak(delay=min(0.2 * 2.0**tries, LONGEST_PAUSE_SECONDS))

    async def _bury(self, message: Msg, letter: Letter, reason: str) -> None:
        await self._store.write(inbox.bury, letter, reason, self._clock.now())
        log.error("event.buried", service=self._name, subject=letter.aggregate, reason=reason)
        self._count("dead_letter")
        await message.ack()

    async def _set_aside_unreadable(self, message: Msg, error: ValidationError) -> None:
        version = await self._store.read(inbox.last_version, message.subject) + 1
        event_id = (message.headers or {}).get("Nats-Msg-Id", message.subject)
        letter = Letter(event_id, message.subject, version, message.data)
        await self._bury(message, letter, str(error))

    def _count(self, outcome: Outcome | str) -> None:
        self.counts[outcome] = self.counts.get(outcome, 0) + 1


def _is_cancelled() -> bool:
    """A cancellation is asked for once, and `asyncio.wait_for` of Python 3.11 may swallow it."""
    this = asyncio.current_task()
    return this is not None and this.cancelling() > 0


async def _parse(messages: list[Msg]) -> NatsBatchMessage:
    """No path parameters, no headers read: both are dearer than what we do with a message."""
    return NatsBatchMessage(raw_message=messages, body=[], path={}, headers={})


async def _whole(batch: NatsBatchMessage) -> NatsBatchMessage:
    """Hand the messages over as they are; the envelope decides which model decodes each."""
    return batch
