"""Pengaturan: the days off of a year, what the office changes in it, and what that moves."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from collector.faults import read_form
from collector.kalender import service
from collector.kalender.akibat import akibat_of
from collector.kalender.domain import Sumber, Ubahan
from collector.kalender.schemas import UbahanIn
from collector.pages import Layar, LayarOf
from collector.periode.context import TurnOf
from collector.periode.domain import Turn
from lapkin_chassis.errors import Refusal
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
HARI: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
LABELS: Final = {"tanggal": "Tanggal", "nama": "Keterangan", "libur": "Keadaan"}
DONE: Final = {
    "tersimpan": "Kalender tersimpan; jatuh tempo triwulan yang terbuka sudah dihitung ulang.",
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
        return await _page(layar, turn, tahun, Hasil(isian=form), changes)
    await layar.store.write(service.set_day, tahun, day.tanggal, day.ubahan, turn)
    return done(layar.request, f"{HERE}?tahun={tahun}", "tersimpan")


@router.post("/{tanggal}/hapus")
async def forget_day(layar: LayarOf, turn: TurnOf, tanggal: date) -> Response:
    """Let the national calendar hold again."""
    layar.caller.require(*ROLES, at=turn.at)
    await layar.store.write(service.forget_day, tanggal.year, tanggal, turn)
    return done(layar.request, f"{HERE}?tahun={tanggal.year}", "dihapus")


async def _page(
    layar: Layar, turn: Turn, tahun: int, hasil: Hasil, changes: Mapping[date, Ubahan] = {}
) -> HTMLResponse:
    return layar.render(
        "kalender/kalender.html",
        hasil,
        kalender=await layar.store.read(service.year_of, tahun),
        akibat=await layar.store.read(akibat_of, changes, turn),
        diperiksa=bool(changes),
        tahun=tahun,
        sumber=SUMBER,
        hari=HARI,
        boleh=layar.may(*ROLES),
    )
