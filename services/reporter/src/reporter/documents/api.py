"""What an office may ask about the templates its documents are made from."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel

from lapkin_chassis.auth import Caller
from reporter.documents.word.isi import BAWAAN, unknown_fields
from reporter.laporan.files import Printing
from reporter.settings import Settings

router = APIRouter(tags=["dokumen"])


class TemplateOut(BaseModel):
    """The Word template in use and the fields in it that no report fills."""

    template: str
    bawaan: bool
    """Whether it is the one Lapkin brings."""
    tidak_dikenal: tuple[str, ...]


async def printing_of(request: Request) -> Printing:
    settings: Settings = request.app.state.settings
    return Printing(settings.docx_template or BAWAAN, settings.public_url)


PrintingOf = Annotated[Printing, Depends(printing_of)]


@router.get("/v1/dokumen/template:lint")
async def lint_template(_: Caller, printing: PrintingOf) -> TemplateOut:
    """Checks the office's Word template before a report is made with it."""
    unknown = await asyncio.to_thread(unknown_fields, printing.template)
    return TemplateOut(
        template=printing.template.name,
        bawaan=printing.template == BAWAAN,
        tidak_dikenal=tuple(unknown),
    )
