"""Facts as another service would announce them, handed to consumers without a broker."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from sqlmodel import Session

from lapkin_chassis.consumer import Consumers
from lapkin_chassis.inbox import Letter, Outcome, take
from lapkin_chassis.outbox import rows_after
from lapkin_chassis.store import Store
from lapkin_contracts.catalog import OWNED
from lapkin_contracts.envelope import Envelope, Event, event_type

E = TypeVar("E", bound=Event)


def fact(
    event: E, *, at: datetime, cause: Envelope[Any] | None = None, version: int = 1
) -> Envelope[E]:
    """The envelope of `event`, from the service that owns it.

    The same aggregate and version always give the same id. Give `version` for the second and
    later events of an aggregate.
    """
    unit, period = event.scope()
    return Envelope(
        specversion="1.0",
        datacontenttype="application/json",
        id=str(uuid5(NAMESPACE_URL, f"{event.aggregate}/{version}")),
        source=f"/lapkin/{_owner(event)}",
        type=event.type,
        subject=f"{unit}/{period}",
        time=at,
        recordedtime=at,
        dataschema=f"urn:lapkin:schema:{event.type.removeprefix('lapkin.')}",
        correlationid=period,
        causationid=cause.id if cause else None,
        partitionkey=event.aggregate,
        sequence=version,
        data=event,
    )


def body_of(envelope: Envelope[Any]) -> bytes:
    """The bytes that travel, as the outbox writes them."""
    return envelope.to_json()


def letter_of(envelope: Envelope[Any]) -> Letter:
    return Letter(envelope.id, envelope.partitionkey, envelope.sequence, body_of(envelope))


async def deliver(store: Store, consumers: Consumers, *facts: Envelope[Any]) -> list[Outcome]:
    """Take each fact in as the intake does: decoded from its bytes, once, in its own transaction."""
    return [await store.write(_take, consumers, letter_of(one)) for one in facts]


def announced(session: Session, event: type[E]) -> list[Envelope[E]]:
    """What a service has announced of one kind, in order: `await store.read(announced, Event)`."""
    return [
        Envelope[event].model_validate_json(row.body)  # type: ignore[valid-type]
        for row in rows_after(session, 0, 10_000)
        if event_type(row.aggregate) == event.type
    ]


def _take(session: Session, consumers: Consumers, letter: Letter) -> Outcome:
    envelope = consumers.read(letter.aggregate, letter.body)

    def apply(session: Session) -> None:
        consumers.apply(envelope, session)

    return take(session, letter, apply, envelope.recordedtime)


def _owner(event: Event) -> str:
    return next(name for name, events in OWNED.items() if type(event) in events)
