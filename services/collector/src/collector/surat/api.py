"""The letter to a unit."""

import asyncio
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Depends, Response

from collector.organisasi.schemas import KodeUnit
from collector.surat import service
from lapkin_chassis.auth import principal_of
from lapkin_chassis.context import StoreOf
from lapkin_contracts.rules.periods import Periode
from lapkin_papers.pdf import PDF, PDF_BODY, render

router = APIRouter(prefix="/v1/kewajiban", tags=["surat"], dependencies=[Depends(principal_of)])

TEMPLATE: Final = Path(__file__).with_name("surat.typ")


@router.get("/{unit}/{period}/surat.pdf", response_class=Response, responses=PDF_BODY)
async def letter(unit: KodeUnit, period: Periode, store: StoreOf) -> Response:
    """Surat permintaan data: what the unit owes for a triwulan, and until when."""
    sheet = await store.read(service.letter_to, unit, period)
    pdf = await asyncio.to_thread(render, TEMPLATE, sheet)
    name = f"surat-permintaan-data-{unit}-{period}.pdf"
    return Response(
        pdf, headers={"Content-Disposition": f'inline; filename="{name}"'}, media_type=PDF
    )
