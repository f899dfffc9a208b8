"""One section of a draft to be written anew, with every wording it had."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from lapkin_chassis.errors import Refusal
from lapkin_ui.access import PageRoute, words_of
from lapkin_ui.forms import FormOf
from reporter.context import ByStafOrKasubag
from reporter.draft import service as drafts
from reporter.draft.domain import State
from reporter.draft.errors import BagianUnknown
from reporter.draft.schemas import NarasiIn
from reporter.pages import render
from reporter.tinjau import service
from reporter.tinjau.domain import compare_words
from reporter.tinjau.form import Form, text_in
from reporter.tinjau.halaman import TempatOf

router = APIRouter(
    prefix="/tinjau/{period}/sunting", include_in_schema=False, route_class=PageRoute
)

EDITORS = ("staf", "kasubag")
OPEN = (State.MENUNGGU_REVIU, State.PERLU_KOREKSI)


@router.get("")
async def show(tempat: TempatOf, bagian: Annotated[str, Query(max_length=80)] = "") -> Response:
    """The section with its history; a field to write in for those who may."""
    return await _page(tempat, bagian)


@router.post("")
async def edit(tempat: TempatOf, form: FormOf, act: ByStafOrKasubag) -> Response:
    """Keep the new words, unless the draft changed since it was read."""
    bagian = form.get("bagian", "")
    try:
        teks = text_in(NarasiIn, "teks", form).teks
        await tempat.store.write(drafts.edit_narasi, tempat.seen(form), bagian, teks, act)
    except Refusal as refusal:
        return await _page(tempat, bagian, form, refusal)
    return tempat.done("disunting", f"bagian.{bagian}")


async def _page(
    tempat: TempatOf, bagian: str, form: Form | None = None, refusal: Refusal | None = None
) -> Response:
    """Raises BagianUnknown."""
    naskah = await tempat.store.read(service.naskah, tempat.period, bagian)
    if naskah is None:
        raise BagianUnknown(bagian=bagian)
    now, unit = tempat.clock.now(), naskah.draft.unit
    may = any(tempat.caller.may(role, unit, now) for role in EDITORS)
    return render(
        tempat.request,
        "tinjau/sunting.html",
        status=refusal.status if refusal else 200,
        period=tempat.period,
        naskah=naskah,
        bagian=naskah.bagian,
        teks=(form or {}).get("teks", naskah.bagian.teks),
        boleh=may and naskah.draft.state in OPEN,
        kasubag=tempat.caller.may("kasubag", unit, now),
        galat=[{"id": "teks", "pesan": words_of(refusal)}] if refusal else [],
        suntingan=[
            (one, list(compare_words(one.teks_before, one.teks_after)))
            for one in reversed(naskah.suntingan)
        ],
        nama_orang=lambda akun: naskah.nama.get(akun, akun),
    )
