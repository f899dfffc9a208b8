"""How long each step may take: what the SOP prints, what the office set, and a form to set it."""

from collections.abc import Mapping
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError

from lapkin_chassis.auth import ANY_UNIT, Caller, Principal
from lapkin_chassis.clock import Clock
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.errors import Refusal
from lapkin_chassis.store import Store
from lapkin_ui.access import PageRoute, words_of
from lapkin_ui.forms import FormOf
from notifier.pages import render
from notifier.sop_clock import api
from notifier.sop_clock.api import Nomor
from notifier.sop_clock.schemas import WaktuIn
from notifier.sop_clock.waktu import SEBUTAN, Sumber

MAY_SET: Final = ("admin", "sekretaris")
SOURCES: Final = {Sumber.SOP: ("Menurut SOP", "netral"), Sumber.OVERRIDE: ("Pengganti", "info")}
DONE: Final = {
    "ditetapkan": "Waktu langkah {nomor} ditetapkan; berlaku untuk kasus yang langkahnya mulai sesudah ini.",
    "dicabut": "Penetapan waktu langkah {nomor} dicabut; yang tercetak berlaku lagi.",
}
WRONG: Final = {
    "nilai": "Isi lama langkah dengan bilangan bulat 1 sampai 10.000.",
    "satuan": "Pilih satuan waktu dari daftar.",
    "alasan": "Tulis alasan 10 sampai 500 huruf.",
}

router = APIRouter(prefix="/pengaturan/waktu", include_in_schema=False, route_class=PageRoute)


@router.get("")
async def times(
    request: Request,
    caller: Caller,
    store: StoreOf,
    clock: ClockOf,
    selesai: str = "",
    langkah: str = "",
) -> HTMLResponse:
    """The nine steps. Anybody signed in may see by whose word they are timed."""
    said = DONE.get(selesai, "").format(nomor=langkah)
    return await _page(request, caller, store, clock, {"selesai": said})


@router.post("/{nomor}")
async def set_time(
    request: Request, nomor: Nomor, caller: Caller, store: StoreOf, clock: ClockOf, form: FormOf
) -> Response:
    """Allow a step another time, or what is printed again."""
    try:
        if form.get("tindakan") == "cabut":
            await api.unset_waktu(nomor, caller, store, clock)
            return _done(request, nomor, "dicabut")
        wanted = {name: form.get(name, "") for name in WRONG}
        await api.set_waktu(nomor, WaktuIn.model_validate(wanted), caller, store, clock)
    except ValidationError as error:
        fields = dict.fromkeys(str(one["loc"][0]) for one in error.errors())
        galat = [{"id": f"{name}-{nomor}", "pesan": WRONG[name]} for name in fields]
        said = {"status": 422, "galat": galat, "isian": form, "nomor": nomor}
        return await _page(request, caller, store, clock, said)
    except Refusal as refusal:
        galat = [{"id": f"nilai-{nomor}", "pesan": words_of(refusal)}]
        said = {"status": refusal.status, "galat": galat, "isian": form, "nomor": nomor}
        return await _page(request, caller, store, clock, said)
    return _done(request, nomor, "ditetapkan")


async def _page(
    request: Request, caller: Principal, store: Store, clock: Clock, said: Mapping[str, Any]
) -> HTMLResponse:
    values = {"status": 200, "selesai": "", "galat": [], "isian": {}, "nomor": 0, **said}
    return render(
        request,
        "pengaturan/waktu.html",
        sop=await api.procedure(store, clock),
        boleh=any(caller.may(role, ANY_UNIT, clock.now()) for role in MAY_SET),
        satuan=SEBUTAN,
        sumber=SOURCES,
        **values,
    )


def _done(request: Request, nomor: int, what: str) -> Response:
    root = request.scope.get("root_path", "")
    place = f"{root}{router.prefix}?selesai={what}&langkah={nomor}#langkah-{nomor}"
    return RedirectResponse(place, 303)
