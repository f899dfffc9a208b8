"""The event log over HTTP: a feed to pull, a tail to watch, one event by its id."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Response
from fastapi.responses import StreamingResponse

from lapkin_chassis.auth import ANY_UNIT, Caller
from lapkin_chassis.context import StoreOf
from lapkin_chassis.store import Store
from lapkin_contracts.catalog import EVENTS
from lapkin_contracts.envelope import Envelope, Event
from lapkin_contracts.rules.periods import Periode
from notifier.event_log import repository
from notifier.event_log.context import TailOf, event_stream
from notifier.event_log.domain import PERSONAL, Interest
from notifier.event_log.errors import UnknownEvent, UnknownEventType
from notifier.event_log.repository import Page
from notifier.event_log.schemas import Cursor, FeedOut
from notifier.event_log.tail import Tail

CLOUD_EVENT = "application/cloudevents+json"

router = APIRouter(prefix="/v1/events", tags=["peristiwa"])


async def interest_of(
    caller: Caller,
    types: Annotated[str, Query(description="Event types, separated by commas.")] = "",
    unit: str | None = None,
    period: Periode | None = None,
) -> Interest:
    wanted = frozenset(filter(None, types.split(",")))
    if unknown := wanted - EVENTS.keys():
        raise UnknownEventType(types=", ".join(sorted(unknown)), known=", ".join(EVENTS))
    sees_all = caller.may("operator", ANY_UNIT) or caller.may("admin", ANY_UNIT)
    return Interest(wanted, unit, period, frozenset() if sees_all else PERSONAL)


InterestOf = Annotated[Interest, Depends(interest_of)]


@router.get("", responses={200: {"model": FeedOut}})
async def feed(
    interest: InterestOf,
    store: StoreOf,
    tail: TailOf,
    after: Annotated[int, Query(ge=0, description="Cursor; 0 is the beginning.")] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 500,
    wait: Annotated[int, Query(ge=0, le=25, description="Seconds to wait for news.")] = 0,
) -> Response:
    """Events past a cursor, oldest first. With `wait` an empty answer is held back for news."""
    page = await store.read(repository.page_after, after, interest, limit)
    if not page.bodies and wait:
        page = await _await_news(store, tail, interest, page.next, limit, wait)
    return Response(_encoded(page), media_type="application/json")


@router.get("/tail", response_class=StreamingResponse)
async def tail_events(
    interest: InterestOf,
    store: StoreOf,
    tail: TailOf,
    after: Annotated[int | None, Query(ge=0)] = None,
    last_event_id: Annotated[int | None, Header(ge=0)] = None,
) -> StreamingResponse:
    """Server-sent events from now on, or from `Last-Event-ID` or `after`, where it left off."""
    given = after if last_event_id is None else last_event_id
    position = await store.read(repository.last_position) if given is None else given
    return event_stream(tail.listen(store, interest, position))


@router.get("/{event_id}", response_model=Envelope[Event], response_class=Response)
async def one_event(event_id: str, interest: InterestOf, store: StoreOf) -> Response:
    """The CloudEvents document."""
    event = await store.read(repository.event_of, event_id)
    if event is None or event.type in interest.hidden:
        raise UnknownEvent(event_id=event_id)
    return Response(event.body, media_type=CLOUD_EVENT)


async def _await_news(
    store: Store, tail: Tail, interest: Interest, position: int, limit: int, wait: int
) -> Page:
    """Events of no interest move the cursor, and the waiting goes on."""
    clock = asyncio.get_running_loop().time
    give_up = clock() + wait
    while True:
        page = await store.read(repository.page_after, position, interest, limit)
        position, left = page.next, give_up - clock()
        if page.bodies or tail.is_closed or left <= 0:
            return page
        await tail.wait_past(position, left)


def _encoded(page: Page) -> bytes:
    """The stored bodies are put in as they are; nothing is encoded twice."""
    cursor = Cursor(next=str(page.next), retention_from=page.retention_from)
    return b'{"items":[' + b",".join(page.bodies) + b"]," + cursor.model_dump_json()[1:].encode()
