"""What went out of the house: reminders and webhooks."""

from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from lapkin_chassis.auth import ANY_UNIT, Principal
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.errors import Refusal
from lapkin_chassis.store import Store
from lapkin_ui.access import PageRoute
from lapkin_ui.forms import FormOf
from notifier.event_log.repository import unit_names
from notifier.pages import render
from notifier.pemantauan import repository
from notifier.pemantauan.access import FOR_READERS, Reader
from notifier.pemantauan.domain import SURFACES, detik
from notifier.pemantauan.forms import answers, done, noted
from notifier.pengingat import repository as pengingat
from notifier.pengingat.schemas import PengingatOut
from notifier.webhook import repository as webhook_repository
from notifier.webhook import service as webhook
from notifier.webhook.domain import Key

STATUS_WORDS: Final = {
    "menunggu": ("Menunggu", "info"),
    "terkirim": ("Terkirim", "ok"),
    "gagal": ("Gagal", "galat"),
}

router = APIRouter(prefix="/pemantauan", include_in_schema=False, route_class=PageRoute)


@router.get("/pengingat", dependencies=FOR_READERS)
async def reminders(
    request: Request, store: StoreOf, periode: str = "", unit: str = ""
) -> HTMLResponse:
    """Who was told what and when; addresses are masked."""
    rows = await store.read(pengingat.ledger, periode or None, unit or None)
    return render(
        request,
        "pemantauan/pengingat.html",
        surat=[PengingatOut.of(*row) for row in rows],
        nama=await store.read(unit_names),
        periode=periode,
        unit=unit,
        kata=STATUS_WORDS,
        detik=detik,
    )


@router.get("/webhook", dependencies=FOR_READERS)
async def subscribers(request: Request, store: StoreOf) -> HTMLResponse:
    found = await store.read(repository.subscribers)
    return render(request, "pemantauan/webhook_semua.html", pelanggan=found, detik=detik)


@router.get("/webhook/{webhook_id}")
async def deliveries(
    request: Request, webhook_id: str, caller: Reader, store: StoreOf, selesai: str = ""
) -> HTMLResponse:
    return await _deliveries(request, webhook_id, caller, store, answers(selesai))


@router.post("/webhook/{webhook_id}")
async def redeliver(
    request: Request, webhook_id: str, caller: Reader, store: StoreOf, clock: ClockOf, form: FormOf
) -> Response:
    """Send an event again. For whoever administers the webhook, as over the API."""
    known = await store.read(webhook.known, webhook_id)
    caller.require("admin", unit=known.unit or ANY_UNIT)
    try:
        key, note = Key(webhook_id, form.get("peristiwa", "")), noted(form)
        await store.write(webhook.redrive, key, note, by=caller.subject, now=clock.now())
    except Refusal as refusal:
        said = answers(refusal=refusal, form=form)
        return await _deliveries(request, webhook_id, caller, store, said)
    return done(request, f"webhook/{webhook_id}", "dikirim")


async def _deliveries(
    request: Request, webhook_id: str, caller: Principal, store: Store, said: dict[str, Any]
) -> HTMLResponse:
    known = await store.read(webhook.known, webhook_id)
    return render(
        request,
        "pemantauan/webhook.html",
        webhook=known,
        kiriman=await store.read(webhook_repository.deliveries_of, webhook_id),
        boleh=known.is_active and caller.may("admin", known.unit or ANY_UNIT),
        sebutan=SURFACES,
        kata=STATUS_WORDS,
        detik=detik,
        **said,
    )
