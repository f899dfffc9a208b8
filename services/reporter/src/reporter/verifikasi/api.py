"""Verification for programs. Public: who has the code has the report."""

from fastapi import APIRouter, Request

from lapkin_chassis.context import StoreOf
from reporter.settings import Settings
from reporter.verifikasi import repository
from reporter.verifikasi.errors import KodeUnknown
from reporter.verifikasi.schemas import Verifikasi

router = APIRouter(tags=["verifikasi"])


@router.get("/v1/verifikasi/{kode}")
async def verify(kode: str, request: Request, store: StoreOf) -> Verifikasi:
    """What was issued under a code: number, date, signer, edition and hashes."""
    catatan = await store.read(repository.catatan_of, kode)
    if catatan is None:
        raise KodeUnknown(kode=kode)
    settings: Settings = request.app.state.settings
    return Verifikasi.of(catatan, settings.public_url)
