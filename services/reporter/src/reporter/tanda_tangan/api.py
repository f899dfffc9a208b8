"""Signing an issued edition, and how its signature stands."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from lapkin_chassis.auth import Caller
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_contracts.rules.periods import Periode
from reporter.draft.service import Act
from reporter.laporan import repository as laporan
from reporter.laporan.models import Laporan
from reporter.tanda_tangan import repository, service
from reporter.tanda_tangan.domain import State
from reporter.tanda_tangan.errors import NeverSigned
from reporter.tanda_tangan.penandatangan import Penandatangan
from reporter.tanda_tangan.periksa import checked
from reporter.tanda_tangan.pilihan import Meja
from reporter.tanda_tangan.schemas import SignIn, TandaTanganOut
from reporter.tanda_tangan.service import Jawaban, Pekerjaan

router = APIRouter(prefix="/v1/laporan/{period}/editions", tags=["tanda tangan"])


async def meja_of(request: Request) -> Meja:
    meja: Meja = request.app.state.meja
    return meja


async def edition_of(period: Periode, edisi: int, _: Caller, store: StoreOf) -> Laporan:
    """The edition a path names, for any signed-in caller."""
    return await store.read(laporan.edition, period, edisi)


EditionOf = Annotated[Laporan, Depends(edition_of)]
MejaOf = Annotated[Meja, Depends(meja_of)]


async def by_inspektur(caller: Caller, edition: EditionOf, clock: ClockOf) -> Act:
    now = clock.now()
    caller.require("inspektur", unit=edition.unit, at=now)
    mandate = caller.mandate_for("inspektur", edition.unit, now)
    return Act(caller.subject, now, caller.name, mandate)


ByInspektur = Annotated[Act, Depends(by_inspektur)]


@router.post("/{edisi}:sign", responses={202: {"model": TandaTanganOut}})
async def sign(
    act: ByInspektur,
    edition: EditionOf,
    store: StoreOf,
    meja: MejaOf,
    response: Response,
    body: SignIn | None = None,
) -> TandaTanganOut:
    """Sign the newest edition. 202 while the signer has yet to sign elsewhere.

    Signing again answers what the first time did. For the inspektur, or whoever acts as one.
    """
    passphrase = body.passphrase if body else None
    async with meja.giliran:
        pekerjaan = await store.read(service.prepare, edition, act, passphrase)
        row = pekerjaan.ada
        if row is None:
            jawaban = await _asked(meja.penandatangan, pekerjaan)
            row = await store.write(service.record, pekerjaan, jawaban)
    response.status_code = 202 if row.state is State.MENUNGGU else 200
    return TandaTanganOut.of(row)


@router.get("/{edisi}/tanda-tangan")
async def read_signature(edition: EditionOf, store: StoreOf) -> TandaTanganOut:
    """404 for an edition that nobody was asked to sign."""
    row = await store.read(repository.signature_of, edition.period, edition.edisi)
    if row is None:
        raise NeverSigned(period=edition.period, edisi=edition.edisi)
    return TandaTanganOut.of(row)


async def _asked(penandatangan: Penandatangan, pekerjaan: Pekerjaan) -> Jawaban:
    tiket = await penandatangan.minta(pekerjaan.permintaan)
    if tiket.pdf is None:
        return Jawaban(penandatangan.cara, tiket.id, None)
    bertanda = await asyncio.to_thread(checked, pekerjaan.permintaan.pdf, tiket.pdf)
    return Jawaban(penandatangan.cara, tiket.id, bertanda)
