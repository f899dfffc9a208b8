"""The public page of the nine steps, and the bell that tells it to read itself again."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.store import Store
from lapkin_contracts.sop import load_sop
from notifier.event_log.context import TailOf, event_stream
from notifier.event_log.domain import Interest
from notifier.event_log.tail import Tail
from notifier.pages import render
from notifier.sop_clock import service
from notifier.sop_clock.domain import MOMENTS, State

CALM_SECONDS = 1.0
"""A burst of facts makes one tick: every tick has every open page read again."""
TICK = b"event: berubah\ndata: 1\n\n"

STATE_WORDS = {
    State.BELUM: ("Belum mulai", "netral"),
    State.BERJALAN: ("Berjalan", "info"),
    State.SELESAI: ("Selesai", "ok"),
    State.TERLAMBAT: ("Terlambat", "galat"),
}
LENGTHS = (("hari", 86400), ("jam", 3600), ("menit", 60))

router = APIRouter(include_in_schema=False)


@router.get("/")
async def langkah(request: Request, store: StoreOf, clock: ClockOf) -> HTMLResponse:
    """Every case with its steps; the page works without its script."""
    cases = await store.read(service.cases, clock.now())
    by_year = [
        (tahun, list(group)) for tahun, group in groupby(cases, lambda case: case.period.tahun)
    ]
    return render(
        request,
        "langkah.html",
        sop=load_sop(),
        by_year=by_year,
        latest=service.latest(cases),
        state_words=STATE_WORDS,
        lama=lama,
        State=State,
    )


@router.get("/langkah/arus")
async def ticks(store: StoreOf, tail: TailOf) -> StreamingResponse:
    """Says that something changed, never what: anyone may listen."""
    return event_stream(_ticks(tail, store))


async def _ticks(tail: Tail, store: Store) -> AsyncIterator[bytes]:
    interest = Interest(types=MOMENTS)
    async for text in tail.listen(store, interest, tail.position):
        if text.startswith(b"id:"):
            yield TICK
            await asyncio.sleep(CALM_SECONDS)
        else:
            yield text


def lama(elapsed: timedelta) -> str:
    """`2 hari 3 jam`: the two greatest units."""
    left, parts = int(elapsed.total_seconds()), []
    for name, size in LENGTHS:
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count} {name}")
    return " ".join(parts[:2]) or "kurang dari 1 menit"
