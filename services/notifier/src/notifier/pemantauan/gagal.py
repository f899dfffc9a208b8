"""Dead letters of every service: why they failed, and what an operator decides about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final, NamedTuple

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from lapkin_chassis import inbox
from lapkin_chassis.auth import ANY_UNIT, COOKIE, Principal
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.errors import Refusal
from lapkin_chassis.letters import Apply
from lapkin_chassis.store import Store
from lapkin_contracts.tindakan import Tindakan
from lapkin_ui.access import PageRoute, words_of
from lapkin_ui.forms import FormOf
from notifier.pages import render
from notifier.pemantauan import service
from notifier.pemantauan.access import ACTORS, Actor, Reader
from notifier.pemantauan.domain import detik
from notifier.pemantauan.errors import NothingChosen, UnknownAct
from notifier.pemantauan.forms import answers, done, noted
from notifier.pemantauan.house import SERVICES, House, Kotak
from notifier.pemantauan.surat import Surat
from notifier.tindakan.service import HERE, Act, record

SHOWN: Final = 200
CHOSEN: Final = "pilih:"
DONE: Final = {
    Tindakan.ULANGI: "diulangi",
    Tindakan.KARANTINA: "dikarantina",
    Tindakan.KEMBALIKAN: "dikembalikan",
}
VERBS: Final = {
    Tindakan.ULANGI: "redrive",
    Tindakan.KARANTINA: "quarantine",
    Tindakan.KEMBALIKAN: "release",
}
NOT_YOURS: Final = "isinya hanya untuk operator dan admin"

router = APIRouter(prefix="/pemantauan/gagal", include_in_schema=False, route_class=PageRoute)


async def house_of(request: Request) -> House:
    return House(request.app.state.settings)


async def token_of(request: Request) -> str:
    """What the caller signed in with; `Caller` has checked it."""
    _, _, bearer = request.headers.get("authorization", "").partition(" ")
    return bearer.strip() or request.cookies.get(COOKIE, "")


HouseOf = Annotated[House, Depends(house_of)]
TokenOf = Annotated[str, Depends(token_of)]


@dataclass
class Elsewhere:
    """How the other services are asked, and in whose name."""

    house: HouseOf
    token: TokenOf


ElsewhereOf = Annotated[Elsewhere, Depends()]


class Choice(NamedTuple):
    """One letter that was ticked."""

    layanan: str
    event_id: str
    subjek: str


@router.get("")
async def dead_letters(
    request: Request,
    caller: Reader,
    store: StoreOf,
    elsewhere: ElsewhereOf,
    selesai: str = "",
) -> HTMLResponse:
    boxes = await _boxes(caller, store, elsewhere)
    return _page(request, caller, boxes, answers(selesai))


@router.post("")
async def decide(
    request: Request,
    caller: Actor,
    store: StoreOf,
    clock: ClockOf,
    elsewhere: ElsewhereOf,
    form: FormOf,
) -> Response:
    """Apply, set aside or take back what was ticked, each at the service where it failed."""
    try:
        acts = _acts(form, caller.subject, clock.now())
    except Refusal as refusal:
        said = answers(refusal=refusal, form=form)
        return _page(request, caller, await _boxes(caller, store, elsewhere), said)
    apply = request.app.state.consumers.apply_letter
    failed = [reason for act in acts if (reason := await _do(act, store, elsewhere, apply))]
    if not failed:
        return done(request, "gagal", DONE[acts[0].tindakan])
    said = {
        "status": 409,
        "selesai": f"{len(acts) - len(failed)} dari {len(acts)} berhasil.",
        "galat": [{"id": "daftar", "pesan": reason} for reason in failed],
        "isian": form,
    }
    return _page(request, caller, await _boxes(caller, store, elsewhere), said)


async def _do(act: Act, store: Store, elsewhere: Elsewhere, apply: Apply) -> str:
    """Why it was not done, if so. What another service did is told to the log afterwards."""
    if act.layanan == HERE:
        try:
            await store.write(service.treat, act, apply)
        except Refusal as refusal:
            return f"{act.sasaran}: {words_of(refusal)}"
        return ""
    target = "aggregate" if act.tindakan is Tindakan.ULANGI else "event_id"
    body = {target: act.sasaran, "note": act.catatan}
    reason = await elsewhere.house.act(act.layanan, VERBS[act.tindakan], body, elsewhere.token)
    if reason:
        return f"{act.sasaran}: {reason}"
    await store.write(record, act)
    return ""


def _acts(form: Mapping[str, str], by: str, now: datetime) -> list[Act]:
    """Raises NothingChosen, NoteNeeded and UnknownAct."""
    chosen = _chosen(form)
    note = noted(form)
    if form.get("tindakan") not in DONE:
        raise UnknownAct
    what = Tindakan(form["tindakan"])
    targets = {
        (one.layanan, one.subjek if what is Tindakan.ULANGI else one.event_id): None
        for one in chosen
    }
    return [Act(what, sasaran, by, now, note, layanan) for layanan, sasaran in targets]


def _chosen(form: Mapping[str, str]) -> list[Choice]:
    """Of a box its name says which letter, its value of which subject."""
    ticked = [(name.split(":", 2), text) for name, text in form.items() if name.startswith(CHOSEN)]
    found = [
        Choice(parts[1], parts[2], text)
        for parts, text in ticked
        if len(parts) == 3 and parts[1] in SERVICES
    ]
    if not found:
        raise NothingChosen
    return found


async def _boxes(caller: Principal, store: Store, elsewhere: Elsewhere) -> list[Kotak]:
    rows = await store.read(inbox.dead_letters)
    own = Kotak(HERE, [Surat.of_row(HERE, dict(row)) for row in rows])
    others = [name for name in SERVICES if name != HERE]
    if not _may_act(caller):
        return [own, *(Kotak(name, sebab=NOT_YOURS) for name in others)]
    return [own, *await elsewhere.house.letters(others, elsewhere.token)]


def _may_act(caller: Principal) -> bool:
    return any(caller.may(role, ANY_UNIT) for role in ACTORS)


def _page(
    request: Request, caller: Principal, boxes: Sequence[Kotak], said: dict[str, Any]
) -> HTMLResponse:
    surat = [one for box in boxes for one in box.surat]
    surat.sort(key=lambda one: one.buried_at, reverse=True)
    return render(
        request,
        "pemantauan/gagal.html",
        terbuka=[one for one in surat if one.status == inbox.Status.OPEN][:SHOWN],
        karantina=[one for one in surat if one.status == inbox.Status.QUARANTINED][:SHOWN],
        riwayat=[one for one in surat if one.status == inbox.Status.REDRIVEN][:SHOWN],
        jumlah=len(surat),
        kotak=boxes,
        boleh=_may_act(caller),
        detik=detik,
        **said,
    )
