"""Rekap: table, map, budget, and the revisions of a period. For anyone signed in."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from aggregator.kebijakan.domain import skala_of
from aggregator.pages import render
from aggregator.rekap import sajian
from aggregator.rekap.banding import perbedaan
from aggregator.rekap.models import Rekap
from aggregator.rekap.sajian import Sajian
from aggregator.rekap.tampilan import KEADAAN_WORDS, bagian_of, perjalanan_of
from aggregator.rekap.unduhan import XLSX, name_of, workbook_of
from lapkin_chassis.auth import Caller
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_contracts.comparison import KOLOM_WORDS
from lapkin_contracts.printed import (
    STATE_WORDS,
    besaran,
    capaian_text,
    realisasi_text,
    target_text,
)
from lapkin_contracts.rules.periods import Periode
from lapkin_ui.access import PageRoute

router = APIRouter(prefix="/rekap", include_in_schema=False, route_class=PageRoute)

Revisi = Annotated[int | None, Query(ge=1, le=2**31 - 1)]


@router.get("")
async def choose(
    request: Request, _: Caller, store: StoreOf, periode: Periode | None = None
) -> Response:
    """To the period that was picked, or the newest."""
    known = await store.read(sajian.periods)
    if periode is None and not known:
        return render(request, "rekap/kosong.html")
    root = request.scope.get("root_path", "")
    return RedirectResponse(f"{root}/rekap/{periode or known[0]}", 303)


@router.get("/{period}")
async def show(
    request: Request,
    period: Periode,
    _: Caller,
    store: StoreOf,
    clock: ClockOf,
    revisi: Revisi = None,
) -> Response:
    """The rekap that stands, an older revision, or the figures that are in so far."""
    found = await store.read(sajian.sajian_of, period, revisi, clock.now())
    known = await store.read(sajian.periods)
    return await asyncio.to_thread(_page, request, found, known)  # hundreds of lines take a while


def _page(request: Request, found: Sajian, periods: Sequence[Periode]) -> Response:
    return render(
        request,
        "rekap/rekap.html",
        sajian=found,
        rekap=found.rekap,
        periods=periods,
        bagian=bagian_of(found.rekap),
        perjalanan=perjalanan_of(found.rekap, found.earlier),
        skala=skala_of(found.rekap.kebijakan),
        keadaan=KEADAAN_WORDS,
        kata=STATE_WORDS,
        besaran=besaran,
        target=target_text,
        realisasi=realisasi_text,
        capaian=capaian_text,
    )


@router.get("/{period}/unduh.xlsx")
async def download(
    period: Periode, _: Caller, store: StoreOf, clock: ClockOf, revisi: Revisi = None
) -> Response:
    """The same as a workbook."""
    found = await store.read(sajian.sajian_of, period, revisi, clock.now())
    content = await asyncio.to_thread(workbook_of, found)
    attached = {"Content-Disposition": f'attachment; filename="{name_of(found)}"'}
    return Response(content, media_type=XLSX, headers=attached)


@router.get("/{period}/banding")
async def compare_revisions(
    request: Request,
    period: Periode,
    _: Caller,
    store: StoreOf,
    semula: Revisi = None,
    menjadi: Revisi = None,
) -> Response:
    """What changed between two revisions, the last two unless others are asked for."""
    revisions = await store.read(sajian.revisions_of, period)
    chosen = _last_two(revisions, semula, menjadi)
    was, now = await store.read(sajian.pair, period, *chosen)
    return render(
        request,
        "rekap/banding.html",
        period=period,
        revisions=revisions,
        semula=was,
        menjadi=now,
        perbedaan=perbedaan(was, now),
        nama={one.unit: one.nama for one in (*was.units, *now.units)},
        kolom=KOLOM_WORDS,
    )


def _last_two(
    revisions: Sequence[Rekap], semula: int | None, menjadi: int | None
) -> tuple[int, int]:
    newest = menjadi or (revisions[0].revision if revisions else 1)
    return semula or max(newest - 1, 1), newest
