"""Mengapa angka ini: from a printed figure back to who sent it, and how it was computed."""

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from aggregator.kebijakan.domain import TARGET_BERLAKU_WORDS, butir_of, skala_of
from aggregator.organisasi import repository as organisasi
from aggregator.pages import render
from aggregator.penjelasan import service
from aggregator.penjelasan.hitungan import MODE_WORDS
from aggregator.rekap.tampilan import tingkat_of
from lapkin_chassis.auth import Caller
from lapkin_chassis.context import StoreOf
from lapkin_contracts.perencanaan import Alasan
from lapkin_contracts.printed import besaran, capaian_text, realisasi_text, target_text
from lapkin_contracts.rules.periods import Periode
from lapkin_ui.access import PageRoute

ALASAN_WORDS: Final = {
    Alasan.PERGANTIAN_PEJABAT: "Pergantian atau mutasi pejabat.",
    Alasan.PERUBAHAN_STRATEGI: "Perubahan strategi yang memengaruhi pencapaian tujuan dan sasaran.",
    Alasan.PERUBAHAN_PRIORITAS: "Perubahan prioritas atau asumsi yang berakibat signifikan.",
}
"""As Permenpan RB 53/2014 puts them."""

router = APIRouter(prefix="/rekap", include_in_schema=False, route_class=PageRoute)


@router.get("/{period}/{unit}/{indikator}")
async def explain(
    request: Request, period: Periode, unit: str, indikator: str, _: Caller, store: StoreOf
) -> Response:
    why = await store.read(service.explain, period, unit, indikator)
    return render(
        request,
        "rekap/mengapa.html",
        period=period,
        why=why,
        baris=why.baris,
        nama_unit=await store.read(organisasi.nama_of, unit),
        tingkat_baris=tingkat_of(why.baris, why.kebijakan),
        langkah=why.rumus.langkah,
        gabungan=why.gabungan,
        mode=MODE_WORDS[why.baris.mode],
        butir=butir_of(why.kebijakan),
        skala=skala_of(why.kebijakan),
        cara=TARGET_BERLAKU_WORDS,
        alasan=ALASAN_WORDS,
        besaran=besaran,
        target=target_text,
        realisasi=realisasi_text,
        capaian=capaian_text,
    )
