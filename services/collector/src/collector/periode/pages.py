"""Pembukaan kembali: a unit asks to send figures after closing; another allows or declines it."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response

from collector.faults import read_form
from collector.organisasi.repository import units
from collector.pages import Layar, LayarOf
from collector.periode import reopening
from collector.periode.domain import LONGEST_REOPENING, StatusKewajiban
from collector.periode.obligations_api import DECIDERS, REQUESTERS, ObligationPath
from collector.periode.schemas import AskIn, DeclineIn, ReopenIn
from lapkin_chassis.auth import NotAllowed
from lapkin_chassis.errors import Refusal
from lapkin_contracts.rules.periods import Periode
from lapkin_ui.access import PageRoute
from lapkin_ui.acts import Hasil, done, problems
from lapkin_ui.forms import FormOf

SHOWN: Final = 200
LABELS: Final = {
    "alasan": "Alasan",
    "sampai": "Dibuka sampai",
    "unit": "Kewajiban",
    "period": "Kewajiban",
}
DONE: Final = {
    "diminta": "Permintaan tercatat dan menunggu keputusan Kasubag atau Sekretaris.",
    "dibuka": "Kewajiban dibuka kembali; terkunci sendiri sesudah batasnya.",
    "ditolak": "Permintaan ditolak; unit dapat meminta lagi.",
}

router = APIRouter(prefix="/kewajiban", include_in_schema=False, route_class=PageRoute)


Where = Annotated[ObligationPath, Depends()]


async def _page(layar: Layar, hasil: Hasil) -> HTMLResponse:
    """Requests that wait, the form to ask, and what was decided."""
    asked = await layar.store.read(reopening.requests)
    free = await layar.store.read(reopening.requestable, layar.now)
    own = [one for one in free if layar.may(*REQUESTERS, unit=one.unit)]
    return layar.render(
        "periode/permintaan.html",
        hasil,
        menunggu=[one for one in asked if one.is_waiting],
        diputus=[one for one in asked if not one.is_waiting][:SHOWN],
        dapat_diminta=[(one, Periode(one.period)) for one in own[:SHOWN]],
        masuk=StatusKewajiban.MASUK,
        nama={one.code: one.nama for one in await layar.store.read(units)},
        boleh=layar.may(*DECIDERS),
        pembaca=layar.caller.subject,
        terlama=LONGEST_REOPENING,
    )


@router.get("")
async def requests(
    layar: LayarOf, selesai: str = "", unit: str = "", periode: str = ""
) -> HTMLResponse:
    chosen = {"kewajiban": f"{unit}/{periode}"}
    return await _page(layar, Hasil(selesai=DONE.get(selesai, ""), isian=chosen))


@router.post("")
async def ask(layar: LayarOf, form: FormOf) -> Response:
    """Ask for one obligation to be reopened."""
    now, oleh = layar.now, layar.caller.subject
    unit, _, period = form.get("kewajiban", "").partition("/")
    try:
        body = read_form(AskIn, {"unit": unit, "period": period, "alasan": form.get("alasan", "")})
        layar.caller.require(*REQUESTERS, unit=body.unit, at=now)
        await layar.store.write(
            reopening.request, body.unit, body.period, body.alasan, oleh=oleh, now=now
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        galat = problems(refusal, "unit", LABELS)
        return await _page(layar, Hasil(refusal.status, galat=galat, isian=form))
    return done(layar.request, "/kewajiban", "diminta", "menunggu")


@router.post("/{unit}/{period}")
async def decide(layar: LayarOf, where: Where, form: FormOf) -> Response:
    """Reopen an obligation until the end of a day, or decline."""
    now, oleh = layar.now, layar.caller.subject
    layar.caller.require(*DECIDERS, at=now)
    key, alasan = (where.unit, where.period), form.get("alasan", "")
    try:
        if form.get("putusan") == "tolak":
            no = read_form(DeclineIn, {"alasan": alasan})
            await layar.store.write(reopening.decline, *key, no.alasan, oleh=oleh, now=now)
            return done(layar.request, "/kewajiban", "ditolak", "diputus")
        yes = read_form(ReopenIn, {"alasan": alasan, "sampai": form.get("sampai", "")})
        await layar.store.write(reopening.reopen, *key, yes, oleh=oleh, now=now)
    except Refusal as refusal:
        field = "sampai" if refusal.code.startswith("reopening-") else "alasan"
        galat = problems(refusal, field, LABELS, f"-{where.unit}-{where.period}")
        typed = {**form, "untuk": f"{where.unit}/{where.period}"}
        return await _page(layar, Hasil(refusal.status, galat=galat, isian=typed))
    return done(layar.request, "/kewajiban", "dibuka", "diputus")
