"""The public page of the nine steps, and the bell that tells it to read itself again."""

import asyncio
from collections.abc import AsyncIterator
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.store import Store
from lapkin_contracts.langkah import SatuanWaktu
from lapkin_contracts.sop import load_sop
from notifier.event_log.context import TailOf, event_stream
from notifier.event_log.domain import Interest
from notifier.event_log.tail import Tail
from notifier.pages import render
from notifier.sop_clock import service
from notifier.sop_clock.domain import MOMENTS, Position, State
from notifier.sop_clock.waktu import SEBUTAN, Sumber

CALM_SECONDS = 1.0
"""A burst of facts makes one tick: every tick has every open page read again."""
TICK = b"event: berubah\ndata: 1\n\n"

STATE_WORDS = {
    State.BELUM: ("Belum mulai", "netral"),
    State.BERJALAN: ("Berjalan", "info"),
    State.SELESAI: ("Selesai", "ok"),
    State.TERLAMBAT: ("Terlambat", "galat"),
}

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
        jam_menit=jam_menit,
        State=State,
        Sumber=Sumber,
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


def lama(one: Position) -> str:
    """`2 jam 5 menit kerja`, `12 hari kerja`: in the unit the step is timed in."""
    satuan = one.allowed.satuan
    if satuan is not SatuanWaktu.MENIT_KERJA:
        return f"{one.taken or 'kurang dari 1'} {SEBUTAN[satuan]}"
    return f"{jam_menit(one.taken or 0)} kerja"


def jam_menit(minutes: int) -> str:
    jam, menit = divmod(minutes, 60)
    parts = [f"{jam} jam" if jam else "", f"{menit} menit" if menit else ""]
    return " ".join(filter(None, parts)) or "kurang dari 1 menit"
