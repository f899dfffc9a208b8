"""The sosialisasi over HTTP, for the office."""

import asyncio
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Depends, Response

from lapkin_chassis.auth import principal_of
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_contracts.rules.periods import Periode
from lapkin_papers.pdf import PDF, PDF_BODY, render
from notifier.sosialisasi import repository, tanda_terima
from notifier.sosialisasi.errors import NoSosialisasi
from notifier.sosialisasi.schemas import SosialisasiOut

router = APIRouter(
    prefix="/v1/sosialisasi", tags=["sosialisasi"], dependencies=[Depends(principal_of)]
)

TEMPLATE: Final = Path(__file__).with_name("tanda_terima.typ")


@router.get("/{period}/{edisi}/tanda-terima.pdf", response_class=Response, responses=PDF_BODY)
async def print_receipts(period: Periode, edisi: int, store: StoreOf, clock: ClockOf) -> Response:
    """Daftar tanda terima: to whom an edition was sent, and who said it arrived."""
    sheet = await store.read(tanda_terima.tanda_terima, period, edisi, clock.now())
    pdf = await asyncio.to_thread(render, TEMPLATE, sheet)
    name = f"tanda-terima-{period}-edisi-{edisi}.pdf"
    return Response(
        pdf, headers={"Content-Disposition": f'inline; filename="{name}"'}, media_type=PDF
    )


@router.get("/{period}")
async def sosialisasi_of(period: Periode, store: StoreOf) -> list[SosialisasiOut]:
    """Who was told of each edition, newest first, with what came of it."""
    editions = await store.read(repository.editions_of, period)
    if not editions:
        raise NoSosialisasi(period=period)
    successors = [None, *(one.edisi for one, _ in editions)]
    return [
        SosialisasiOut.of(*edition, successor)
        for edition, successor in zip(editions, successors, strict=False)
    ]
