"""The events as an operator sees them: as they come, case by case, and by any id."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.store import Store
from lapkin_contracts.rules.periods import Periode
from lapkin_ui.access import PageRoute
from notifier.event_log.context import TailOf, event_stream
from notifier.event_log.repository import unit_names
from notifier.event_log.tail import HEARTBEAT, HEARTBEAT_SECONDS, OPENING, Tail
from notifier.pages import render
from notifier.pemantauan import deliveries, gagal, operations, repository, service
from notifier.pemantauan.access import FOR_READERS
from notifier.pemantauan.domain import KEPT, SURFACES, Saringan, detik, menit
from notifier.pemantauan.repository import Lembar
from notifier.sop_clock import service as sop_clock
from notifier.sop_clock.pages import STATE_WORDS, jam_menit, lama

CALM_SECONDS: Final = 0.25
BURST: Final = 50
"""Events sent at once: of more than 200 a second, the newest are shown."""

NOTHING_FOUND: Final = "Tidak ada peristiwa yang memuat {id}. Periksa apakah tersalin lengkap."

pages = APIRouter(
    prefix="/pemantauan",
    include_in_schema=False,
    route_class=PageRoute,
    dependencies=FOR_READERS,
)
streams = APIRouter(prefix="/pemantauan", include_in_schema=False, dependencies=FOR_READERS)


async def saringan_of(
    subjek: Annotated[str, Query(max_length=200)] = "",
    jenis: Annotated[str, Query(max_length=80)] = "",
    unit: Annotated[str, Query(max_length=40)] = "",
    periode: Annotated[str, Query(max_length=10)] = "",
    pelaku: Annotated[str, Query(max_length=120)] = "",
    teks: Annotated[str, Query(max_length=100)] = "",
) -> Saringan:
    return Saringan(*(text.strip() for text in (subjek, jenis, unit, periode, pelaku, teks)))


SaringanOf = Annotated[Saringan, Depends(saringan_of)]


@pages.get("")
async def tail_page(request: Request, saringan: SaringanOf, store: StoreOf) -> HTMLResponse:
    """The newest events; with the script more come by themselves."""
    lembar = await store.read(repository.newest, saringan)
    return render(
        request,
        "pemantauan/ekor.html",
        lembar=lembar,
        saringan=saringan,
        query=urlencode(saringan.as_query()),
        jenis=SURFACES,
        unit=await store.read(unit_names),
        detik=detik,
        batas=KEPT,
    )


@streams.get("/arus")
async def follow(
    request: Request,
    saringan: SaringanOf,
    store: StoreOf,
    tail: TailOf,
    after: Annotated[int, Query(ge=0)] = 0,
    last_event_id: Annotated[int | None, Header(ge=0)] = None,
) -> StreamingResponse:
    """Rows of the list, from where the page or the connection left off."""
    position = after if last_event_id is None else last_event_id

    def rows(lembar: Lembar) -> bytes:
        html = bytes(render(request, "pemantauan/baris.html", lembar=lembar, detik=detik).body)
        data = b"".join(b"data: " + line + b"\n" for line in html.splitlines())
        return b"id: %d\nevent: baris\n%b\n" % (lembar.last, data)

    async def frames() -> AsyncIterator[bytes]:
        yield OPENING
        async for lembar in _news(store, tail, saringan, position):
            yield rows(lembar) if lembar else HEARTBEAT

    return event_stream(frames())


@pages.get("/kasus")
async def cases(request: Request, store: StoreOf, clock: ClockOf) -> HTMLResponse:
    found = await store.read(sop_clock.cases, clock.now())
    begun = [case for case in found if any(step.started_at for step in case.steps)]
    return render(request, "pemantauan/kasus_semua.html", cases=begun, state_words=STATE_WORDS)


@pages.get("/kasus/{period}")
async def one_case(
    request: Request, period: Periode, store: StoreOf, clock: ClockOf
) -> HTMLResponse:
    """The steps, for whom the case waited, and each event under the one that led to it."""
    now = clock.now()
    perjalanan = await store.read(service.journey, period, now)
    return render(
        request,
        "pemantauan/kasus.html",
        perjalanan=perjalanan,
        now=now,
        state_words=STATE_WORDS,
        lama=lama,
        jam_menit=jam_menit,
        detik=detik,
        menit=menit,
    )


@pages.get("/cari")
async def search(
    request: Request,
    store: StoreOf,
    id: Annotated[str, Query(max_length=200)] = "",
) -> HTMLResponse:
    """An event by its id, and others by whatever they mention."""
    sought = id.strip()
    found = await store.read(service.find, sought) if sought else None
    nothing = found is not None and found.peristiwa is None and not found.events
    return render(
        request,
        "pemantauan/cari.html",
        dicari=sought,
        temuan=None if nothing else found,
        galat=[{"id": "id", "pesan": NOTHING_FOUND.format(id=sought)}] if nothing else [],
        detik=detik,
    )


async def _news(
    store: Store, tail: Tail, saringan: Saringan, position: int
) -> AsyncIterator[Lembar | None]:
    """What is new, at most four times a second; None now and then while nothing is."""
    limit = KEPT  # what passed while the page was hidden
    while not tail.is_closed:
        lembar = await store.read(repository.newest, saringan, after=position, limit=limit)
        is_news, position, limit = lembar.last > position, max(position, lembar.last), BURST
        if lembar.events:
            yield lembar
        if is_news:
            await asyncio.sleep(CALM_SECONDS)
        elif not await tail.wait_past(position, HEARTBEAT_SECONDS):
            yield None


router = APIRouter()
for part in (pages, streams, operations.router, gagal.router, deliveries.router):
    router.routes.extend(part.routes)
