"""Orders over HTTP, for reading and for printing."""

import asyncio
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Depends, Response

from collector.disposisi import service
from collector.disposisi.schemas import DisposisiOut, ParafIn
from collector.disposisi.service import Signer
from lapkin_chassis.auth import ANY_UNIT, Caller, principal_of
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_papers.pdf import PDF, PDF_BODY, render

router = APIRouter(
    prefix="/v1/disposisi", tags=["disposisi"], dependencies=[Depends(principal_of)]
)

READERS: Final = ("inspektur", "sekretaris", "kasubag", "irban", "staf")
"""Who an order of the office passes by."""
TEMPLATE: Final = Path(__file__).with_name("disposisi.typ")


@router.get("")
async def list_disposisi(store: StoreOf) -> list[DisposisiOut]:
    """Every order, the newest first."""
    return list(await store.read(service.listed))


@router.get("/{tahun}/{nomor}.pdf", response_class=Response, responses=PDF_BODY)
async def lembar(tahun: int, nomor: int, store: StoreOf) -> Response:
    """Lembar disposisi on A5."""
    sheet = await store.read(service.lembar, tahun, nomor)
    pdf = await asyncio.to_thread(render, TEMPLATE, sheet)
    name = f"disposisi-{tahun}-{nomor:03d}.pdf"
    return Response(
        pdf, headers={"Content-Disposition": f'inline; filename="{name}"'}, media_type=PDF
    )


@router.post("/{tahun}/{nomor}:paraf")
async def initial(
    tahun: int, nomor: int, body: ParafIn, caller: Caller, store: StoreOf, clock: ClockOf
) -> DisposisiOut:
    """Initial an order one has read, with a note for those after. For the lanes of the SOP."""
    now = clock.now()
    caller.require(*READERS, at=now)
    role = next(role for role in READERS if caller.may(role, ANY_UNIT, now))
    mandate = caller.mandate_for(role, at=now)
    signer = Signer(caller.subject, caller.name, mandate.title if mandate else "", now)
    return await store.write(service.initial, tahun, nomor, body.catatan, signer)
