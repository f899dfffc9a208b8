"""HTTP: rekap as announced, and the figures behind them as they stand. For anyone signed in."""

from typing import Annotated

from fastapi import APIRouter, Header, Response

from aggregator.rekap import service
from aggregator.rekap.schemas import LinesOut, ProgressOut, RekapListOut
from lapkin_chassis.auth import Caller
from lapkin_chassis.context import StoreOf
from lapkin_contracts.rekap import RekapCompleted
from lapkin_contracts.rules.periods import Periode

router = APIRouter(prefix="/v1/rekap", tags=["rekap"])


@router.get("")
async def list_rekap(_: Caller, store: StoreOf) -> RekapListOut:
    """Every revision of every rekap, the last completed first."""
    return await store.read(service.list_rekap)


@router.get("/{period}", response_model=RekapCompleted)
async def get_rekap(
    period: Periode,
    _: Caller,
    store: StoreOf,
    revision: int | None = None,
    if_none_match: Annotated[str, Header()] = "",
) -> Response:
    """A rekap exactly as announced; the newest revision unless one is asked for."""
    rekap = await store.read(service.get_rekap, period, revision)
    etag = f'"r{rekap.revision}"'
    if etag in if_none_match:
        return Response(status_code=304, headers={"ETag": etag})
    return Response(rekap.body, media_type="application/json", headers={"ETag": etag})


@router.get("/{period}/units")
async def list_units(period: Periode, _: Caller, store: StoreOf) -> ProgressOut:
    """Who has sent the figures of a triwulan, and who still owes some."""
    return await store.read(service.progress_of, period)


@router.get("/{period}/baris")
async def list_lines(
    period: Periode,
    _: Caller,
    store: StoreOf,
    unit: str | None = None,
    indikator: str | None = None,
) -> LinesOut:
    """The lines of a triwulan as they stand, also while figures are coming in."""
    return await store.read(service.lines_of, period, unit=unit, indikator=indikator)
