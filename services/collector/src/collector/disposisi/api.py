"""Orders over HTTP, for reading and for printing."""

import asyncio
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Depends, Response

from collector.disposisi import service
from collector.disposisi.schemas import DisposisiOut
from lapkin_chassis.auth import principal_of
from lapkin_chassis.context import StoreOf
from lapkin_papers.pdf import PDF, PDF_BODY, render

router = APIRouter(
    prefix="/v1/disposisi", tags=["disposisi"], dependencies=[Depends(principal_of)]
)

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
