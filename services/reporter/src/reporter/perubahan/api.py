"""What Kasubag decides about newer figures."""

from fastapi import APIRouter, Response

from lapkin_chassis.context import StoreOf
from lapkin_contracts.rules.periods import Periode
from reporter.context import ByKasubag
from reporter.draft.api import state_of
from reporter.draft.schemas import DraftState
from reporter.perubahan import service
from reporter.perubahan.schemas import RalatIn

router = APIRouter(prefix="/v1/laporan", tags=["perubahan"])


@router.post("/{period}:pakai")
async def pakai(period: Periode, act: ByKasubag, store: StoreOf, response: Response) -> DraftState:
    """Compose the draft anew from the newest rekap. For the kasubag."""
    return state_of(await store.write(service.pakai, period, act), response)


@router.post("/{period}:tunda")
async def tunda(period: Periode, act: ByKasubag, store: StoreOf, response: Response) -> DraftState:
    """Leave the newest figures to a Ralat; the draft may be approved as it is. For the kasubag."""
    return state_of(await store.write(service.tunda, period, act), response)


@router.post("/{period}:ralat")
async def open_ralat(
    body: RalatIn, period: Periode, act: ByKasubag, store: StoreOf, response: Response
) -> DraftState:
    """Make the draft of the next edition of an issued report. For the kasubag."""
    return state_of(await store.write(service.open_ralat, period, body.sebab, act), response)
