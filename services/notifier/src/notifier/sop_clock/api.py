"""The SOP clock over HTTP."""

from fastapi import APIRouter, Depends

from lapkin_chassis.auth import principal_of
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_contracts.rules.periods import Periode
from notifier.sop_clock import service
from notifier.sop_clock.schemas import CaseOut

router = APIRouter(prefix="/v1/sop", tags=["langkah SOP"], dependencies=[Depends(principal_of)])


@router.get("")
async def list_cases(store: StoreOf, clock: ClockOf) -> list[CaseOut]:
    """Every case of the years in which something happened, newest year first."""
    return [CaseOut.of(case) for case in await store.read(service.cases, clock.now())]


@router.get("/{period}")
async def one_case(period: Periode, store: StoreOf, clock: ClockOf) -> CaseOut:
    """The steps of one period; a period nobody opened has not begun."""
    return CaseOut.of(await store.read(service.case_of, period, clock.now()))
