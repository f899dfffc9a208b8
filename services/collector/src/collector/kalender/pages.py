"""Pengaturan: the days off of a year, what the office changes in it, and what that moves."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from collector.faults import read_form
from collector.kalender import service
from collector.kalender.akibat import Perubahan, akibat_of
from collector.kalender.domain import HARI, Sumber, Ubahan, check_hours
from collector.kalender.schemas import JamKerjaIn, UbahanIn
from collector.pages import Layar, LayarOf
from collector.periode.context import TurnOf
from collector.periode.domain import Turn
from lapkin_chassis.errors import Fault, Refusal
from lapkin_contracts.rules.periods import ZONE
from lapkin_ui.access import PageRoute
from lapkin_ui.acts import Hasil, done, problems
from lapkin_ui.forms import FormOf

HERE: Final = "/pengaturan/kalender"
ROLES: Final = ("sekretaris", "admin")
SUMBER: Final = {
    Sumber.NASIONAL: ("Libur nasional", "info"),
    Sumber.CUTI_BERSAMA: ("Cuti bersama", "netral"),
    Sumber.KANTOR: ("Ditetapkan kantor", "ungu"),
}
LABELS: Final = {
    "tanggal": "Tanggal",
    "nama": "Keterangan",
    "libur": "Keadaan",
    "jam_kerja": "Jam kerja",
    "mulai": "Mulai",
    "selesai": "Selesai",
}
AS_IT_IS: Final = Perubahan()
DONE: Final = {
    "tersimpan": "Kalender tersimpan; jatuh tempo triwulan yang terbuka sudah dihitung ulang.",
    "jam": "Jam kerja tersimpan; jatuh tempo triwulan yang terbuka sudah dihitung ulang.",
    "dihapus": "Kalender nasional berlaku lagi; jatuh tempo sudah dihitung ulang.",
}

router = APIRouter(prefix=HERE, include_in_schema=False, route_class=PageRoute)

Tahun = Annotated[int | None, Query(ge=2000, le=2100)]


class HariIn(UbahanIn):
    """A day, and what the office says of it."""

    tanggal: date

    @property
    def ubahan(self) -> UbahanIn:
        return UbahanIn(**self.model_dump(exclude={"tanggal"}))


@router.get("")
async def show_year(
    layar: LayarOf, turn: TurnOf, tahun: Tahun = None, selesai: str = ""
) -> HTMLResponse:
    chosen = tahun or layar.now.astimezone(ZONE).year
    return await _page(layar, turn, chosen, Hasil(selesai=DONE.get(selesai, "")))


@router.post("")
async def set_day(layar: LayarOf, turn: TurnOf, form: FormOf) -> Response:
    """Make a day off or a working day; with `periksa` only say what that would move."""
    layar.caller.require(*ROLES, at=turn.at)
    try:
        day = read_form(HariIn, {name: form.get(name, "") for name in HariIn.model_fields})
    except Refusal as refusal:
        galat = problems(refusal, "tanggal", LABELS)
        now = layar.now.astimezone(ZONE).year
        return await _page(layar, turn, now, Hasil(refusal.status, galat=galat, isian=form))
    tahun = day.tanggal.year
    if form.get("tindakan") == "periksa":
        changes = {day.tanggal: Ubahan(day.nama, day.libur, day.cuti_bersama)}
        return await _page(layar, turn, tahun, Hasil(isian=form), Perubahan(hari=changes))
    await layar.store.write(service.set_day, tahun, day.tanggal, day.ubahan, turn)
    return done(layar.request, f"{HERE}?tahun={tahun}", "tersimpan")


@router.post("/jam-kerja")
async def set_hours(layar: LayarOf, turn: TurnOf, form: FormOf) -> Response:
    """The hours of every day of the week; with `periksa` only say what that would move."""
    layar.caller.require(*ROLES, at=turn.at)
    tahun, worked = layar.now.astimezone(ZONE).year, _worked(form)
    try:
        body = read_form(
            JamKerjaIn, {"jam_kerja": [{"hari": day, **worked[day]} for day in worked]}
        )
        check_hours(body.jam_kerja)
        if form.get("tindakan") == "periksa":
            wish = Perubahan(jam_kerja=body.jam_kerja)
            return await _page(layar, turn, tahun, Hasil(isian=form), wish)
        await layar.store.write(service.set_hours, body.jam_kerja, turn)
    except Refusal as refusal:
        refusal.errors = tuple(_at_day(one, list(worked)) for one in refusal.errors)
        galat = problems(refusal, "jam_kerja", LABELS)
        return await _page(layar, turn, tahun, Hasil(refusal.status, galat=galat, isian=form))
    return done(layar.request, HERE, "jam")


@router.post("/{tanggal}/hapus")
async def forget_day(layar: LayarOf, turn: TurnOf, tanggal: date) -> Response:
    """Let the national calendar hold again."""
    layar.caller.require(*ROLES, at=turn.at)
    await layar.store.write(service.forget_day, tanggal.year, tanggal, turn)
    return done(layar.request, f"{HERE}?tahun={tanggal.year}", "dihapus")


async def _page(
    layar: Layar, turn: Turn, tahun: int, hasil: Hasil, perubahan: Perubahan = AS_IT_IS
) -> HTMLResponse:
    kalender = await layar.store.read(service.year_of, tahun)
    return layar.render(
        "kalender/kalender.html",
        hasil,
        kalender=kalender,
        jam=_typed(hasil.isian) or {one.hari: one for one in kalender.jam_kerja},
        akibat=await layar.store.read(akibat_of, perubahan, turn),
        diperiksa=any(perubahan),
        tahun=tahun,
        sumber=SUMBER,
        hari=HARI,
        boleh=layar.may(*ROLES),
    )


def _typed(form: Mapping[str, str]) -> dict[int, dict[str, str]]:
    """What the form says of each day of the week; nothing if it is another form."""
    return {
        day: {name: form.get(f"jam_kerja.{day}.{name}", "") for name in ("mulai", "selesai")}
        for day in range(len(HARI))
        if f"jam_kerja.{day}.mulai" in form
    }


def _worked(form: Mapping[str, str]) -> dict[int, dict[str, str]]:
    """A day without hours is a day off; one with half of them is a mistake."""
    return {day: said for day, said in _typed(form).items() if any(said.values())}


def _at_day(fault: Fault, days: Sequence[int]) -> Fault:
    """The list tells of days in which somebody works, the form of every day."""
    _, name, *rest = fault.pointer.split("/")
    if name != "jam_kerja" or len(rest) != 2:
        return fault
    return replace(fault, pointer=f"/jam_kerja/{days[int(rest[0])]}/{rest[1]}")
