"""HTTP: why a figure is what it is. For anyone signed in."""

from fastapi import APIRouter

from aggregator.penjelasan import service
from aggregator.penjelasan.schemas import WhyOut
from lapkin_chassis.auth import Caller
from lapkin_chassis.context import StoreOf
from lapkin_contracts.rules.periods import Periode

router = APIRouter(prefix="/v1/rekap", tags=["penjelasan"])


@router.get("/{period}/why/{unit}/{indikator}")
async def explain(period: Periode, unit: str, indikator: str, _: Caller, store: StoreOf) -> WhyOut:
    """Inputs, formula, policy, plan and submission behind one line."""
    return await store.read(service.explain, period, unit, indikator)
