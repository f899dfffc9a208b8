"""The front page: the SOP as it runs, and what a reader has to do."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from lapkin_chassis.auth import Visitor
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_contracts.organisasi import Jabatan
from lapkin_contracts.sop import load_sop
from lapkin_ui.access import PageRoute
from notifier.beranda import service
from notifier.pages import render
from notifier.pengingat.pages import WORDS
from notifier.sop_clock.domain import State
from notifier.sop_clock.pages import PIHAK_WORDS, STATE_WORDS, jam_menit, lama
from notifier.sop_clock.waktu import Sumber

LAJUR: Final = (Jabatan.SEKRETARIS, Jabatan.IRBAN, Jabatan.KASUBAG, Jabatan.STAF)
"""The SOP's lanes, left to right."""
SHOWN: Final = 12
"""Units that the front page names."""
GRAFIK: Final = {
    "tren": "Rata-rata capaian menurut triwulan",
    "peta": "Capaian indikator menurut unit",
}

router = APIRouter(include_in_schema=False, route_class=PageRoute)


@router.get("/")
async def beranda(
    request: Request,
    visitor: Visitor,
    store: StoreOf,
    clock: ClockOf,
    tahun: Annotated[int | None, Query(ge=2000, le=2999)] = None,
) -> HTMLResponse:
    """Anyone sees the steps; whoever is signed in also what they have to do."""
    now = clock.now()
    return render(
        request,
        "beranda/beranda.html",
        sop=load_sop(),
        perjalanan=await store.read(service.journey, tahun, now),
        meja=await store.read(service.desk, visitor, now) if visitor else None,
        pembaca=visitor,
        lajur=LAJUR,
        tampil=SHOWN,
        grafik=GRAFIK,
        state_words=STATE_WORDS,
        pihak=PIHAK_WORDS,
        kata_kewajiban=WORDS,
        lama=lama,
        jam_menit=jam_menit,
        State=State,
        Sumber=Sumber,
        now=now,
    )
