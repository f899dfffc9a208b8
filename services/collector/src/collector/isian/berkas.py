"""The workbook on the page: what an uploaded file would change, and taking it in."""

import asyncio
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Form, Request, UploadFile
from fastapi.responses import Response

from collector.akun.context import SigningKeyOf
from collector.isian.pages import refused
from collector.isian.tugas import WRITERS
from collector.lembar_kerja import service
from collector.lembar_kerja.examination import Unggahan
from collector.lembar_kerja.schemas import Keadaan
from collector.lembar_kerja.sheets import read_sheets
from collector.lembar_kerja.stamp import read_stamp
from collector.pages import render
from lapkin_chassis.auth import Caller
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.errors import Refusal

router = APIRouter(prefix="/isi", include_in_schema=False)

FILE_PATH: Final = "/isi/berkas"

Text = Annotated[str, Form()]


@dataclass
class Meja:
    """Who brings a workbook, and when."""

    request: Request
    caller: Caller
    store: StoreOf
    clock: ClockOf
    key: SigningKeyOf


@router.post("/berkas")
async def take_workbook(
    meja: Annotated[Meja, Depends()], berkas: UploadFile, tindakan: Text = "periksa"
) -> Response:
    """Show what the file would change; with `kirim` take it in."""
    try:
        return await _take(meja, await berkas.read(), tindakan)
    except Refusal as refusal:
        return refused(meja.request, refusal)


async def _take(meja: Meja, content: bytes, tindakan: str) -> Response:
    now = meja.clock.now()
    sheets = await asyncio.to_thread(read_sheets, content)
    unggahan = Unggahan(sheets, read_stamp(sheets.stempel, meja.key))
    meja.caller.require(*WRITERS, unit=unggahan.stempel.unit, at=now)
    hasil = await meja.store.read(service.rehearse, unggahan, now=now)
    if tindakan == "kirim" and hasil.keadaan != Keadaan.PERLU_DIPERBAIKI:
        hasil = await meja.store.write(
            service.apply,
            unggahan,
            oleh=meja.caller.subject,
            idempotency_key=sheets.sha256,
            signing_key=meja.key,
            now=now,
        )
    return render(meja.request, "isian/berkas.html", hasil=hasil, keadaan=hasil.keadaan.value)
