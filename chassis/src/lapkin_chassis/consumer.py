"""From the stream to a service's use cases: one durable consumer, in stream order.

FastStream fetches and acknowledges; the effect, the inbox row and follow-on events commit
together before the acknowledgement.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

import structlog
from faststream import AckPolicy
from faststream.nats import JStream, NatsBroker, NatsMessage, PullSub
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
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
from lapkin_chassis.pull import steady
from lapkin_chassis.store import Store
from lapkin_contracts.envelope import STREAM, SUBJECTS, Envelope, Event, event_type

log = structlog.get_logger()

E = TypeVar("E", bound=Event)
Handler = Callable[[Session, Envelope[Any]], None]

ATTEMPTS = 5
"""Tries before an event that keeps failing becomes a dead letter."""
PATIENCE = 30
"""Tries before what builds on a missing fact is given up: two minutes, many times the wait after
which the broker gives out again what a killed consumer held."""
LONGEST_PAUSE_SECONDS = 5.0
GAP_SECONDS = 0.2
WATCH_SECONDS = 5.0

Queued = tuple[Letter, Envelope[Any], "asyncio.Future[Outcome]"]


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
        self._queue: asyncio.Queue[Queued] = asyncio.Queue()
        self.counts: dict[str, int] = {}
        self.is_ready = False
        """The durable consumer exists on the broker."""

    async def run(self) -> None:
        client = await connect(f"{self._name}-watch", self._url)
        broker = NatsBroker(
            logger=None,
            # With types applied every message goes through a thread, and arrives out of order.
            apply_types=False,
            **connection_options(self._name, self._url),
        )
        subscriber = broker.subscriber(
            SUBJECTS,
            stream=JStream(STREAM, declare=False),
            durable=self._name,
            pull_sub=PullSub(batch_size=64, timeout=0.1),
            ack_policy=AckPolicy.MANUAL,
            parser=_parse,
            decoder=_whole,
            inbox_prefix=f"_INBOX_{self._name}".encode(),
        )
        subscriber(self._on_message)
        try:
            await self._provision(client.jetstream())
            await broker.start()
            subscriber.subscription = steady(subscriber.subscription)
            async with asyncio.TaskGroup() as together:
                together.create_task(self._apply_queued())
                together.create_task(self._watch(client.jetstream()))
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

    async def _on_message(self, message: NatsMessage) -> None:
        """Queue the message for the next transaction, and answer the broker by what came of it."""
        subject = message.raw_message.subject
        try:
            envelope = self._consumers.read(subject, message.body)
        except ValidationError as error:
            await self._set_aside_unreadable(message, error)
            return
        letter = Letter(envelope.id, subject, envelope.sequence, message.body)
        outcome = asyncio.get_running_loop().create_future()
        self._queue.put_nowait((letter, envelope, outcome))
        try:
            self._count(await outcome)
        except (Gap, NotYet) as early:
            await self._retry(message, letter, early)
        except Refusal as refusal:
            await self._bury(message, letter, f"{refusal.code}: {refusal}")
        except Exception as error:
            log.exception("event.failed", service=self._name, subject=subject)
            await self._retry(message, letter, error)
        else:
            await message.ack()

    async def _apply_queued(self) -> None:
        """Everything that waits goes into one transaction, in the order it arrived."""
        while True:
            group = [await self._queue.get(), *self._waiting()]
            outcomes: Sequence[Outcome | Exception]
            try:
                outcomes = await self._store.write(self._take_all, group)
            except Exception:  # noqa: BLE001  whose it is shows when they are taken one by one
                outcomes = await self._one_by_one(group)
            for (_, _, waiting), outcome in zip(group, outcomes, strict=True):
                _settle(waiting, outcome)

    async def _one_by_one(self, group: Sequence[Queued]) -> Sequence[Outcome | Exception]:
        try:
            return await self._store.write(self._attempt_each, group)
        except Exception as error:  # noqa: BLE001  the store is in trouble; the broker keeps the events
            return [error] * len(group)

    def _waiting(self) -> list[Queued]:
        return [self._queue.get_nowait() for _ in range(self._queue.qsize())]

    def _take_all(self, session: Session, group: Sequence[Queued]) -> list[Outcome]:
        now = self._clock.now()
        return [self._take(session, each, now) for each in group]

    def _attempt_each(
        self, session: Session, group: Sequence[Queued]
    ) -> list[Outcome | Exception]:
        """Each in a savepoint of its own."""
        now = self._clock.now()
        return [self._attempt(session, each, now) for each in group]

    def _attempt(self, session: Session, queued: Queued, now: datetime) -> Outcome | Exception:
        try:
            with session.begin_nested():
                return self._take(session, queued, now)
        except Exception as error:  # noqa: BLE001  it is this event's; the others go on
            return error

    def _take(self, session: Session, queued: Queued, now: datetime) -> Outcome:
        letter, envelope, _ = queued
        trace.current.set(envelope.traceparent)
        return inbox.take(session, letter, partial(self._consumers.apply, envelope), now)

    async def _retry(self, message: NatsMessage, letter: Letter, error: Exception) -> None:
        """Give it back; what keeps failing is set aside after some tries.

        A gap never becomes a dead letter: the missing version is on its way.
        """
        self._count("retry")
        if isinstance(error, Gap):
            await message.nack(delay=GAP_SECONDS)
            return
        tries = message.raw_message.metadata.num_delivered
        if tries >= (PATIENCE if isinstance(error, NotYet) else ATTEMPTS):
            await self._bury(message, letter, repr(error))
        else:
            await message.nack(delay=min(0.2 * 2.0**tries, LONGEST_PAUSE_SECONDS))

    async def _bury(self, message: NatsMessage, letter: Letter, reason: str) -> None:
        await self._store.write(inbox.bury, letter, reason, self._clock.now())
        log.error("event.buried", service=self._name, subject=letter.aggregate, reason=reason)
        self._count("dead_letter")
        await message.ack()

    async def _set_aside_unreadable(self, message: NatsMessage, error: ValidationError) -> None:
        subject = message.raw_message.subject
        version = await self._store.read(inbox.last_version, subject) + 1
        event_id = (message.raw_message.headers or {}).get("Nats-Msg-Id", subject)
        await self._bury(message, Letter(event_id, subject, version, message.body), str(error))

    def _count(self, outcome: Outcome | str) -> None:
        self.counts[outcome] = self.counts.get(outcome, 0) + 1


def _is_cancelled() -> bool:
    """A cancellation is asked for once, and `asyncio.wait_for` of Python 3.11 may swallow it."""
    this = asyncio.current_task()
    return this is not None and this.cancelling() > 0


def _settle(waiting: "asyncio.Future[Outcome]", outcome: Outcome | Exception) -> None:
    if waiting.cancelled():
        return
    if isinstance(outcome, Exception):
        waiting.set_exception(outcome)
    else:
        waiting.set_result(outcome)


async def _parse(message: Msg) -> NatsMessage:
    """No path parameters, no headers read: both are dearer than what we do with a message."""
    return NatsMessage(raw_message=message, body=message.data, path={}, headers={})


async def _whole(message: NatsMessage) -> NatsMessage:
    """Hand the message over as it is; the envelope decides which model decodes it."""
    return message
