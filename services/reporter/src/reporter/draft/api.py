"""Drafts: read them, preview them, put their narrative in people's own words."""

import asyncio
from datetime import datetime

from fastapi import APIRouter, Response

from lapkin_chassis.auth import Caller, Principal
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_contracts.rules.periods import Periode
from reporter.context import ByStafOrKasubag, DraftOf, SeenOf
from reporter.documents.head import Mark
from reporter.documents.pdf import render_pdf
from reporter.draft import repository, service
from reporter.draft.domain import State
from reporter.draft.models import Draft
from reporter.draft.schemas import (
    DraftOut,
    DraftState,
    KoreksiOut,
    LineOut,
    NarasiIn,
    SuntinganOut,
)
from reporter.laporan.files import PDF
from reporter.review import domain as review
from reporter.review.repository import Dossier, dossier, outdated_lines

router = APIRouter(prefix="/v1/laporan", tags=["draft"])


@router.get("")
async def list_laporan(_: Caller, store: StoreOf) -> list[LineOut]:
    """Every period that has a draft or an issued report, in order of its label."""
    return [LineOut.of(*found) for found in await store.read(outdated_lines)]


@router.get("/{period}")
async def read_draft(
    period: Periode, caller: Caller, store: StoreOf, clock: ClockOf, response: Response
) -> DraftOut:
    """The draft as it stands, its koreksi, and what the caller may do. `ETag` is for `If-Match`."""
    now = clock.now()
    found = await store.read(dossier, period, now.date())
    response.headers["ETag"] = found.draft.etag
    return _draft_out(found, person_of(found, caller, now))


@router.get("/{period}/preview.pdf", response_class=Response)
async def preview(draft: DraftOf) -> Response:
    """The draft as it would be printed, marked DRAFT unless it is issued as it stands."""
    mark = Mark(is_draft=draft.state is not State.TERBIT)
    pdf = await asyncio.to_thread(render_pdf, draft.snapshot, mark)
    name = f"draft-laporan-kinerja-{draft.period}-r{draft.revision}.pdf"
    headers = {"ETag": draft.etag, "Content-Disposition": f'inline; filename="{name}"'}
    return Response(pdf, media_type=PDF, headers=headers)


@router.get("/{period}/narasi")
async def list_suntingan(draft: DraftOf, store: StoreOf) -> list[SuntinganOut]:
    """What people changed in the narrative, oldest first."""
    edits = await store.read(repository.suntingan_of, draft.period)
    return [SuntinganOut.model_validate(edit) for edit in edits]


@router.put("/{period}/narasi/{bagian:path}")
async def edit_narasi(
    bagian: str,
    body: NarasiIn,
    act: ByStafOrKasubag,
    seen: SeenOf,
    store: StoreOf,
    response: Response,
) -> DraftState:
    """Replace one paragraph of a draft. For staf and kasubag of the instansi."""
    draft = await store.write(service.edit_narasi, seen, bagian, body.teks, act)
    return state_of(draft, response)


def state_of(draft: Draft, response: Response) -> DraftState:
    """The answer to an act: the new state, and the ETag for the next one."""
    response.headers["ETag"] = draft.etag
    return DraftState.model_validate(draft)


def person_of(found: Dossier, caller: Principal, now: datetime) -> review.Person:
    unit = found.draft.unit
    owners = {review.unit_of(one.bagian, unit) for one in found.koreksi}
    return review.Person(
        is_staf=caller.may("staf", unit, now),
        is_kasubag=caller.may("kasubag", unit, now),
        is_author=caller.subject in found.authors,
        is_owner=any(caller.may("staf", owner, now) for owner in owners),
    )


def _draft_out(found: Dossier, person: review.Person) -> DraftOut:
    draft, pending = found.draft, found.pending
    is_issued, count = draft.state is State.TERBIT, len(pending.baris)
    exchange = [one.as_printed for one in found.koreksi]
    return DraftOut(
        period=Periode(draft.period),
        state=draft.state,
        revision=draft.revision,
        sha256=draft.sha256,
        etag=draft.etag,
        unit=draft.unit,
        rekap_revision=draft.rekap_revision,
        rekap_terbaru=pending.revision,
        edisi=found.edisi,
        perubahan=pending.baris,
        perubahan_sejak_draft=0 if is_issued else count,
        perubahan_sejak_terbit=count if is_issued else 0,
        ditunda=pending.is_deferred,
        snapshot=draft.snapshot,
        koreksi=tuple(KoreksiOut.model_validate(one) for one in found.koreksi),
        koreksi_terbuka=review.unanswered(exchange),
        allowed=review.allowed_for(
            draft.state, exchange, person, pending, has_signer=found.has_signer
        ),
    )
