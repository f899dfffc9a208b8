"""The working calendar of a year, and what the office changes in it."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path

from collector.kalender import service
from collector.kalender.schemas import JamKerjaIn, KalenderOut, UbahanIn
from collector.periode.context import TurnOf
from lapkin_chassis.auth import Caller, principal_of
from lapkin_chassis.context import StoreOf

router = APIRouter(prefix="/v1/kalender", tags=["kalender"], dependencies=[Depends(principal_of)])

Tahun = Annotated[int, Path(ge=2000, le=2100)]


@router.get("/{tahun}")
async def read_year(tahun: Tahun, store: StoreOf) -> KalenderOut:
    """Days off, who says so, and the working hours."""
    return await store.read(service.year_of, tahun)


@router.put("/jam-kerja")
async def set_hours(body: JamKerjaIn, caller: Caller, store: StoreOf, turn: TurnOf) -> JamKerjaIn:
    """Set the hours of every working day. For sekretaris and admin."""
    caller.require("sekretaris", "admin", at=turn.at)
    return JamKerjaIn(jam_kerja=await store.write(service.set_hours, body.jam_kerja, turn))


@router.put("/{tahun}/{tanggal}")
async def set_day(
    tahun: Tahun, tanggal: date, body: UbahanIn, caller: Caller, store: StoreOf, turn: TurnOf
) -> KalenderOut:
    """Make a day off, or a working day. For sekretaris and admin.

    Last days of open triwulan are counted anew; what is closed stays.
    """
    caller.require("sekretaris", "admin", at=turn.at)
    return await store.write(service.set_day, tahun, tanggal, body, turn)


@router.delete("/{tahun}/{tanggal}")
async def forget_day(
    tahun: Tahun, tanggal: date, caller: Caller, store: StoreOf, turn: TurnOf
) -> KalenderOut:
    """Let the national calendar hold again. For sekretaris and admin."""
    caller.require("sekretaris", "admin", at=turn.at)
    return await store.write(service.forget_day, tahun, tanggal, turn)
