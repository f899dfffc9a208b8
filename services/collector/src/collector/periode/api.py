"""Periods: see who owes what, open, close, and run what the clock owes."""

from fastapi import APIRouter, Depends

from collector.jadwal import service as jadwal
from collector.jadwal.schemas import ScheduleOut
from collector.periode import service
from collector.periode.context import JendelaOf, TurnOf
from collector.periode.schemas import PeriodeOut
from lapkin_chassis.auth import Caller, principal_of
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_contracts.rules.periods import Periode

router = APIRouter(prefix="/v1", tags=["periode"], dependencies=[Depends(principal_of)])


@router.get("/periode")
async def list_periode(store: StoreOf, clock: ClockOf) -> list[PeriodeOut]:
    """Every triwulan in order of time, with what each unit owes."""
    return await store.read(service.all_periode, clock.now())


@router.get("/periode/{period}")
async def read_periode(period: Periode, store: StoreOf, clock: ClockOf) -> PeriodeOut:
    """One triwulan, with what each unit owes."""
    return await store.read(service.periode_of, period, clock.now())


@router.post("/periode/{period}:open")
async def open_periode(
    period: Periode, caller: Caller, store: StoreOf, turn: TurnOf
) -> PeriodeOut:
    """Open collection and issue the disposisi. For sekretaris and admin."""
    caller.require("sekretaris", "admin", at=turn.at)
    return await store.write(service.open_periode, period, turn)


@router.post("/periode/{period}:close")
async def close_periode(
    period: Periode, caller: Caller, store: StoreOf, turn: TurnOf
) -> PeriodeOut:
    """Take no more figures, whoever is missing. For sekretaris, kasubag and admin."""
    caller.require("sekretaris", "kasubag", "admin", at=turn.at)
    return await store.write(service.close_periode, period, turn)


@router.post("/schedule:run")
async def run_schedule(
    caller: Caller, store: StoreOf, clock: ClockOf, jendela: JendelaOf
) -> ScheduleOut:
    """Do now what the clock owes. For operators and admin; running it again adds nothing."""
    caller.require("operator", "admin")
    return await store.write(jadwal.run_due, jendela, now=clock.now())
