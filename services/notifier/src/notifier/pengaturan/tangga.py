"""The reminder ladder on a page: who is told how many working days before or after the due date."""

from collections.abc import Iterator, Mapping
from datetime import time
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from lapkin_chassis.auth import ANY_UNIT, Caller, Principal
from lapkin_chassis.clock import Clock
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.errors import Refusal
from lapkin_chassis.store import Store
from lapkin_contracts.pengingat import AnakTangga, Kepada
from lapkin_ui.access import PageRoute, words_of
from lapkin_ui.forms import FormOf
from notifier.pages import render
from notifier.pemantauan.forms import noted
from notifier.pengaturan.errors import HourNotRead, RungNotRead, RungTwice, WithoutRungs
from notifier.pengingat import tangga
from notifier.pengingat.ladder import Tangga
from notifier.pengingat.tangga import Wish, shipped

MAY_SET: Final = ("admin", "sekretaris")
MOST: Final = 12
"""Rungs; nobody reads more mails about one thing."""
SPARE: Final = 2
"""Empty rows of the form."""
WORDS: Final = {
    Kepada.UNIT: "staf dan kasubag unit",
    Kepada.KEPALA_UNIT: "kepala unit",
    Kepada.SEKRETARIS: "Sekretaris",
}
DONE: Final = {
    "ditetapkan": "Tangga pengingat ditetapkan dan berlaku mulai sekarang.",
    "dicabut": "Penetapan dicabut; tangga bawaan berlaku lagi.",
}
FIELDS: Final = {"hour-not-read": "jam", "note-needed": "catatan"}

router = APIRouter(prefix="/pengaturan/pengingat", include_in_schema=False, route_class=PageRoute)


@router.get("")
async def ladder(
    request: Request, caller: Caller, store: StoreOf, clock: ClockOf, selesai: str = ""
) -> HTMLResponse:
    """Anybody signed in may see when they will be reminded."""
    said = {"selesai": DONE.get(selesai, "")}
    return await _page(request, caller, store, clock, said)


@router.post("")
async def set_ladder(
    request: Request, caller: Caller, store: StoreOf, clock: ClockOf, form: FormOf
) -> Response:
    now = clock.now()
    caller.require(*MAY_SET, at=now)
    takes_back = form.get("tindakan") == "cabut"
    try:
        wish = Wish() if takes_back else _wish(form)
        await store.write(tangga.put, wish, noted(form), oleh=caller.subject, now=now)
    except Refusal as refusal:
        galat = [{"id": FIELDS.get(refusal.code, "hari-0"), "pesan": words_of(refusal)}]
        said = {"status": refusal.status, "galat": galat, "isian": form}
        return await _page(request, caller, store, clock, said)
    root = request.scope.get("root_path", "")
    what = "dicabut" if takes_back else "ditetapkan"
    return RedirectResponse(f"{root}{router.prefix}?selesai={what}", 303)


def name_of(hari: int) -> str:
    """`3 hari kerja sebelum batas`"""
    if hari == 0:
        return "pada hari batas"
    return f"{abs(hari)} hari kerja {'sesudah' if hari > 0 else 'sebelum'} batas"


def _wish(form: Mapping[str, str]) -> Wish:
    """Raises HourNotRead, RungNotRead, RungTwice and WithoutRungs."""
    try:
        jam = time.fromisoformat(form.get("jam", "")).replace(second=0, microsecond=0)
    except ValueError as error:
        raise HourNotRead from error
    wanted = sorted(_rungs(form))
    if not wanted:
        raise WithoutRungs
    for one in set(wanted):
        if wanted.count(one) > 1:
            raise RungTwice(anak_tangga=f"{WORDS[one[1]]}, {name_of(one[0])}")
    rungs = [AnakTangga(kode=_kode(*one), hari=one[0], kepada=one[1]) for one in wanted]
    return Wish(tuple(rungs), jam)


def _rungs(form: Mapping[str, str]) -> Iterator[tuple[int, Kepada]]:
    """A row without a number of days is no rung."""
    for number in range(MOST):
        hari, kepada = form.get(f"hari-{number}", ""), form.get(f"kepada-{number}", "")
        if not hari:
            continue
        if not hari.lstrip("+-").isdecimal() or not -20 <= int(hari) <= 20 or kepada not in WORDS:
            raise RungNotRead(baris=number + 1)
        yield int(hari), Kepada(kepada)


def _kode(hari: int, kepada: Kepada) -> str:
    """What is sent once for each due date: the same rung under the same name."""
    day = f"{hari:+d}" if hari else ""
    return f"h{day}" if kepada is Kepada.UNIT else f"{kepada}{day}"


async def _page(
    request: Request, caller: Principal, store: Store, clock: Clock, said: Mapping[str, Any]
) -> HTMLResponse:
    bawaan = shipped(request.app.state.settings)
    now: Tangga = await store.read(tangga.in_force, bawaan)
    riwayat = await store.read(tangga.history)
    values = {"status": 200, "selesai": "", "galat": [], "isian": None, **said}
    rungs = sorted(now.anak_tangga, key=lambda one: one.hari)
    return render(
        request,
        "pengaturan/tangga.html",
        berlaku=rungs,
        jam=now.jam,
        penetap=riwayat[0] if riwayat and riwayat[0].jam else None,
        riwayat=riwayat,
        baris=range(min(len(rungs) + SPARE, MOST)),
        kata=WORDS,
        name_of=name_of,
        boleh=any(caller.may(role, ANY_UNIT, clock.now()) for role in MAY_SET),
        **values,
    )
