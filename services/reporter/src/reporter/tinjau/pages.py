"""Tinjau: drafts that wait, and one draft beside what is said about it."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from lapkin_chassis.auth import Caller
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_ui.access import PageRoute
from reporter.context import DraftOf
from reporter.grafik.domain import charts_in
from reporter.grafik.pages import IfNoneMatch, Lembar, picture
from reporter.pages import render
from reporter.tinjau import acts, service, sunting
from reporter.tinjau.halaman import SELESAI, STATE_WORDS, TempatOf

pages = APIRouter(prefix="/tinjau", include_in_schema=False, route_class=PageRoute)
pictures = APIRouter(prefix="/tinjau", include_in_schema=False)


@pages.get("")
async def list_waiting(request: Request, _: Caller, store: StoreOf, clock: ClockOf) -> Response:
    """Every draft that waits, for whom and since when."""
    antrean = await store.read(service.queue, clock.now().date())
    return render(request, "tinjau/antrean.html", antrean=antrean, state_words=STATE_WORDS)


@pages.get("/{period}")
async def show(
    tempat: TempatOf,
    selesai: str = "",
    bagian: Annotated[str, Query(max_length=80)] = "",
    banding: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """The draft beside its koreksi; `bagian` begins a koreksi, `banding` is a version to compare."""
    return await tempat.page(selesai=SELESAI.get(selesai, ""), bagian=bagian, banding=banding)


@pictures.get("/{period}/grafik/{nama}.svg")
async def draw(
    nama: str, draft: DraftOf, lembar: Lembar = 1, if_none_match: IfNoneMatch = ""
) -> Response:
    """A chart of the draft as it stands."""
    charts = await asyncio.to_thread(charts_in, draft.isi)
    return picture(nama, charts.get(nama, ()), lembar, if_none_match)


router = APIRouter()
for part in (pages, pictures, acts.router, sunting.router):
    router.routes.extend(part.routes)
