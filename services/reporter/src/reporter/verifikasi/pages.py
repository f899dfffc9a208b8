"""The public page behind the QR code of a report."""

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from lapkin_chassis.context import StoreOf
from reporter.pages import render
from reporter.settings import Settings
from reporter.verifikasi import repository
from reporter.verifikasi.domain import printed_kode, read_kode
from reporter.verifikasi.schemas import Verifikasi

router = APIRouter(prefix="/verifikasi", include_in_schema=False)

FORMATS: Final = {
    "pdf": "PDF",
    "pdf-signed": "PDF bertanda tangan elektronik",
    "xlsx": "Excel (XLSX)",
    "docx": "Word (DOCX)",
}


@router.get("")
async def ask(request: Request, kode: str = "") -> Response:
    """A field for the code, for whoever has no camera at hand."""
    if clean := read_kode(kode):
        root = request.scope.get("root_path", "")
        return RedirectResponse(f"{root}/verifikasi/{clean}", 303)
    return render(request, "verifikasi_kode.html", status=404 if kode else 200, kode=kode)


@router.get("/{kode}")
async def show(kode: str, request: Request, store: StoreOf) -> Response:
    catatan = await store.read(repository.catatan_of, kode)
    if catatan is None:
        return render(request, "verifikasi_kode.html", status=404, kode=kode)
    settings: Settings = request.app.state.settings
    found = Verifikasi.of(catatan, settings.public_url)
    return render(
        request,
        "verifikasi.html",
        catatan=found,
        kode=printed_kode(found.kode),
        berkas=[(FORMATS.get(one.format, one.format), one) for one in found.berkas],
    )
