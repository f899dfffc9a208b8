"""Kewajiban: who owes figures, how late, who was reminded, and the buttons to remind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from lapkin_chassis.auth import ANY_UNIT, Caller
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.errors import Refusal
from lapkin_contracts.rules.periods import Periode
from lapkin_ui.access import PageRoute, words_of
from notifier.pages import render
from notifier.pengingat import repository, service
from notifier.pengingat.api import MAY_REMIND, TanggaOf
from notifier.pengingat.domain import MANUAL
from notifier.pengingat.ladder import Kepada, Tangga
from notifier.pengingat.tagihan import Keadaan, daftar_of

WORDS: Final = {
    Keadaan.TEPAT_WAKTU: ("tepat waktu", "ok"),
    Keadaan.NIHIL: ("nihil", "info"),
    Keadaan.TERLAMBAT: ("masuk terlambat", "awas"),
    Keadaan.DIKEMBALIKAN: ("dikembalikan", "ungu"),
    Keadaan.BELUM: ("belum masuk", "netral"),
    Keadaan.LEWAT: ("lewat batas", "galat"),
}
ALL: Final = "semua"
DONE: Final = {
    "diingatkan": "Pengingat masuk antrean surat; buku pengingat di bawah mencatat hasilnya.",
}

router = APIRouter(prefix="/kewajiban", include_in_schema=False, route_class=PageRoute)


@dataclass
class Halaman:
    """The page, and who looks at it."""

    request: Request
    caller: Caller
    store: StoreOf
    clock: ClockOf
    tangga: TanggaOf

    async def show(
        self,
        period: str,
        *,
        status: int = 200,
        selesai: str = "",
        galat: Sequence[Mapping[str, str]] = (),
    ) -> HTMLResponse:
        """Obligations of one triwulan, the newest unless it is known."""
        now, known = self.clock.now(), await self.store.read(repository.periods)
        chosen = period if period in known else next(iter(known), None)
        daftar = await self.store.read(daftar_of, Periode(chosen), now) if chosen else None
        return render(
            self.request,
            "pengingat/kewajiban.html",
            semua_periode=[Periode(one) for one in known],
            daftar=daftar,
            kata=WORDS,
            boleh=any(self.caller.may(role, ANY_UNIT, now) for role in MAY_REMIND),
            sebutan={MANUAL: "atas permintaan", **_names(self.tangga)},
            now=now,
            status=status,
            selesai=selesai,
            galat=galat,
        )


HalamanOf = Annotated[Halaman, Depends()]


@router.get("")
async def obligations(halaman: HalamanOf, periode: str = "", selesai: str = "") -> HTMLResponse:
    return await halaman.show(periode, selesai=DONE.get(selesai, ""))


@router.post("/{period}/{unit}")
async def remind(halaman: HalamanOf, period: Periode, unit: str) -> Response:
    """Remind a unit now, or all that owe; each once a day."""
    now, oleh = halaman.clock.now(), halaman.caller.subject
    halaman.caller.require(*MAY_REMIND, at=now)
    anchor = "daftar" if unit == ALL else f"unit-{unit}"
    try:
        if unit == ALL:
            await halaman.store.write(service.remind_everyone, period, oleh=oleh, now=now)
        else:
            await halaman.store.write(service.remind, period, unit, oleh=oleh, now=now)
    except Refusal as refusal:
        problem = [{"id": anchor, "pesan": words_of(refusal)}]
        return await halaman.show(period, status=refusal.status, galat=problem)
    root = halaman.request.scope.get("root_path", "")
    there = f"{root}/kewajiban?periode={period}&selesai=diingatkan#{anchor}"
    return RedirectResponse(there, 303)


def _names(tangga: Tangga) -> dict[str, str]:
    """Of the rungs, as people say them."""
    return {one.kode: _name(one.hari, one.kepada) for one in tangga.anak_tangga}


def _name(hari: int, kepada: Kepada) -> str:
    when = f"{abs(hari)} hari kerja {'sebelum' if hari < 0 else 'sesudah'} jatuh tempo"
    whom = {
        Kepada.UNIT: "",
        Kepada.KEPALA_UNIT: ", kepala unit",
        Kepada.SEKRETARIS: ", Sekretaris",
    }
    return f"{when if hari else 'pada hari jatuh tempo'}{whom[kepada]}"
