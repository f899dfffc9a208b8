"""Pengaturan: units that end, go on and begin by one decree, and what that does to what is owed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from collector.faults import read_form
from collector.organisasi import service
from collector.organisasi.akibat import akibat_of
from collector.organisasi.pages import JENIS
from collector.organisasi.rows import rows_of
from collector.organisasi.schemas import ReorganisationIn, UnitAkibat
from collector.pages import Layar, LayarOf
from lapkin_chassis.errors import Fault, Refusal
from lapkin_contracts.rules.periods import ZONE
from lapkin_ui.access import PageRoute
from lapkin_ui.acts import Hasil, done, problems
from lapkin_ui.forms import FormOf

HERE: Final = "/pengaturan/penataan"
LABELS: Final = {
    "dasar": "Dasar penataan",
    "berlaku_sejak": "Hari pertama",
    "asal": "Unit asal",
    "menjadi": "Unit sesudahnya",
    "kode": "Kode",
    "nama": "Nama",
    "jenis": "Jenis",
}
LEAST_ROWS: Final = 3
"""Of the units there are afterwards."""

router = APIRouter(prefix=HERE, include_in_schema=False, route_class=PageRoute)


@router.get("")
async def ask(layar: LayarOf) -> HTMLResponse:
    """For admin."""
    layar.caller.require("admin", at=layar.now)
    return await _page(layar, Hasil())


@router.post("")
async def rearrange(layar: LayarOf, form: FormOf) -> Response:
    """Carry a decree out; with `periksa` only say what it would do."""
    layar.caller.require("admin", at=layar.now)
    form = _without_gaps(form)
    try:
        order = read_form(ReorganisationIn, _order(form))
        if form.get("tindakan") == "periksa":
            return await _page(layar, Hasil(isian=form), await layar.store.read(akibat_of, order))
        await layar.store.write(service.reorganise, order, layar.now)
    except Refusal as refusal:
        asal = _asal(form)
        refusal.errors = tuple(_at_box(one, asal) for one in refusal.errors)
        galat = problems(refusal, "dasar", LABELS | dict.fromkeys(asal, LABELS["asal"]))
        return await _page(layar, Hasil(refusal.status, galat=galat, isian=form))
    return done(layar.request, "/pengaturan", "ditata")


async def _page(
    layar: Layar, hasil: Hasil, akibat: Sequence[UnitAkibat] | None = None
) -> HTMLResponse:
    today = layar.now.astimezone(ZONE).date()
    return layar.render(
        "organisasi/penataan.html",
        hasil,
        units=[
            one
            for one in await layar.store.read(service.all_units)
            if one.berlaku_sampai is None or one.berlaku_sampai >= today
        ],
        jenis=JENIS,
        baris=range(max(len(_menjadi(hasil.isian)) + 1, LEAST_ROWS)),
        akibat=akibat,
    )


def _order(form: Mapping[str, str]) -> dict[str, object]:
    return {
        "dasar": form.get("dasar", ""),
        "berlaku_sejak": form.get("berlaku_sejak", ""),
        "asal": _asal(form),
        "menjadi": _menjadi(form),
    }


def _asal(form: Mapping[str, str]) -> list[str]:
    return [name.removeprefix("asal.") for name in form if name.startswith("asal.")]


def _menjadi(form: Mapping[str, str]) -> list[dict[str, str]]:
    return rows_of(form, "menjadi", "kode", "nama")


def _without_gaps(form: Mapping[str, str]) -> dict[str, str]:
    """Rows numbered as they are read, so that a fault leads to its row."""
    others = {name: text for name, text in form.items() if not name.startswith("menjadi.")}
    rows = enumerate(_menjadi(form))
    return others | {f"menjadi.{place}.{name}": row[name] for place, row in rows for name in row}


def _at_box(fault: Fault, asal: Sequence[str]) -> Fault:
    """The units to take apart are boxes, each under its own code."""
    _, name, *rest = fault.pointer.split("/")
    is_unit = name == "asal" and rest
    return replace(fault, pointer=f"/asal/{asal[int(rest[0])]}") if is_unit else fault
