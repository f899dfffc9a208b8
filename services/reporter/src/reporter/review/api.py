"""Review by the Kasubag, answers by staf."""

import asyncio

from fastapi import APIRouter, Response

from lapkin_chassis.context import StoreOf
from lapkin_contracts.laporan import Putusan
from lapkin_contracts.rules.periods import Periode
from reporter.context import ByKasubag, ByStaf, SeenOf
from reporter.draft.api import state_of
from reporter.draft.schemas import DraftState
from reporter.laporan.files import render_files
from reporter.laporan.schemas import EditionOut
from reporter.review import domain, service
from reporter.review.schemas import JawabanIn, ReviewIn, ReviewOut

router = APIRouter(prefix="/v1/laporan", tags=["reviu"])


@router.post("/{period}:review")
async def review(
    body: ReviewIn, act: ByKasubag, seen: SeenOf, store: StoreOf, response: Response
) -> ReviewOut:
    """Ya issues the report, Tidak returns the draft with koreksi. For the kasubag.

    Refused for whoever had a hand in the draft (Ya), and if the draft changed since it was read.
    """
    domain.check_putusan(body.putusan, [item.bagian for item in body.koreksi])
    if body.putusan is Putusan.TIDAK:
        draft = await store.write(service.request_koreksi, seen, body.koreksi, act)
        return ReviewOut(**state_of(draft, response).model_dump())
    approval = await store.read(service.prepare, seen, act)
    files = await asyncio.to_thread(render_files, approval.snapshot)
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
    act: ByStaf,
    store: StoreOf,
    response: Response,
) -> DraftState:
    """Answer one koreksi; changeable until the draft is resubmitted. For staf."""
    draft = await store.write(service.answer_koreksi, period, nomor, body.jawaban, act)
    return state_of(draft, response)


@router.post("/{period}:resubmit")
async def resubmit(period: Periode, act: ByStaf, store: StoreOf, response: Response) -> DraftState:
    """Put a corrected draft forward again; refused while a koreksi is open. For staf."""
    return state_of(await store.write(service.resubmit, period, act), response)
