"""Pengaturan: who acts as Plt. or Plh., by which decree, and until when."""

from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from collector.akun import repository as accounts
from collector.akun.domain import Grant
from collector.akun.mandat import service
from collector.akun.mandat.domain import MANDATE_ROLES
from collector.akun.mandat.schemas import MandateIn
from collector.akun.schemas import Username
from collector.faults import read_form
from collector.organisasi import repository as organisasi
from collector.pages import Layar, LayarOf
from lapkin_chassis.auth import ANY_UNIT
from lapkin_chassis.errors import Refusal
from lapkin_ui.access import PageRoute
from lapkin_ui.acts import Hasil, done, problems
from lapkin_ui.forms import FormOf

HERE: Final = "/pengaturan/mandat"
LABELS: Final = {
    "grant": "Peran",
    "jenis": "Jenis",
    "sebutan": "Nama jabatan",
    "dasar": "Nomor SK",
    "sejak": "Sejak",
    "sampai": "Sampai",
    "menggantikan": "Menggantikan",
}
FIELDS: Final = {
    "unknown-account": "username",
    "role-held": "username",
    "menggantikan-required": "menggantikan",
    "menggantikan-unfit": "menggantikan",
}
"""Where a refusal is put right; the last day, if nowhere else."""
DONE: Final = {
    "diberikan": "Mandat tercatat; berlaku mulai pejabat itu masuk berikutnya.",
    "diakhiri": "Mandat diakhiri.",
}

router = APIRouter(prefix=HERE, include_in_schema=False, route_class=PageRoute)


@router.get("")
async def list_mandates(layar: LayarOf, selesai: str = "") -> HTMLResponse:
    """All that were ever given. For admin."""
    layar.caller.require("admin")
    return await _page(layar, Hasil(selesai=DONE.get(selesai, "")))


@router.post("")
async def give(layar: LayarOf, form: FormOf) -> Response:
    """Let a person act in somebody's place. For admin."""
    layar.caller.require("admin")
    fields = {name: text for name, text in form.items() if name in MandateIn.model_fields}
    fields["grant"] = str(Grant(form.get("peran", ""), form.get("unit", "")))
    username = form.get("username", "")
    try:
        mandate = read_form(MandateIn, fields)
        by, now = layar.caller.subject, layar.now
        await layar.store.write(service.give, username, mandate, by=by, now=now)
    except Refusal as refusal:
        galat = problems(refusal, FIELDS.get(refusal.code, "sampai"), LABELS)
        return await _page(layar, Hasil(refusal.status, galat=galat, isian=form))
    return done(layar.request, HERE, "diberikan")


@router.post("/{username}/{number}/akhiri")
async def end(layar: LayarOf, username: Username, number: int) -> Response:
    """Before its time; the record stays. For admin."""
    layar.caller.require("admin")
    by, now = layar.caller.subject, layar.now
    await layar.store.write(service.end, username, number, by=by, now=now)
    return done(layar.request, HERE, "diakhiri")


async def _page(layar: Layar, hasil: Hasil) -> HTMLResponse:
    units = await layar.store.read(organisasi.units)
    office = await layar.store.read(organisasi.instansi)
    people = await layar.store.read(accounts.accounts)
    return layar.render(
        "akun/mandat.html",
        hasil,
        mandat=await layar.store.read(service.every),
        nama_akun=[(one.username, f"{one.name} ({one.username})") for one in people if one.active],
        nama={one.username: one.name for one in people},
        nama_peran=[(role, role.capitalize()) for role in MANDATE_ROLES],
        unit={
            ANY_UNIT: "Semua unit",
            **({office.code: office.nama} if office else {}),
            **{one.code: one.nama for one in units},
        },
        now=layar.now,
    )
