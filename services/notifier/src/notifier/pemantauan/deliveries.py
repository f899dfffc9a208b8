"""What went out of the house: reminders and webhooks; and who still owes figures."""

from datetime import datetime
from itertools import groupby
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from lapkin_chassis.auth import ANY_UNIT, Caller, Principal
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.errors import Refusal
from lapkin_chassis.store import Store
from lapkin_contracts.rules.periods import Periode
from lapkin_ui.access import PageRoute
from lapkin_ui.forms import FormOf
from notifier.kalender.repository import waktu_kerja
from notifier.pages import render
from notifier.pemantauan import repository
from notifier.pemantauan.access import FOR_READERS, READERS, Reader
from notifier.pemantauan.domain import SURFACES, detik
from notifier.pemantauan.forms import answers, done, noted
from notifier.pengingat import repository as pengingat
from notifier.pengingat import service as reminding
from notifier.pengingat.schemas import PengingatOut
from notifier.webhook import repository as webhook_repository
from notifier.webhook import service as webhook
from notifier.webhook.domain import Key

MAY_REMIND: Final = ("kasubag", "sekretaris", "operator")
MAY_SEE_OBLIGATIONS: Final = (*READERS, "kasubag", "irban")
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
        nama=await store.read(repository.names),
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


@router.get("/kewajiban")
async def obligations(
    request: Request, caller: Caller, store: StoreOf, clock: ClockOf, selesai: str = ""
) -> HTMLResponse:
    """Who owes figures, how late, and how often they were reminded."""
    return await _obligations(request, caller, store, clock.now(), answers(selesai))


@router.post("/kewajiban/{period}/{unit}")
async def remind(
    request: Request, period: Periode, unit: str, caller: Caller, store: StoreOf, clock: ClockOf
) -> Response:
    """Remind a unit now, once a day."""
    now = clock.now()
    caller.require(*MAY_REMIND, at=now)
    try:
        await store.write(reminding.remind, period, unit, oleh=caller.subject, now=now)
    except Refusal as refusal:
        said = answers(refusal=refusal)
        said["galat"][0]["id"] = f"{period}-{unit}"
        return await _obligations(request, caller, store, now, said)
    return done(request, "kewajiban", "diingatkan", f"#{period}-{unit}")


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


async def _obligations(
    request: Request, caller: Principal, store: Store, now: datetime, said: dict[str, Any]
) -> HTMLResponse:
    caller.require(*MAY_SEE_OBLIGATIONS, at=now)
    found = await store.read(repository.obligations)
    return render(
        request,
        "pemantauan/kewajiban.html",
        periode=[
            (Periode(label), list(rows))
            for label, rows in groupby(found, lambda one: one.kewajiban.period)
        ],
        waktu_kerja=await store.read(waktu_kerja),
        boleh=any(caller.may(role, ANY_UNIT, now) for role in MAY_REMIND),
        now=now,
        detik=detik,
        **said,
    )
