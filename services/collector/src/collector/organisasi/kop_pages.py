"""Pengaturan: the letterhead, and how it looks before it is kept."""

import asyncio
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from collector.faults import read_form
from collector.organisasi import repository, service
from collector.organisasi.schemas import InstansiIn, KopIn
from collector.pages import Layar, LayarOf
from lapkin_chassis.errors import Refusal
from lapkin_contracts.organisasi import Kop
from lapkin_contracts.rules.periods import ZONE
from lapkin_papers.pdf import picture
from lapkin_papers.sheet import Sheet
from lapkin_ui.access import PageRoute
from lapkin_ui.acts import Hasil, done, problems
from lapkin_ui.forms import FormOf

HERE: Final = "/pengaturan/kop"
TEMPLATE: Final = Path(__file__).with_name("kop.typ")
SVG: Final = "image/svg+xml"
KOP: Final = tuple(KopIn.model_fields)
LABELS: Final = {
    "kode": "Kode instansi",
    "instansi": "Nama instansi",
    "tempat": "Tempat",
    "pemerintah": "Pemerintah daerah",
    "nama": "Nama pada kop",
    "aksara": "Aksara Jawa",
    "alamat": "Alamat",
    "kontak": "Kontak",
}
DONE: Final = {"tersimpan": "Kop surat tersimpan; dokumen berikutnya memakainya."}

router = APIRouter(prefix=HERE, include_in_schema=False, route_class=PageRoute)


@router.get("")
async def show_kop(layar: LayarOf, request: Request, selesai: str = "") -> HTMLResponse:
    """The letterhead in use; or what was typed, looked at before it is kept."""
    typed = {name: text for name, text in request.query_params.items() if name in LABELS}
    return await _page(layar, Hasil(selesai=DONE.get(selesai, ""), isian=typed))


@router.post("")
async def keep_kop(layar: LayarOf, form: FormOf) -> Response:
    """Set the office up, or change it. For admin."""
    layar.caller.require("admin")
    known = await layar.store.read(repository.instansi)
    fields: dict[str, Any] = {
        "kode": known.code if known else form.get("kode", ""),
        "nama": form.get("instansi", ""),
        "tempat": form.get("tempat", ""),
        "contoh": known.contoh if known else False,
        "sumber": known.sumber if known else "",
    }
    try:
        fields["kop"] = read_form(KopIn, {name: form.get(name, "") for name in KOP})
        office = read_form(InstansiIn, fields)
        await layar.store.write(service.register_instansi, office, layar.now)
    except Refusal as refusal:
        galat = problems(refusal, "kode", LABELS)
        return await _page(layar, Hasil(refusal.status, galat=galat, isian=form))
    return done(layar.request, HERE, "tersimpan")


@router.get("/pratinjau.svg", response_class=Response)
async def preview(layar: LayarOf, kop: Annotated[KopIn, Query()]) -> Response:
    """The letterhead as it would be printed."""
    day = layar.now.astimezone(ZONE).date()
    sheet = Sheet(
        judul="Kop surat",
        instansi=kop.nama,
        kop=Kop(**kop.model_dump()),
        date=(day.year, day.month, day.day),
        contoh=False,
        sumber="",
    )
    svg = await asyncio.to_thread(picture, TEMPLATE, sheet)
    return Response(svg, media_type=SVG)


async def _page(layar: Layar, hasil: Hasil) -> HTMLResponse:
    known = await layar.store.read(repository.instansi)
    kept: dict[str, str] = {}
    if known:
        office = service.office_of(known)
        kept = {"kode": office.kode, "instansi": office.nama, "tempat": office.tempat}
        kept |= office.kop.model_dump()
    isian = {**kept, **hasil.isian}
    kop = {name: isian.get(name, "").strip() for name in KOP}
    is_whole = all(kop[name] for name in ("pemerintah", "nama", "alamat"))
    return layar.render(
        "organisasi/kop.html",
        hasil._replace(isian=isian),
        terdaftar=known is not None,
        contoh=known.contoh if known else False,
        pratinjau=f"?{urlencode(kop)}" if is_whole else "",
        belum_tersimpan=isian != kept,
        boleh=layar.may("admin"),
    )
