"""Review by the Kasubag, answers by staf."""

import asyncio
from typing import Literal

from fastapi import APIRouter, Response

from lapkin_chassis.context import StoreOf
from lapkin_contracts.laporan import Putusan, StatusKoreksi
from lapkin_contracts.rules.periods import Periode
from reporter.context import ByKasubag, ByOwner, ByStaf, DraftOf, SeenOf
from reporter.documents.api import PrintingOf
from reporter.documents.pdf import render_hasil_koreksi
from reporter.draft.api import state_of
from reporter.draft.schemas import DraftState, KoreksiOut
from reporter.laporan.files import PDF, render_files
from reporter.laporan.schemas import EditionOut
from reporter.review import domain, repository, service
from reporter.review.exchange import printed_exchange
from reporter.review.schemas import JawabanIn, ReviewIn, ReviewOut

router = APIRouter(prefix="/v1/laporan", tags=["reviu"])

Wanted = StatusKoreksi | Literal["semua"]


@router.post("/{period}:review")
async def review(
    body: ReviewIn,
    act: ByKasubag,
    seen: SeenOf,
    store: StoreOf,
    printing: PrintingOf,
    response: Response,
) -> ReviewOut:
    """Ya issues the report, Tidak returns the draft with koreksi. For the kasubag.

    Refused for whoever had a hand in the draft (Ya), and if the draft changed since it was read.
    """
    domain.check_putusan(body.putusan, (*body.koreksi, *body.belum_selesai))
    if body.putusan is Putusan.TIDAK:
        objections = service.Objections(body.koreksi, body.belum_selesai)
        draft = await store.write(service.request_koreksi, seen, objections, act)
        return ReviewOut(**state_of(draft, response).model_dump())
    approval = await store.read(service.prepare, seen, act)
    files = await asyncio.to_thread(render_files, approval.snapshot, printing)
    draft, laporan = await store.write(service.approve, approval, files)
    return ReviewOut(
        **state_of(draft, response).model_dump(),
        edition=EditionOut.of(laporan, [file.berkas for file in files]),
    )


@router.post("/{period}/koreksi/{nomor}:answer")
async def answer_koreksi(
    period: Periode,
    nomor: int,
    body: JawabanIn,
    act: ByOwner,
    store: StoreOf,
    response: Response,
) -> DraftState:
    """Answer one koreksi; changeable until the draft is resubmitted.

    For staf, and for staf of the unit whose indikator it is about.
    """
    draft = await store.write(service.answer_koreksi, period, nomor, body.jawaban, act)
    return state_of(draft, response)


@router.post("/{period}:resubmit")
async def resubmit(period: Periode, act: ByStaf, store: StoreOf, response: Response) -> DraftState:
    """Put a corrected draft forward again; refused while a koreksi is open. For staf."""
    return state_of(await store.write(service.resubmit, period, act), response)


@router.get("/{period}/koreksi")
async def list_koreksi(
    draft: DraftOf, store: StoreOf, status: Wanted = StatusKoreksi.TERBUKA
) -> list[KoreksiOut]:
    """Koreksi about the edition in hand; what is open unless `status` asks for more (`semua`)."""
    exchange = await store.read(repository.koreksi_of, draft.period, draft.snapshot.edisi)
    earlier = await store.read(repository.earlier_answers, draft.period)
    return [
        KoreksiOut.of(one, earlier.get(one.nomor, ()))
        for one in exchange
        if status in ("semua", one.status)
    ]


@router.get("/{period}/hasil-koreksi.pdf", response_class=Response)
async def print_exchange(draft: DraftOf, store: StoreOf, edisi: int | None = None) -> Response:
    """Hasil Koreksi: every koreksi with all its answers; of the edition in hand unless named."""
    edisi = edisi or draft.snapshot.edisi
    sheet = await store.read(printed_exchange, draft, edisi)
    pdf = await asyncio.to_thread(render_hasil_koreksi, sheet)
    name = f"hasil-koreksi-{draft.period}-edisi-{edisi}.pdf"
    return Response(
        pdf,
        media_type=PDF,
        headers={"ETag": draft.etag, "Content-Disposition": f'inline; filename="{name}"'},
    )
