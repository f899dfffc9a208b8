"""Pengaturan: a Perjanjian Kinerja or a Rencana Aksi out of a file, looked at before it counts."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel
from starlette.datastructures import UploadFile

from collector.faults import read_form
from collector.perencanaan import service
from collector.perencanaan.errors import PlanRefused, UnreadableFile
from collector.perencanaan.pages import (
    FIELDS,
    HERE,
    LABELS,
    LETTER,
    Tempat,
    TempatOf,
    letter_in,
    words,
)
from collector.perencanaan.plan_file import Read, read_perjanjian, read_rencana
from collector.perencanaan.schemas import PublishedOut
from lapkin_chassis.errors import Refusal
from lapkin_ui.access import PageRoute
from lapkin_ui.acts import Hasil, done, problems

PERJANJIAN: Final = "perjanjian"
RENCANA: Final = "rencana"
NO_FILE: Final = "Pilih berkas .xlsx atau .csv dahulu."

router = APIRouter(prefix=HERE, include_in_schema=False, route_class=PageRoute)


class BerlakuSejak(BaseModel):
    """What a Rencana Aksi says beside its table."""

    berlaku_sejak: date | None = None


class Kiriman(NamedTuple):
    """What a file holds, and what is done with it."""

    read: Read[Any]
    check: Callable[..., PublishedOut]
    publish: Callable[..., PublishedOut]


@router.get("/{unit}/{tahun}/unggah")
async def choose_file(tempat: TempatOf) -> HTMLResponse:
    tempat.require_planner()
    return await _page(tempat, Hasil())


@router.post("/{unit}/{tahun}/unggah")
async def take_file(tempat: TempatOf, request: Request) -> Response:
    """Say what the file would come to; with `terbitkan` publish it."""
    tempat.require_planner()
    async with request.form() as form:
        typed = {name: text.strip() for name, text in form.items() if isinstance(text, str)}
        return await _take(tempat, typed, form.get("berkas"))


async def _take(tempat: Tempat, typed: Mapping[str, str], berkas: object) -> Response:
    is_final = typed.get("tindakan") == "terbitkan"
    try:
        kiriman = await _read(tempat, typed, berkas)
        published = await _carry_out(tempat, kiriman, is_final=is_final)
    except Refusal as refusal:
        found = problems(refusal, FIELDS.get(refusal.code, "berkas"), LABELS)
        galat = [one if one["id"] in LETTER else {**one, "id": "berkas"} for one in found]
        return await _page(tempat, Hasil(refusal.status, galat=galat, isian=typed))
    if is_final:
        selesai = "terbit" if published.is_new else "sama"
        return done(tempat.layar.request, tempat.path, selesai)
    return await _page(tempat, Hasil(isian=typed), published)


async def _read(tempat: Tempat, typed: Mapping[str, str], berkas: object) -> Kiriman:
    if not isinstance(berkas, UploadFile) or not berkas.filename:
        raise UnreadableFile(remedy=NO_FILE)
    content = await berkas.read()
    if typed.get("dokumen") == RENCANA:
        sejak = read_form(BerlakuSejak, {"berlaku_sejak": typed.get("berlaku_sejak", "")})
        day = sejak.berlaku_sejak
        layar = tempat.layar
        promised = await layar.store.read(service.promised_on, tempat.unit, tempat.tahun, day)
        rencana = await asyncio.to_thread(read_rencana, content, promised, day)
        return Kiriman(rencana, service.check_rencana, service.publish_rencana)
    perjanjian = await asyncio.to_thread(read_perjanjian, content, letter_in(typed))
    return Kiriman(perjanjian, service.check_perjanjian, service.publish_perjanjian)


async def _carry_out(tempat: Tempat, kiriman: Kiriman, *, is_final: bool) -> PublishedOut:
    """Raises PlanRefused with cells, and what else the use cases refuse."""
    layar, read = tempat.layar, kiriman.read
    whose = tempat.unit, tempat.tahun
    try:
        if not is_final:
            return await layar.store.read(kiriman.check, *whose, read.content)
        by, now = layar.caller.subject, layar.now
        return await layar.store.write(kiriman.publish, *whose, read.content, oleh=by, now=now)
    except PlanRefused as refused:
        raise read.located(refused) from refused


async def _page(
    tempat: Tempat, hasil: Hasil, published: PublishedOut | None = None
) -> HTMLResponse:
    return tempat.layar.render(
        "perencanaan/unggah.html",
        hasil,
        diperiksa=published,
        **await words(tempat),
    )
