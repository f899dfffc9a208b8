"""Kebijakan hitung: every version in words, and a form to set the next one from a day on."""

from datetime import timedelta
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from aggregator.kebijakan import domain, form, service
from aggregator.kebijakan.domain import butir_of, skala_of
from aggregator.kebijakan.riwayat import Keadaan
from aggregator.kebijakan.schemas import TINGKAT
from aggregator.kebijakan.service import Uji
from aggregator.pages import Layar, LayarOf
from aggregator.settings import Settings
from lapkin_chassis.errors import Refusal
from lapkin_contracts.comparison import KOLOM_WORDS
from lapkin_contracts.rules.periods import ZONE
from lapkin_contracts.rules.policy import Kebijakan
from lapkin_ui.access import PageRoute
from lapkin_ui.acts import Hasil, done, problems
from lapkin_ui.forms import FormOf

HERE: Final = "/pengaturan/kebijakan"
MAY_SET: Final = ("admin", "sekretaris")
DONE: Final = {
    "ditetapkan": "Kebijakan ditetapkan; berlaku bagi triwulan yang dibuka sejak tanggalnya."
}
FIELDS: Final = {"not-from-the-past": "berlaku_sejak", "nothing-changed": "cap"}
"""Where a refusal is put right; the name, if nowhere else."""
KEADAAN: Final = {
    Keadaan.BERLAKU: "Berlaku",
    Keadaan.MENDATANG: "Mendatang",
    Keadaan.SEBELUMNYA: "Sebelumnya",
    Keadaan.DIGANTIKAN: "Digantikan sebelum berlaku",
}
TONES: Final = {
    Keadaan.BERLAKU: "ok",
    Keadaan.MENDATANG: "info",
    Keadaan.SEBELUMNYA: "netral",
    Keadaan.DIGANTIKAN: "netral",
}
CHOICES: Final = {
    "cap": domain.CAP_WORDS,
    "turun": domain.TURUN_WORDS,
    "target_nol": domain.TARGET_NOL_WORDS,
    "target_berlaku": domain.TARGET_BERLAKU_WORDS,
    "lantai_nol": {"false": domain.LANTAI_WORDS[False], "true": domain.LANTAI_WORDS[True]},
}
SHOWN: Final = 20
"""Lines of what would be otherwise; the number of all is told."""

router = APIRouter(prefix="/pengaturan", include_in_schema=False, route_class=PageRoute)


@router.get("/kebijakan")
async def show(layar: LayarOf, selesai: str = "") -> Response:
    """For anyone signed in."""
    return await _page(layar, Hasil(selesai=DONE.get(selesai, "")))


@router.post("/kebijakan")
async def set_next(layar: LayarOf, sent: FormOf) -> Response:
    """Set the next version; with `periksa` only say what it would change."""
    layar.caller.require(*MAY_SET, at=layar.now)
    bawaan = _bawaan(layar.request)
    try:
        wish = form.read(sent)
        if sent.get("tindakan") == "periksa":
            found = await layar.store.read(service.rehearse, wish, bawaan, now=layar.now)
            return await _page(layar, Hasil(isian=sent), wish.versi, found)
        await layar.store.write(
            service.put, wish, bawaan, oleh=layar.caller.subject, now=layar.now
        )
    except Refusal as refusal:
        galat = problems(refusal, FIELDS.get(refusal.code, "versi"), form.LABELS)
        return await _page(layar, Hasil(refusal.status, galat=galat, isian=sent))
    return done(layar.request, HERE, "ditetapkan")


async def _page(layar: Layar, hasil: Hasil, versi: str = "", uji: Uji | None = None) -> Response:
    bawaan = _bawaan(layar.request)
    now = await layar.store.read(service.in_force, bawaan, layar.now)
    tomorrow = layar.now.astimezone(ZONE).date() + timedelta(days=1)
    return layar.render(
        "kebijakan/kebijakan.html",
        hasil._replace(isian=hasil.isian or form.filled_from(now, tomorrow)),
        versi=await layar.store.read(service.history, bawaan, layar.now),
        butir_of=butir_of,
        skala_of=skala_of,
        keadaan=KEADAAN,
        nada=TONES,
        boleh=layar.may(*MAY_SET),
        label=form.LABELS,
        pilihan=CHOICES,
        tingkat_isian=range(TINGKAT),
        diperiksa=versi,
        uji=uji,
        paling_banyak=SHOWN,
        kolom=KOLOM_WORDS,
    )


def _bawaan(request: Request) -> Kebijakan:
    settings: Settings = request.app.state.settings
    return settings.kebijakan
