"""The calendar of runs: what the clock did, what it will do; run one, pause a kind."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query

from collector.jadwal import service
from collector.jadwal.schemas import JadwalOut, PauseIn, PauseOut, ResumeIn, RunOut, Window
from collector.periode.context import TurnOf
from lapkin_chassis.auth import Caller, Principal, principal_of
from lapkin_chassis.context import ClockOf, StoreOf

RUNNERS: Final = ("operator", "admin", "kasubag")

router = APIRouter(prefix="/v1", tags=["jadwal"], dependencies=[Depends(principal_of)])


@router.get("/jadwal")
async def read_jadwal(
    window: Annotated[Window, Query()], store: StoreOf, clock: ClockOf
) -> JadwalOut:
    """What ran, when, by whom and to what end, and what is coming.

    From 30 days ago to 100 days ahead, if nobody says.
    """
    return await store.read(service.jadwal_of, window, clock.now())


@router.get("/jadwal/pauses")
async def list_pauses(store: StoreOf, clock: ClockOf) -> list[PauseOut]:
    """Those in force."""
    return await store.read(service.pauses, clock.now())


@router.post("/jadwal:pause")
async def pause(body: PauseIn, caller: Caller, store: StoreOf, turn: TurnOf) -> PauseOut:
    """Stop a kind, or `*`, until a moment. For operator, admin and kasubag."""
    _check(caller, turn)
    return await store.write(service.pause, body, oleh=turn.by, now=turn.at)


@router.post("/jadwal:resume", status_code=204)
async def resume(body: ResumeIn, caller: Caller, store: StoreOf, turn: TurnOf) -> None:
    """End a pause before its time. For operator, admin and kasubag."""
    _check(caller, turn)
    await store.write(service.resume, body.jenis, oleh=turn.by, now=turn.at)


@router.post("/jadwal/{key:path}:run")
async def run_now(key: str, caller: Caller, store: StoreOf, turn: TurnOf) -> RunOut:
    """Do one run that is due without waiting for the clock. For operator, admin and kasubag.

    A second call answers what the first did.
    """
    _check(caller, turn)
    return await store.write(service.run_now, key, turn)


def _check(caller: Principal, turn: TurnOf) -> None:
    caller.require(*RUNNERS, at=turn.at)
