"""Monthly progress reports."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from collector.organisasi.schemas import KodeUnit
from collector.progres import service
from collector.progres.schemas import ProgresIn, ProgresOut
from lapkin_chassis.auth import Caller, principal_of
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_contracts.rules.periods import Bulan

router = APIRouter(
    prefix="/v1/progres", tags=["pengumpulan"], dependencies=[Depends(principal_of)]
)


@dataclass
class ReportPath:
    """Names one report."""

    unit: KodeUnit
    bulan: Bulan


Where = Annotated[ReportPath, Depends()]


@router.put("/{unit}/{bulan}")
async def submit(
    where: Where,
    body: ProgresIn,
    response: Response,
    caller: Caller,
    store: StoreOf,
    clock: ClockOf,
) -> ProgresOut:
    """Report on a month: 201 for a new revision, 200 if it says the same as before."""
    now = clock.now()
    caller.require("staf", "submit", "kasubag", "admin", unit=where.unit, at=now)
    report, is_new = await store.write(
        service.submit, where.unit, where.bulan, body, oleh=caller.subject, now=now
    )
    if is_new:
        response.status_code = 201
    return report


@router.get("/{unit}/{bulan}")
async def read_progres(where: Where, store: StoreOf) -> ProgresOut:
    """The newest revision."""
    return await store.read(service.progres_of, where.unit, where.bulan)
