"""Pengaturan: the units of the office, and the officials of each."""

from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from collector.faults import read_form
from collector.organisasi import repository, service
from collector.organisasi.errors import CodeTaken
from collector.organisasi.rows import rows_of
from collector.organisasi.schemas import JenisUnit, KodeUnit, PejabatList, UnitIn
from collector.pages import Layar, LayarOf
from lapkin_chassis.errors import Refusal
from lapkin_contracts.organisasi import Jabatan, StatusPejabat
from lapkin_contracts.rules.periods import ZONE
from lapkin_ui.access import PageRoute
from lapkin_ui.acts import Hasil, done, problems
from lapkin_ui.forms import FormOf

HERE: Final = "/pengaturan"
JENIS: Final = {
    JenisUnit.SUBBAG: "Subbagian",
    JenisUnit.IRBAN: "Inspektur Pembantu",
    JenisUnit.SEKSI: "Seksi",
    JenisUnit.OPD: "Perangkat Daerah",
    JenisUnit.INSTANSI_TERKAIT: "Instansi terkait",
}
STATUS: Final = {
    StatusPejabat.DEFINITIF: "Definitif",
    StatusPejabat.PLT: "Plt. (jabatan kosong)",
    StatusPejabat.PLH: "Plh. (pejabat berhalangan)",
}
LABELS: Final = {
    "kode": "Kode",
    "nama": "Nama",
    "jenis": "Jenis",
    "jabatan": "Peran",
    "sebutan": "Nama jabatan",
    "pangkat": "Pangkat",
    "nip": "NIP",
    "surel": "Surel",
    "akun": "Akun",
    "status": "Status",
    "dasar": "Nomor SK",
    "berlaku_sejak": "Berlaku sejak",
    "berlaku_sampai": "Berlaku sampai",
}
BLANK_ROWS: Final = 2
DONE: Final = {
    "unit": "Unit tersimpan.",
    "pejabat": "Daftar pejabat tersimpan.",
    "ditata": "Penataan unit tersimpan.",
}

router = APIRouter(prefix=HERE, include_in_schema=False, route_class=PageRoute)


class KodeBaru(UnitIn):
    """A unit that is added, with its code."""

    kode: KodeUnit


@router.get("")
async def list_units(layar: LayarOf, selesai: str = "") -> HTMLResponse:
    return await _units(layar, Hasil(selesai=DONE.get(selesai, "")))


@router.post("")
async def add_unit(layar: LayarOf, form: FormOf) -> Response:
    """A new unit. For admin."""
    layar.caller.require("admin")
    try:
        unit = read_form(KodeBaru, form)
        known = await layar.store.read(repository.unit_codes)
        if unit.kode in known:
            raise CodeTaken(unit=unit.kode)
        await layar.store.write(service.register_unit, unit.kode, _facts(unit), layar.now)
    except Refusal as refusal:
        galat = problems(refusal, "kode", LABELS)
        return await _units(layar, Hasil(refusal.status, galat=galat, isian=form))
    return done(layar.request, f"{HERE}/unit/{unit.kode}", "unit")


@router.get("/unit/{kode}")
async def show_unit(layar: LayarOf, kode: KodeUnit, selesai: str = "") -> HTMLResponse:
    """One unit, or the instansi by its code, with its officials."""
    return await _unit(layar, kode, Hasil(selesai=DONE.get(selesai, "")))


@router.post("/unit/{kode}")
async def change_unit(layar: LayarOf, kode: KodeUnit, form: FormOf) -> Response:
    """Its name, its kind, its first day. For admin."""
    layar.caller.require("admin")
    await layar.store.read(service.unit_of, kode)
    try:
        await layar.store.write(service.register_unit, kode, read_form(UnitIn, form), layar.now)
    except Refusal as refusal:
        galat = problems(refusal, "nama", LABELS)
        return await _unit(layar, kode, Hasil(refusal.status, galat=galat, isian=form))
    return done(layar.request, f"{HERE}/unit/{kode}", "unit")


@router.post("/unit/{kode}/pejabat")
async def change_officials(layar: LayarOf, kode: KodeUnit, form: FormOf) -> Response:
    """The whole list; a row without a name is left out. For admin."""
    layar.caller.require("admin")
    try:
        body = read_form(PejabatList, {"pejabat": rows_of(form, "pejabat", "nama")})
        await layar.store.write(service.assign_pejabat, kode, body, layar.now)
    except Refusal as refusal:
        galat = problems(refusal, "pejabat", LABELS)
        return await _unit(layar, kode, Hasil(refusal.status, galat=galat, isian=form))
    return done(layar.request, f"{HERE}/unit/{kode}", "pejabat", "pejabat")


async def _units(layar: Layar, hasil: Hasil) -> HTMLResponse:
    known = await layar.store.read(service.all_units)
    instansi = await layar.store.read(repository.instansi)
    return layar.render(
        "organisasi/unit_semua.html",
        hasil,
        instansi=instansi,
        ada_inspektur=instansi and await layar.store.read(_has_inspektur, instansi.code),
        units=known,
        nama={one.kode: one.nama for one in known},
        jenis=JENIS,
        hari_ini=layar.now.astimezone(ZONE).date(),
        boleh=layar.may("admin"),
    )


async def _unit(layar: Layar, kode: str, hasil: Hasil) -> HTMLResponse:
    listed = await layar.store.read(service.officials_of, kode)
    units = {one.kode: one for one in await layar.store.read(service.all_units)}
    office = await layar.store.read(repository.instansi)
    unit = units.get(kode)
    rows = rows_of(hasil.isian, "pejabat", "nama") or [
        one.model_dump(mode="json") for one in listed.pejabat
    ]
    return layar.render(
        "organisasi/unit.html",
        hasil,
        kode=kode,
        judul=unit.nama if unit else office.nama if office else kode,
        unit=unit,
        nama={code: one.nama for code, one in units.items()},
        pejabat=listed.pejabat,
        baris=[*rows, *({} for _ in range(BLANK_ROWS))],
        jenis=JENIS,
        jabatan=list(Jabatan),
        status_pejabat=STATUS,
        hari_ini=layar.now.astimezone(ZONE).date(),
        boleh=layar.may("admin"),
    )


def _has_inspektur(session: Session, instansi: str) -> bool:
    """Every report is made out in the Inspektur's name; without one no draft is approved."""
    known = repository.pejabat_of(session, instansi)
    return any(one.jabatan == Jabatan.INSPEKTUR for one in known)


def _facts(unit: UnitIn) -> UnitIn:
    return UnitIn(**unit.model_dump(include=set(UnitIn.model_fields)))
