"""Laporan: what was issued, its editions and files, and the signature under the newest."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import ValidationError

from lapkin_chassis.auth import Caller
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.errors import Refusal
from lapkin_contracts.comparison import KOLOM_WORDS
from lapkin_contracts.rekap import RekapUnit
from lapkin_contracts.rules.periods import Jenis, Periode
from lapkin_ui.access import PageRoute, words_of
from lapkin_ui.acts import done
from reporter.grafik.domain import charts_in
from reporter.grafik.pages import IfNoneMatch, Lembar, picture
from reporter.laporan import repository, terbitan
from reporter.laporan.errors import LaporanNotIssued
from reporter.pages import render
from reporter.tanda_tangan import api as tanda_tangan
from reporter.tanda_tangan.api import ByInspektur, EditionOf, MejaOf
from reporter.tanda_tangan.domain import State
from reporter.tanda_tangan.errors import PassphraseWrong
from reporter.tanda_tangan.schemas import SignIn
from reporter.verifikasi.pages import FORMATS

pages = APIRouter(prefix="/laporan", include_in_schema=False, route_class=PageRoute)
pictures = APIRouter(prefix="/laporan", include_in_schema=False)

JENIS_WORDS: Final = {
    Jenis.TRIWULAN: "Triwulan",
    Jenis.SEMESTER: "Semester",
    Jenis.TAHUN: "Tahunan",
}
STATE_WORDS: Final = {
    None: ("Belum ditandatangani", "netral"),
    State.MENUNGGU: ("Menunggu tanda tangan", "awas"),
    State.DITANDATANGANI: ("Ditandatangani", "ok"),
    State.GAGAL: ("Tanda tangan gagal", "galat"),
}
SELESAI: Final = {
    "terbit": "Laporan disetujui dan terbit.",
    "ditandatangani": "Laporan ditandatangani secara elektronik.",
    "diminta": "Tanda tangan diminta. Berkasnya tampil di sini setelah ditandatangani.",
}


@dataclass
class Tempat:
    """One report, and who has come to it."""

    request: Request
    period: Periode
    caller: Caller
    store: StoreOf
    clock: ClockOf

    async def page(self, refusal: Refusal | None = None, selesai: str = "") -> Response:
        """Raises LaporanNotIssued."""
        rincian = await self.store.read(terbitan.rincian, self.period)
        newest = rincian.terbitan.terbaru.laporan
        root = self.request.scope.get("root_path", "")
        return render(
            self.request,
            "laporan/satu.html",
            status=refusal.status if refusal else 200,
            period=self.period,
            rincian=rincian,
            grafik=await asyncio.to_thread(charts_in, newest.isi),
            gambar=f"{root}/laporan/{self.period}/grafik",
            sidik_gambar=f"&v={newest.sha256[:12]}",
            boleh_tanda_tangan=self.caller.may("inspektur", newest.unit, self.clock.now()),
            galat=[{"id": "passphrase", "pesan": words_of(refusal)}] if refusal else [],
            selesai=selesai,
            nama_unit_dari=_names_of,
            nama_orang=lambda akun: rincian.nama.get(akun, akun),
            state_words=STATE_WORDS,
            kolom_words=KOLOM_WORDS,
            formats=FORMATS,
        )


def _names_of(units: Iterable[RekapUnit]) -> Callable[[str], str]:
    names = {one.unit: one.nama for one in units}
    return lambda unit: names.get(unit, unit)


TempatOf = Annotated[Tempat, Depends()]


@pages.get("")
async def list_issued(
    request: Request,
    _: Caller,
    store: StoreOf,
    jenis: str = "",
    tahun: Annotated[str, Query(max_length=4)] = "",
) -> Response:
    """Every issued report, of one kind and year if asked for; an unknown filter shows all."""
    kind = Jenis(jenis) if jenis in set(Jenis) else None
    year = int(tahun) if tahun.isascii() and tahun.isdigit() else None
    return render(
        request,
        "laporan/semua.html",
        terbitan=await store.read(terbitan.catalog, kind, year),
        tahun=await store.read(repository.years),
        jenis=JENIS_WORDS,
        pilihan={"jenis": kind, "tahun": year},
        state_words=STATE_WORDS,
        formats=FORMATS,
    )


@pages.get("/{period}")
async def show(tempat: TempatOf, selesai: str = "") -> Response:
    """One report: what it says, every edition with its files, and who signed it."""
    return await tempat.page(selesai=SELESAI.get(selesai, ""))


@pages.post("/{period}/edisi/{edisi}/tanda-tangan")
async def sign(tempat: TempatOf, act: ByInspektur, edition: EditionOf, meja: MejaOf) -> Response:
    """Sign, or ask for a signature; a passphrase is passed on and shown to nobody again."""
    try:
        body = await _passphrase_in(tempat.request)
        signed = await tanda_tangan.sign(act, edition, tempat.store, meja, Response(), body)
    except Refusal as refusal:
        return await tempat.page(refusal)
    result = "ditandatangani" if signed.state is State.DITANDATANGANI else "diminta"
    return done(tempat.request, f"/laporan/{tempat.period}", result)


async def _passphrase_in(request: Request) -> SignIn:
    """As it was typed, blanks included. Raises PassphraseWrong for one that is none."""
    fields = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
    try:
        return SignIn.model_validate({"passphrase": fields.get("passphrase")})
    except ValidationError:
        raise PassphraseWrong from None  # the cause would repeat what was typed


@pictures.get("/{period}/grafik/{nama}.svg")
async def draw(
    period: Periode,
    nama: str,
    _: Caller,
    store: StoreOf,
    lembar: Lembar = 1,
    if_none_match: IfNoneMatch = "",
) -> Response:
    """A chart of the newest edition."""
    editions = await store.read(repository.editions, period)
    if not editions:
        raise LaporanNotIssued(period=period)
    charts = await asyncio.to_thread(charts_in, editions[0].isi)
    return picture(nama, charts.get(nama, ()), lembar, if_none_match)


router = APIRouter()
for part in (pages, pictures):
    router.routes.extend(part.routes)
