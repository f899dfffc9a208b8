"""Pembukaan kembali: a unit asks to send figures after closing; another allows or declines it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from collector.faults import read_form
from collector.organisasi.repository import units
from collector.pages import render
from collector.periode import reopening
from collector.periode.domain import LONGEST_REOPENING, StatusKewajiban
from collector.periode.obligations_api import DECIDERS, REQUESTERS, ObligationPath
from collector.periode.schemas import AskIn, DeclineIn, ReopenIn
from lapkin_chassis.auth import ANY_UNIT, Caller, NotAllowed
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.errors import Refusal
from lapkin_contracts.rules.periods import Periode
from lapkin_ui.access import PageRoute
from lapkin_ui.acts import done, problems
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


@dataclass
class Halaman:
    """The page, and who looks at it."""

    request: Request
    caller: Caller
    store: StoreOf
    clock: ClockOf

    async def show(
        self,
        *,
        status: int = 200,
        selesai: str = "",
        galat: Sequence[Mapping[str, str]] = (),
        isian: Mapping[str, str] | None = None,
    ) -> HTMLResponse:
        """Requests that wait, the form to ask, and what was decided."""
        now, caller = self.clock.now(), self.caller
        asked = await self.store.read(reopening.requests)
        own = [
            one
            for one in await self.store.read(reopening.requestable, now)
            if any(caller.may(role, one.unit, now) for role in REQUESTERS)
        ]
        return render(
            self.request,
            "periode/permintaan.html",
            status=status,
            selesai=selesai,
            galat=galat,
            isian=isian or {},
            menunggu=[one for one in asked if one.is_waiting],
            diputus=[one for one in asked if not one.is_waiting][:SHOWN],
            dapat_diminta=[(one, Periode(one.period)) for one in own[:SHOWN]],
            masuk=StatusKewajiban.MASUK,
            nama={one.code: one.nama for one in await self.store.read(units)},
            boleh=any(caller.may(role, ANY_UNIT, now) for role in DECIDERS),
            pembaca=caller.subject,
            terlama=LONGEST_REOPENING,
        )


HalamanOf = Annotated[Halaman, Depends()]
Where = Annotated[ObligationPath, Depends()]


@router.get("")
async def requests(
    halaman: HalamanOf, selesai: str = "", unit: str = "", periode: str = ""
) -> HTMLResponse:
    chosen = {"kewajiban": f"{unit}/{periode}"}
    return await halaman.show(selesai=DONE.get(selesai, ""), isian=chosen)


@router.post("")
async def ask(halaman: HalamanOf, form: FormOf) -> Response:
    """Ask for one obligation to be reopened."""
    now, oleh = halaman.clock.now(), halaman.caller.subject
    unit, _, period = form.get("kewajiban", "").partition("/")
    try:
        body = read_form(AskIn, {"unit": unit, "period": period, "alasan": form.get("alasan", "")})
        halaman.caller.require(*REQUESTERS, unit=body.unit, at=now)
        await halaman.store.write(
            reopening.request, body.unit, body.period, body.alasan, oleh=oleh, now=now
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        galat = problems(refusal, "unit", LABELS)
        return await halaman.show(status=refusal.status, galat=galat, isian=form)
    return done(halaman.request, "/kewajiban", "diminta", "menunggu")


@router.post("/{unit}/{period}")
async def decide(halaman: HalamanOf, where: Where, form: FormOf) -> Response:
    """Reopen an obligation until the end of a day, or decline."""
    now, oleh = halaman.clock.now(), halaman.caller.subject
    halaman.caller.require(*DECIDERS, at=now)
    key, alasan = (where.unit, where.period), form.get("alasan", "")
    try:
        if form.get("putusan") == "tolak":
            no = read_form(DeclineIn, {"alasan": alasan})
            await halaman.store.write(reopening.decline, *key, no.alasan, oleh=oleh, now=now)
            return done(halaman.request, "/kewajiban", "ditolak", "diputus")
        yes = read_form(ReopenIn, {"alasan": alasan, "sampai": form.get("sampai", "")})
        await halaman.store.write(reopening.reopen, *key, yes, oleh=oleh, now=now)
    except Refusal as refusal:
        field = "sampai" if refusal.code.startswith("reopening-") else "alasan"
        galat = problems(refusal, field, LABELS, f"-{where.unit}-{where.period}")
        typed = {**form, "untuk": f"{where.unit}/{where.period}"}
        return await halaman.show(status=refusal.status, galat=galat, isian=typed)
    return done(halaman.request, "/kewajiban", "dibuka", "diputus")
