"""The SOP clock over HTTP."""

import asyncio
import pathlib
from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Response
from sqlmodel import Session

from lapkin_chassis.auth import Caller, principal_of
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_contracts.rules.periods import Jenis, Periode
from lapkin_contracts.sop import load_sop
from lapkin_papers.pdf import PDF, PDF_BODY, render
from notifier.sop_clock import kepatuhan, lembar_kepatuhan, penetapan, repository, service
from notifier.sop_clock.errors import NotATriwulan
from notifier.sop_clock.penetapan import Wish
from notifier.sop_clock.schemas import CaseOut, SopOut, StepOut, WaktuIn
from notifier.sop_clock.sheets import CaseRinciOut, KepatuhanOut
from notifier.sop_clock.waktu import in_force

router = APIRouter(prefix="/v1/sop", tags=["langkah SOP"], dependencies=[Depends(principal_of)])

TEMPLATE: Final = pathlib.Path(__file__).with_name("lembar_kepatuhan.typ")

Nomor = Annotated[int, Path(ge=1, le=len(load_sop().steps))]


@router.get("")
async def procedure(store: StoreOf, clock: ClockOf) -> SopOut:
    """The nine steps with the allowed times that hold now, and what the office ever set."""
    return await store.read(_procedure, clock.now())


@router.put("/langkah/{nomor}/waktu")
async def set_waktu(
    nomor: Nomor, body: WaktuIn, caller: Caller, store: StoreOf, clock: ClockOf
) -> SopOut:
    """Allow a step another time. Steps that are already running keep theirs."""
    now = clock.now()
    caller.require("admin", "sekretaris", at=now)
    wish = Wish(body.nilai, body.satuan, body.alasan)
    await store.write(penetapan.put, nomor, wish, caller.subject, now)
    return await store.read(_procedure, now)


@router.delete("/langkah/{nomor}/waktu")
async def unset_waktu(nomor: Nomor, caller: Caller, store: StoreOf, clock: ClockOf) -> SopOut:
    """Allow a step what is shipped again."""
    now = clock.now()
    caller.require("admin", "sekretaris", at=now)
    await store.write(penetapan.put, nomor, Wish(), caller.subject, now)
    return await store.read(_procedure, now)


@router.get("/kasus")
async def list_cases(store: StoreOf, clock: ClockOf) -> list[CaseOut]:
    """Every case of the years in which something happened, newest year first."""
    return [CaseOut.of(case) for case in await store.read(service.cases, clock.now())]


@router.get("/kasus/{period}")
async def one_case(period: Periode, store: StoreOf, clock: ClockOf) -> CaseRinciOut:
    """The steps of one period, and for whom they waited; one nobody opened has not begun."""
    return await store.read(_case, period, clock.now())


@router.get("/kepatuhan/{triwulan}.pdf", response_class=Response, responses=PDF_BODY)
async def print_compliance(triwulan: Periode, store: StoreOf, clock: ClockOf) -> Response:
    """Lembar kepatuhan SOP of a quarter."""
    _check_triwulan(triwulan)
    sheet = await store.read(lembar_kepatuhan.lembar, triwulan, clock.now())
    pdf = await asyncio.to_thread(render, TEMPLATE, sheet)
    name = f"lembar-kepatuhan-{triwulan}.pdf"
    return Response(
        pdf, headers={"Content-Disposition": f'inline; filename="{name}"'}, media_type=PDF
    )


@router.get("/kepatuhan/{triwulan}")
async def compliance(triwulan: Periode, store: StoreOf, clock: ClockOf) -> KepatuhanOut:
    """Every step that ran in a quarter, of every case, as it stood when the quarter ended."""
    _check_triwulan(triwulan)
    return KepatuhanOut.of(await store.read(kepatuhan.sheet, triwulan, clock.now()))


def _check_triwulan(period: Periode) -> None:
    if period.jenis is not Jenis.TRIWULAN:
        raise NotATriwulan(period=period)


def _procedure(session: Session, now: datetime) -> SopOut:
    sop, office = load_sop(), repository.office(session)
    said = ((step, office.penetapan.get(step.nomor, ())) for step in sop.steps)
    return SopOut(
        nomor=sop.nomor,
        judul=sop.judul,
        langkah=tuple(StepOut.of(step, in_force(step, one, now), one) for step, one in said),
    )


def _case(session: Session, period: Periode, now: datetime) -> CaseRinciOut:
    case = service.case_of(session, period, now)
    return CaseRinciOut.in_detail(case, repository.office(session).waktu, now)
