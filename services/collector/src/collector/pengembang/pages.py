"""Untuk pengembang: where the interfaces of this site are described, and how to begin."""

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from collector.pages import render
from lapkin_ui.access import PageRoute

LAYANAN: Final = {
    "collector": "Unit, rencana, pengumpulan data, tanda terima",
    "aggregator": "Rekap, capaian, kebijakan hitung",
    "reporter": "Draft, reviu, laporan terbit, verifikasi",
    "notifier": "Peristiwa, webhook, sosialisasi, waktu SOP",
}

router = APIRouter(prefix="/pengembang", include_in_schema=False, route_class=PageRoute)


@router.get("")
async def developers(request: Request) -> HTMLResponse:
    """Open to all: who is to write a program may not have an account yet."""
    situs = f"{request.url.scheme}://{request.url.netloc}"
    return render(request, "pengembang/pengembang.html", layanan=LAYANAN, situs=situs)
