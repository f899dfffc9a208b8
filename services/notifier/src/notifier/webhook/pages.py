"""Settings of webhooks, for whoever administers them; what is decided is decided by the API."""

from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from lapkin_chassis.auth import ANY_UNIT, Caller, NotAllowed, Principal
from lapkin_chassis.clock import Clock
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.errors import Refusal
from lapkin_chassis.store import Store
from lapkin_ui.access import PageRoute, words_of
from lapkin_ui.forms import FormOf
from notifier.event_log.repository import unit_names
from notifier.pages import render
from notifier.pemantauan.domain import SURFACES, detik
from notifier.pemantauan.forms import noted
from notifier.webhook import api, repository, service
from notifier.webhook.api import WebhookOf, may_see
from notifier.webhook.domain import TOLD, Key
from notifier.webhook.forms import wish
from notifier.webhook.models import Webhook

SHOWN: Final = 100
SAMPLES: Final = {
    "Python": "verifikasi.py.txt",
    "PHP": "verifikasi.php.txt",
    "JavaScript (Node)": "verifikasi.mjs.txt",
    "Baris perintah (openssl)": "verifikasi.sh.txt",
}
STATUS_WORDS: Final = {
    "menunggu": ("Menunggu", "info"),
    "terkirim": ("Terkirim", "ok"),
    "gagal": ("Gagal", "galat"),
}
DONE: Final = {
    "uji": "Peristiwa uji masuk antrean; hasilnya terlihat di riwayat pengiriman.",
    "nonaktif": "Webhook dinonaktifkan; yang menunggu tidak dikirim.",
    "aktif": "Webhook aktif dan mendengar peristiwa mulai sekarang.",
    "hapus": "Webhook dihapus.",
    "dikirim": "Pengiriman masuk antrean lagi.",
}


class Said(NamedTuple):
    """What a page has to say of the act that led to it."""

    selesai: str = ""
    refusal: Refusal | None = None
    form: Mapping[str, str] = MappingProxyType({})
    rahasia: str = ""

    def values(self, field: str) -> dict[str, Any]:
        """For the template; a refusal is put right at `field`."""
        refusal = self.refusal
        return {
            "status": refusal.status if refusal else 200,
            "selesai": self.selesai,
            "galat": [{"id": field, "pesan": words_of(refusal)}] if refusal else [],
            "isian": self.form,
        }


ACTS: Final = {
    "uji": service.ping,
    "nonaktif": service.disable,
    "aktif": service.enable,
    "hapus": service.delete,
}

router = APIRouter(prefix="/pengaturan/webhook", include_in_schema=False, route_class=PageRoute)


@router.get("")
async def webhooks(
    request: Request, caller: Caller, store: StoreOf, selesai: str = ""
) -> HTMLResponse:
    """Those that the caller administers or watches, and a form for a new one."""
    return await _list(request, caller, store, Said(DONE.get(selesai, "")))


@router.post("")
async def register(
    request: Request, caller: Caller, store: StoreOf, clock: ClockOf, form: FormOf
) -> HTMLResponse:
    """The secret is on the answer, and never again."""
    settings = request.app.state.settings
    try:
        made = await api.register(wish(form), caller, store, clock, settings)
    except Refusal as refusal:
        return await _list(request, caller, store, Said(refusal=refusal, form=form))
    one = await store.read(service.known, made.id)
    return await _one(request, one, caller, store, Said(rahasia=made.secret))


@router.get("/{webhook}")
async def one_webhook(
    request: Request, webhook: str, caller: Caller, store: StoreOf, selesai: str = ""
) -> HTMLResponse:
    found = await store.read(service.known, webhook)
    if not may_see(caller, found):
        caller.require("admin", unit=found.unit or ANY_UNIT)
    return await _one(request, found, caller, store, Said(DONE.get(selesai, "")))


@router.post("/{webhook}")
async def change(
    request: Request, one: WebhookOf, caller: Caller, store: StoreOf, clock: ClockOf, form: FormOf
) -> Response:
    """Try it, rotate its secret, switch it, delete it, send an event again."""
    act = form.get("tindakan", "")
    try:
        if act == "putar":
            rotated = await api.rotate(one, caller, store, clock, request.app.state.settings)
            fresh = await store.read(service.known, one.id)
            return await _one(request, fresh, caller, store, Said(rahasia=rotated.secret))
        done = await _act(act, one, caller, store, clock, form)
    except Refusal as refusal:
        return await _one(request, one, caller, store, Said(refusal=refusal, form=form))
    page = "" if done == "hapus" else f"/{one.id}"
    root = request.scope.get("root_path", "")
    return RedirectResponse(f"{root}{router.prefix}{page}?selesai={done}", 303)


async def _act(
    act: str, one: Webhook, caller: Principal, store: Store, clock: Clock, form: Mapping[str, str]
) -> str:
    if act in ACTS:
        await store.write(ACTS[act], one.id, by=caller.subject, now=clock.now())
        return act
    key = Key(one.id, form.get("peristiwa", ""))
    await store.write(service.redrive, key, noted(form), by=caller.subject, now=clock.now())
    return "dikirim"


async def _list(request: Request, caller: Principal, store: Store, said: Said) -> HTMLResponse:
    found = [one for one in await store.read(repository.all_webhooks) if may_see(caller, one)]
    units = [grant.partition("@")[2] for grant in caller.grants if grant.startswith("admin@")]
    if not found and not units and not caller.may("operator", ANY_UNIT):
        raise NotAllowed(roles="admin / operator", unit="semua unit")
    names = await store.read(unit_names)
    return render(
        request,
        "webhook/semua.html",
        webhook=found,
        unit=names if ANY_UNIT in units else {code: names.get(code, code) for code in units},
        semua_unit=ANY_UNIT in units,
        boleh=bool(units),
        jenis={kind: SURFACES[kind] for kind in SURFACES if kind in TOLD},
        sebutan=SURFACES,
        detik=detik,
        **said.values("url"),
    )


async def _one(
    request: Request, one: Webhook, caller: Principal, store: Store, said: Said
) -> HTMLResponse:
    folder = files("notifier") / "webhook/contoh"
    return render(
        request,
        "webhook/satu.html",
        webhook=one,
        kiriman=(await store.read(repository.deliveries_of, one.id))[:SHOWN],
        boleh=caller.may("admin", one.unit or ANY_UNIT),
        contoh={
            name: (folder / file).read_text(encoding="utf-8") for name, file in SAMPLES.items()
        },
        situs=request.app.state.settings.public_url,
        jenis=[SURFACES.get(kind, kind) for kind in filter(None, one.types.split(","))],
        sebutan=SURFACES,
        kata=STATUS_WORDS,
        detik=detik,
        rahasia=said.rahasia,
        **said.values("catatan"),
    )
