"""What may need an operator's hand: queues, health, the schedule."""

from datetime import datetime
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from lapkin_chassis import outbox, triggers
from lapkin_chassis.auth import Principal
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.errors import Refusal
from lapkin_chassis.store import Store
from lapkin_chassis.triggers import Pause
from lapkin_ui.access import PageRoute
from lapkin_ui.forms import FormOf
from notifier.pages import render
from notifier.pemantauan import lag
from notifier.pemantauan.access import FOR_READERS, Reader
from notifier.pemantauan.domain import detik
from notifier.pemantauan.errors import UnknownKind
from notifier.pemantauan.forms import answers, done, moment, noted
from notifier.pemantauan.gagal import HouseOf
from notifier.pengingat import service as pengingat
from notifier.pengingat.api import MAY_PAUSE, TanggaOf

KINDS: Final = {"*": "Semua", "pengingat": "Pengingat", "sla": "Pelampauan waktu langkah"}
SHOWN: Final = 200

router = APIRouter(prefix="/pemantauan", include_in_schema=False, route_class=PageRoute)


@router.get("/antrean", dependencies=FOR_READERS)
async def queues(request: Request, store: StoreOf) -> HTMLResponse:
    """The stream's consumers, and what this service has not published yet."""
    relay = request.app.state.health.relay
    waiting, since = await store.read(outbox.backlog, relay.position or 0)
    return render(
        request,
        "pemantauan/antrean.html",
        aliran=await lag.look(request.app.state.settings.nats_url),
        menunggu=waiting,
        sejak=since,
        terbit=relay.published,
        detik=detik,
    )


@router.get("/kesehatan", dependencies=FOR_READERS)
async def health(request: Request, house: HouseOf) -> HTMLResponse:
    """Each service as it answers now, with what waits in its outbox."""
    return render(request, "pemantauan/kesehatan.html", layanan=await house.health())


@router.get("/jadwal")
async def schedule(
    request: Request,
    caller: Reader,
    store: StoreOf,
    clock: ClockOf,
    tangga: TanggaOf,
    selesai: str = "",
) -> HTMLResponse:
    """What the clock will do, what it did, and what rests."""
    now = clock.now()
    coming = await store.read(pengingat.coming, tangga, now)
    return await _schedule(request, caller, store, now, answers(selesai) | {"akan_datang": coming})


@router.post("/jadwal")
async def change_schedule(
    request: Request,
    caller: Reader,
    store: StoreOf,
    clock: ClockOf,
    tangga: TanggaOf,
    form: FormOf,
) -> Response:
    """Let one kind, or all, rest until a moment; or end that."""
    now = clock.now()
    caller.require(*MAY_PAUSE, at=now)
    kind = form.get("jenis", "")
    if "lanjutkan" in form:
        await store.write(pengingat.resume, kind, by=caller.subject, now=now)
        return done(request, "jadwal", "dilanjutkan")
    try:
        if kind not in KINDS:
            raise UnknownKind(jenis=kind)
        one = Pause(kind, moment(form), caller.subject, noted(form), now)
        await store.write(pengingat.pause, one, now)
    except Refusal as refusal:
        said = answers(refusal=refusal, form=form)
        coming = await store.read(pengingat.coming, tangga, now)
        return await _schedule(request, caller, store, now, said | {"akan_datang": coming})
    return done(request, "jadwal", "dijeda")


async def _schedule(
    request: Request, caller: Principal, store: Store, now: datetime, said: dict[str, Any]
) -> HTMLResponse:
    return render(
        request,
        "pemantauan/jadwal.html",
        jeda=await store.read(triggers.pauses, now),
        riwayat=(await store.read(triggers.ledger))[:SHOWN],
        jenis=KINDS,
        boleh=any(caller.may(role, "*", now) for role in MAY_PAUSE),
        detik=detik,
        **said,
    )
