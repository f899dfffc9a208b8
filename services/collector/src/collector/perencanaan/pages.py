"""Pengaturan: what each unit promised, version by version, and the form of the next version."""

from collections.abc import Mapping
from typing import Annotated, Final, NamedTuple

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from collector.faults import read_form
from collector.organisasi import service as organisasi
from collector.organisasi.schemas import KodeUnit, UnitOut
from collector.pages import Layar, LayarOf
from collector.perencanaan import penyuntingan, repository, service
from collector.perencanaan.api import PLANNERS
from collector.perencanaan.errors import NotATahun, PlanRefused
from collector.perencanaan.penyuntingan import Baris, Sunting
from collector.perencanaan.schemas import (
    PerjanjianKinerjaOut,
    PerjanjianVersionOut,
    RencanaAksiOut,
    RencanaVersionOut,
    SuratPerjanjian,
)
from lapkin_chassis.errors import Refusal
from lapkin_contracts.perencanaan import Alasan, JenisIndikator
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.periods import ZONE, Jenis, Periode
from lapkin_ui.access import PageRoute
from lapkin_ui.acts import Hasil, done, problems
from lapkin_ui.forms import FormOf

HERE: Final = "/pengaturan/perencanaan"
ALASAN: Final = {
    Alasan.PERGANTIAN_PEJABAT: "Pergantian atau mutasi pejabat",
    Alasan.PERUBAHAN_STRATEGI: "Perubahan strategi",
    Alasan.PERUBAHAN_PRIORITAS: "Perubahan prioritas",
}
MODE: Final = {
    Mode.JUMLAH: "Jumlah triwulan",
    Mode.KUMULATIF: "Kumulatif sejak Januari",
    Mode.AKHIR: "Posisi akhir",
    Mode.RATA_RATA: "Rata-rata triwulan",
    Mode.TAHUNAN: "Sekali setahun",
}
POLARITAS: Final = {
    Polaritas.NAIK: "Makin tinggi makin baik",
    Polaritas.TURUN: "Makin rendah makin baik",
    Polaritas.TETAP: "Makin dekat target makin baik",
}
JENIS: Final = {
    JenisIndikator.ANGKA: "Angka",
    JenisIndikator.RASIO: "Rasio (pembilang dan penyebut)",
    JenisIndikator.PREDIKAT: "Predikat",
    JenisIndikator.TONGGAK: "Tonggak (ya atau tidak)",
    JenisIndikator.UANG: "Uang",
    JenisIndikator.HARI: "Hari",
}
QUARTERS: Final = tuple(enumerate(("I", "II", "III", "IV"), 1))
LETTER: Final = ("nomor", "tanggal", "berlaku_sejak", "alasan")
LABELS: Final = {
    "nomor": "Nomor dokumen",
    "tanggal": "Tanggal dokumen",
    "berlaku_sejak": "Berlaku sejak",
    "alasan": "Alasan perubahan",
    "kode": "Kode",
    "sasaran": "Sasaran",
    "indikator": "Indikator",
    "satuan": "Satuan",
    "target": "Target tahun",
    "target_atas": "Batas atas target tahun",
    **{f"tw{nomor}": f"Target triwulan {angka}" for nomor, angka in QUARTERS},
    **{f"tw{nomor}_atas": f"Batas atas triwulan {angka}" for nomor, angka in QUARTERS},
    "tingkat": "Tingkat predikat",
    "pendahulu": "Pendahulu",
    "uraian": "Program",
    "pagu": "Pagu",
}
FIELDS: Final = {"alasan-required": "alasan", "effect-too-early": "berlaku_sejak"}
"""Where a refusal is put right; the rows, if nowhere else."""
BLANK_ROWS: Final = 2
DONE: Final = {
    "terbit": "Versi berikutnya terbit.",
    "sama": "Isinya sama dengan versi yang berlaku; tidak ada versi baru.",
}

router = APIRouter(prefix=HERE, include_in_schema=False, route_class=PageRoute)


class Rencana(NamedTuple):
    """The documents of one unit for a year, each version the first first."""

    unit: UnitOut
    perjanjian: list[PerjanjianVersionOut]
    rencana: list[RencanaVersionOut]


class Dokumen(NamedTuple):
    """One version of each document."""

    perjanjian: PerjanjianKinerjaOut | None
    rencana: RencanaAksiOut | None


class Tempat:
    """The unit and the year that a page is about."""

    def __init__(self, layar: LayarOf, unit: KodeUnit, tahun: Periode) -> None:
        if tahun.jenis is not Jenis.TAHUN:
            raise NotATahun(period=tahun)
        self.layar: Layar = layar
        self.unit = unit
        self.tahun = tahun

    @property
    def path(self) -> str:
        return f"{HERE}/{self.unit}/{self.tahun}"

    def require_planner(self) -> None:
        self.layar.caller.require(*PLANNERS, unit=self.unit)

    async def known(self) -> Rencana:
        return await self.layar.store.read(_rencana, self.unit, self.tahun)

    async def dokumen(self, pk: int | None = None, ra: int | None = None) -> Dokumen:
        """Versions by number, or the newest there are."""
        return await self.layar.store.read(_dokumen, self.unit, self.tahun, pk, ra)


TempatOf = Annotated[Tempat, Depends()]


@router.get("")
async def list_plans(layar: LayarOf, tahun: int | None = None) -> HTMLResponse:
    """Every unit with its newest versions."""
    years = await layar.store.read(repository.years_with_plan)
    this_year = layar.now.astimezone(ZONE).year
    chosen = Periode(str(tahun or max(years, default=this_year)))
    return layar.render(
        "perencanaan/semua.html",
        Hasil(),
        tahun=chosen,
        pilihan=sorted({*years, this_year, this_year + 1, chosen.tahun}, reverse=True),
        rencana=await layar.store.read(_all, chosen),
    )


@router.get("/{unit}")
async def newest_year(layar: LayarOf, unit: KodeUnit) -> Response:
    """To the last year the unit may have planned."""
    years = await layar.store.read(repository.years_with_plan)
    tahun = max(years, default=layar.now.astimezone(ZONE).year)
    root = layar.request.scope.get("root_path", "")
    return RedirectResponse(f"{root}{HERE}/{unit}/{tahun}", 303)


@router.get("/{unit}/{tahun}")
async def show_plan(
    tempat: TempatOf, pk: int | None = None, ra: int | None = None, selesai: str = ""
) -> HTMLResponse:
    """The timeline of both documents, and one version of each."""
    dokumen = await tempat.dokumen(pk, ra)
    sunting = penyuntingan.as_form(*dokumen)
    by_sasaran: dict[str, list[Baris]] = {}
    for row in sunting.indikator:
        by_sasaran.setdefault(row["sasaran"], []).append(row)
    return tempat.layar.render(
        "perencanaan/satu.html",
        Hasil(selesai=DONE.get(selesai, "")),
        dokumen=dokumen,
        sasaran=by_sasaran,
        anggaran=dokumen.perjanjian.anggaran if dokumen.perjanjian else (),
        **await words(tempat),
    )


@router.get("/{unit}/{tahun}/sunting")
async def edit_plan(tempat: TempatOf) -> HTMLResponse:
    """The newest versions as a form."""
    tempat.require_planner()
    dokumen = await tempat.dokumen()
    letter = dokumen.perjanjian.model_dump(mode="json") if dokumen.perjanjian else {}
    typed = {name: str(letter.get(name) or "") for name in LETTER if name != "alasan"}
    return await _editor(tempat, penyuntingan.as_form(*dokumen), Hasil(isian=typed))


@router.post("/{unit}/{tahun}/sunting")
async def publish_edited(tempat: TempatOf, form: FormOf) -> Response:
    """The next version of both documents, or of neither; or more rows to fill in."""
    tempat.require_planner()
    layar, sunting = tempat.layar, penyuntingan.rows_in(form)
    if form.get("tindakan") == "tambah":
        return await _editor(tempat, sunting, Hasil(isian=form))
    try:
        naskah = penyuntingan.read(sunting, letter_in(form))
        try:
            published = await layar.store.write(
                penyuntingan.publish,
                tempat.unit,
                tempat.tahun,
                naskah,
                oleh=layar.caller.subject,
                now=layar.now,
            )
        except PlanRefused as refused:
            raise naskah.located(refused) from refused
    except Refusal as refusal:
        galat = problems(refusal, FIELDS.get(refusal.code, "indikator"), LABELS)
        return await _editor(tempat, sunting, Hasil(refusal.status, galat=galat, isian=form))
    is_news = any(one.is_new for one in published)
    return done(layar.request, tempat.path, "terbit" if is_news else "sama")


async def _editor(tempat: Tempat, sunting: Sunting, hasil: Hasil) -> HTMLResponse:
    blank = [penyuntingan.NEW] * BLANK_ROWS
    return tempat.layar.render(
        "perencanaan/sunting.html",
        hasil,
        baris=[*sunting.indikator, *blank],
        baris_anggaran=[*sunting.anggaran, *({} for _ in range(BLANK_ROWS))],
        pilihan={"polaritas": POLARITAS, "mode": MODE, "jenis": JENIS},
        **await words(tempat),
    )


async def words(tempat: Tempat) -> dict[str, object]:
    known = await tempat.known()
    return {
        "unit": known.unit,
        "tahun": tempat.tahun,
        "versi": known,
        "alasan": ALASAN,
        "mode": MODE,
        "boleh": tempat.layar.may(*PLANNERS, unit=tempat.unit),
        "alamat": f"{tempat.layar.request.scope.get('root_path', '')}{tempat.path}",
    }


def letter_in(form: Mapping[str, str]) -> SuratPerjanjian:
    """Raises InvalidBody."""
    return read_form(SuratPerjanjian, {name: form.get(name, "") for name in LETTER})


def _rencana(session: Session, unit: str, tahun: Periode) -> Rencana:
    """Raises UnknownUnit."""
    return Rencana(
        organisasi.unit_of(session, unit),
        service.perjanjian_versions(session, unit, tahun),
        service.rencana_versions(session, unit, tahun),
    )


def _all(session: Session, tahun: Periode) -> list[Rencana]:
    return [_rencana(session, one.kode, tahun) for one in organisasi.all_units(session)]


def _dokumen(
    session: Session, unit: str, tahun: Periode, pk: int | None, ra: int | None
) -> Dokumen:
    """Raises UnknownPerjanjianKinerja and UnknownRencanaAksi for a version there is not."""
    known = _rencana(session, unit, tahun)
    return Dokumen(
        service.perjanjian_of(session, unit, tahun, pk, None) if known.perjanjian or pk else None,
        service.rencana_of(session, unit, tahun, ra, None) if known.rencana or ra else None,
    )
