"""Pengaturan: what the clock did and will do; run it now, let it rest, let it go on."""

from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from collector.faults import read_form
from collector.jadwal import service
from collector.jadwal.api import RUNNERS
from collector.jadwal.domain import NAMES
from collector.jadwal.schemas import PauseIn, ResumeIn, Window
from collector.pages import Layar, LayarOf
from collector.periode.context import TurnOf
from lapkin_chassis.errors import Refusal
from lapkin_ui.access import PageRoute
from lapkin_ui.acts import Hasil, done, problems
from lapkin_ui.forms import FormOf

HERE: Final = "/pengaturan/jadwal"
WHOLE: Final = Window()
LABELS: Final = {"jenis": "Jadwal", "sampai": "Sampai", "alasan": "Alasan"}
DONE: Final = {
    "dijalankan": "Sudah dijalankan; hasilnya tercatat di bawah.",
    "dijeda": "Jadwal dijeda. Yang jatuh selama jeda dijalankan sesudahnya.",
    "dilanjutkan": "Jadwal berjalan lagi; yang tertahan segera dijalankan.",
}

router = APIRouter(prefix=HERE, include_in_schema=False, route_class=PageRoute)


@router.get("")
async def show_schedule(
    layar: LayarOf, dari: str = "", sampai: str = "", selesai: str = ""
) -> HTMLResponse:
    """From 30 days ago to 100 days ahead, if nobody says."""
    window = read_form(Window, {"from": dari, "to": sampai})
    return await _page(layar, Hasil(selesai=DONE.get(selesai, "")), window)


@router.post("")
async def pause_or_resume(layar: LayarOf, turn: TurnOf, form: FormOf) -> Response:
    """Let one kind, or all, rest until the end of a day; or end that."""
    layar.caller.require(*RUNNERS, at=turn.at)
    try:
        if "lanjutkan" in form:
            which = read_form(ResumeIn, {"jenis": form.get("jenis", "")})
            await layar.store.write(service.resume, which.jenis, oleh=turn.by, now=turn.at)
            return done(layar.request, HERE, "dilanjutkan")
        said = read_form(PauseIn, {name: form.get(name, "") for name in LABELS})
        await layar.store.write(service.pause, said, oleh=turn.by, now=turn.at)
    except Refusal as refusal:
        galat = problems(refusal, "sampai", LABELS)
        return await _page(layar, Hasil(refusal.status, galat=galat, isian=form))
    return done(layar.request, HERE, "dijeda")


@router.post("/jalankan")
async def run_now(layar: LayarOf, turn: TurnOf, form: FormOf) -> Response:
    """One run that is due, paused or not."""
    layar.caller.require(*RUNNERS, at=turn.at)
    try:
        await layar.store.write(service.run_now, form.get("kunci", ""), turn)
    except Refusal as refusal:
        return await _page(layar, Hasil(refusal.status, galat=problems(refusal, "datang", {})))
    return done(layar.request, HERE, "dijalankan", "lalu")


async def _page(layar: Layar, hasil: Hasil, window: Window = WHOLE) -> HTMLResponse:
    found = await layar.store.read(service.jadwal_of, window, layar.now)
    return layar.render(
        "jadwal/jadwal.html",
        hasil,
        akan_datang=found.coming,
        riwayat=found.past[::-1],
        jeda=await layar.store.read(service.pauses, layar.now),
        window=window,
        jenis=NAMES,
        boleh=layar.may(*RUNNERS),
        now=layar.now,
    )
