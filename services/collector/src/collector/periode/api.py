"""Periods: see who owes what, open, close, and run what the clock owes."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from collector.periode import service
from collector.periode.domain import Jendela
from collector.periode.schemas import PeriodeOut, ScheduleOut
from collector.settings import Settings
from lapkin_chassis.auth import Caller, principal_of
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_contracts.rules.periods import Periode

router = APIRouter(prefix="/v1", tags=["periode"], dependencies=[Depends(principal_of)])


async def jendela_of(request: Request) -> Jendela:
    settings: Settings = request.app.state.settings
    return Jendela(settings.submission_window_days, settings.closing_days)


JendelaOf = Annotated[Jendela, Depends(jendela_of)]


@router.get("/periode")
async def list_periode(store: StoreOf) -> list[PeriodeOut]:
    """Every triwulan in order of time, with what each unit owes."""
    return await store.read(service.all_periode)


@router.get("/periode/{period}")
async def read_periode(period: Periode, store: StoreOf) -> PeriodeOut:
    """One triwulan, with what each unit owes."""
    return await store.read(service.periode_of, period)


@router.post("/periode/{period}:open")
async def open_periode(
    period: Periode, caller: Caller, store: StoreOf, clock: ClockOf, jendela: JendelaOf
) -> PeriodeOut:
    """Open collection and issue the disposisi. For sekretaris and admin."""
    caller.require("sekretaris", "admin")
    return await store.write(
        service.open_periode, period, jendela, oleh=caller.subject, now=clock.now()
    )


@router.post("/periode/{period}:close")
async def close_periode(
    period: Periode, caller: Caller, store: StoreOf, clock: ClockOf
) -> PeriodeOut:
    """Take no more figures, whoever is missing. For sekretaris, kasubag and admin."""
    caller.require("sekretaris", "kasubag", "admin")
    return await store.write(service.close_periode, period, oleh=caller.subject, now=clock.now())


@router.post("/schedule:run")
async def run_schedule(
    caller: Caller, store: StoreOf, clock: ClockOf, jendela: JendelaOf
) -> ScheduleOut:
    """Do now what the clock owes. For operators and admin; running it again adds nothing."""
    caller.require("operator", "admin")
    return await store.write(service.run_due, jendela, now=clock.now())
