"""Obligations: who owes what, and figures after closing."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query

from collector.organisasi.schemas import KodeUnit
from collector.periode import obligations, reopening
from collector.periode.schemas import (
    DeclineIn,
    KewajibanOut,
    PermintaanOut,
    ReopenIn,
    RequestIn,
    WhichObligations,
)
from lapkin_chassis.auth import Caller, principal_of
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_contracts.rules.periods import Periode

REQUESTERS: Final = ("staf", "kasubag", "submit")
DECIDERS: Final = ("kasubag", "sekretaris")

router = APIRouter(prefix="/v1/kewajiban", tags=["periode"], dependencies=[Depends(principal_of)])


@dataclass
class ObligationPath:
    """Names one obligation."""

    unit: KodeUnit
    period: Periode


Where = Annotated[ObligationPath, Depends()]


@router.get("")
async def list_obligations(
    which: Annotated[WhichObligations, Query()], store: StoreOf, clock: ClockOf
) -> list[KewajibanOut]:
    """Met on time, late by n working days, nihil, returned or missing."""
    return await store.read(obligations.listed, which, clock.now())


@router.get("/requests")
async def list_requests(store: StoreOf) -> list[PermintaanOut]:
    """Requests to reopen, the newest first; those neither approved nor declined wait."""
    return await store.read(reopening.requests)


@router.post("/{unit}/{period}:request-reopening", status_code=201)
async def request_reopening(
    where: Where, body: RequestIn, caller: Caller, store: StoreOf, clock: ClockOf
) -> PermintaanOut:
    """Ask to send figures after closing. For staf, kasubag or program of the unit."""
    now = clock.now()
    caller.require(*REQUESTERS, unit=where.unit, at=now)
    return await store.write(
        reopening.request, where.unit, where.period, body.alasan, oleh=caller.subject, now=now
    )


@router.post("/{unit}/{period}:reopen")
async def reopen(
    where: Where, body: ReopenIn, caller: Caller, store: StoreOf, clock: ClockOf
) -> PermintaanOut:
    """Allow what was asked for. For kasubag and sekretaris, but not for who asked."""
    now = clock.now()
    caller.require(*DECIDERS, at=now)
    return await store.write(
        reopening.reopen, where.unit, where.period, body, oleh=caller.subject, now=now
    )


@router.post("/{unit}/{period}:decline-reopening")
async def decline_reopening(
    where: Where, body: DeclineIn, caller: Caller, store: StoreOf, clock: ClockOf
) -> PermintaanOut:
    """Refuse what was asked for. For kasubag and sekretaris, but not for who asked."""
    now = clock.now()
    caller.require(*DECIDERS, at=now)
    return await store.write(
        reopening.decline, where.unit, where.period, body.alasan, oleh=caller.subject, now=now
    )
