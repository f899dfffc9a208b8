"""The sosialisasi over HTTP, for the office."""

import asyncio
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Depends, Response

from lapkin_chassis.auth import principal_of
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_contracts.rules.periods import Periode
from lapkin_papers.pdf import PDF, PDF_BODY, render
from notifier.sosialisasi import repeating, tanda_terima
from notifier.sosialisasi.access import Act, ActOf, Edisi, EditionOf
from notifier.sosialisasi.domain import Official
from notifier.sosialisasi.penyampaian import editions_of
from notifier.sosialisasi.repeating import EditionKey
from notifier.sosialisasi.schemas import PenerimaIn, SosialisasiOut, UlangIn

router = APIRouter(
    prefix="/v1/sosialisasi", tags=["sosialisasi"], dependencies=[Depends(principal_of)]
)

TEMPLATE: Final = Path(__file__).with_name("tanda_terima.typ")


@router.get("/{period}/{edisi}/tanda-terima.pdf", response_class=Response, responses=PDF_BODY)
async def print_receipts(
    period: Periode, edisi: Edisi, store: StoreOf, clock: ClockOf
) -> Response:
    """Daftar tanda terima: to whom an edition was sent, and who said it arrived."""
    sheet = await store.read(tanda_terima.tanda_terima, period, edisi, clock.now())
    pdf = await asyncio.to_thread(render, TEMPLATE, sheet)
    name = f"tanda-terima-{period}-edisi-{edisi}.pdf"
    return Response(
        pdf, headers={"Content-Disposition": f'inline; filename="{name}"'}, media_type=PDF
    )


@router.post("/{period}/{edisi}:repeat", status_code=202)
async def repeat(which: EditionOf, body: UlangIn, act: ActOf) -> SosialisasiOut:
    """Tell one recipient again, or everyone who has not acknowledged."""
    await act.store.write(
        repeating.repeat, which, body.penerima, oleh=act.caller.subject, now=act.now
    )
    return await _edition(which, act)


@router.post("/{period}/{edisi}/penerima", status_code=201)
async def add(which: EditionOf, body: PenerimaIn, act: ActOf) -> SosialisasiOut:
    """Put a further recipient on the list, and tell them."""
    official = Official(**body.model_dump())
    await act.store.write(repeating.add, which, official, oleh=act.caller.subject, now=act.now)
    return await _edition(which, act)


@router.get("/{period}")
async def sosialisasi_of(period: Periode, store: StoreOf) -> list[SosialisasiOut]:
    """Who was told of each edition, newest first, with what came of it."""
    return [SosialisasiOut.of(*one) for one in await store.read(editions_of, period)]


async def _edition(which: EditionKey, act: Act) -> SosialisasiOut:
    found = await act.store.read(editions_of, which[0])
    return next(SosialisasiOut.of(*one) for one in found if one.sosialisasi.edisi == which[1])
