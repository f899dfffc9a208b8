"""What people do with a draft from its page. Each act is the API's own."""

from fastapi import APIRouter, Response

from lapkin_chassis.errors import Refusal
from lapkin_contracts.laporan import Putusan
from lapkin_ui.access import PageRoute
from lapkin_ui.acts import done
from lapkin_ui.forms import FormOf
from reporter.context import ByKasubag, ByOwner, ByStaf
from reporter.documents.api import PrintingOf
from reporter.perubahan import service as perubahan
from reporter.perubahan.models import Pilihan
from reporter.perubahan.schemas import RalatIn
from reporter.review import api as review
from reporter.review import service
from reporter.review.schemas import JawabanIn
from reporter.tinjau import service as tinjau
from reporter.tinjau.form import choice_in, review_in, text_in
from reporter.tinjau.halaman import TempatOf

CHOICES = {
    Pilihan.PAKAI: (perubahan.pakai, "dipakai"),
    Pilihan.TUNDA: (perubahan.tunda, "ditunda"),
}

router = APIRouter(prefix="/tinjau/{period}", include_in_schema=False, route_class=PageRoute)


@router.post("/putusan")
async def decide(tempat: TempatOf, form: FormOf, act: ByKasubag, printing: PrintingOf) -> Response:
    """Ya or Tidak; or more empty rows for koreksi, for whoever has no script."""
    if "tambah" in form:
        return await tempat.page(form)
    try:
        body = review_in(form)
        await review.review(body, act, tempat.seen(form), tempat.store, printing, Response())
    except Refusal as refusal:
        return await tempat.refused(refusal, form)
    if body.putusan is Putusan.TIDAK:
        return tempat.done("dikembalikan", "koreksi")
    return done(tempat.request, f"/laporan/{tempat.period}", "terbit")


@router.post("/perubahan")
async def choose(tempat: TempatOf, form: FormOf, act: ByKasubag) -> Response:
    """Take newer figures over, or leave them to a Ralat."""
    try:
        choice, result = CHOICES[choice_in(form)]
        seen = form.get("rekap", "")
        await tempat.store.write(tinjau.choose, choice, tempat.period, seen, act)
    except Refusal as refusal:
        return await tempat.refused(refusal, form, "perubahan")
    return tempat.done(result)


@router.post("/ralat")
async def open_ralat(tempat: TempatOf, form: FormOf, act: ByKasubag) -> Response:
    """Put the next edition of an issued report forward."""
    try:
        sebab = text_in(RalatIn, "sebab", form).sebab
        await tempat.store.write(perubahan.open_ralat, tempat.period, sebab, act)
    except Refusal as refusal:
        return await tempat.refused(refusal, form, "sebab")
    return tempat.done("ralat")


@router.post("/koreksi/{nomor}")
async def answer(tempat: TempatOf, nomor: int, form: FormOf, act: ByOwner) -> Response:
    try:
        jawaban = text_in(JawabanIn, "jawaban", form).jawaban
        await tempat.store.write(service.answer_koreksi, tempat.period, nomor, jawaban, act)
    except Refusal as refusal:
        return await tempat.refused(refusal, {**form, "nomor": str(nomor)}, f"jawaban.{nomor}")
    return tempat.done("dijawab", f"koreksi.{nomor}")


@router.post("/kirim-ulang")
async def resubmit(tempat: TempatOf, form: FormOf, act: ByStaf) -> Response:
    """Put a corrected draft forward again."""
    try:
        await tempat.store.write(service.resubmit, tempat.period, act)
    except Refusal as refusal:
        return await tempat.refused(refusal, form, "kirim-ulang")
    return tempat.done("dikirim-ulang")
