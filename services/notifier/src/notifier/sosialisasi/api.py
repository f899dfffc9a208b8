"""The sosialisasi over HTTP, for the office."""

from fastapi import APIRouter, Depends

from lapkin_chassis.auth import principal_of
from lapkin_chassis.context import StoreOf
from lapkin_contracts.rules.periods import Periode
from notifier.sosialisasi import repository
from notifier.sosialisasi.errors import NoSosialisasi
from notifier.sosialisasi.schemas import SosialisasiOut

router = APIRouter(
    prefix="/v1/sosialisasi", tags=["sosialisasi"], dependencies=[Depends(principal_of)]
)


@router.get("/{period}")
async def sosialisasi_of(period: Periode, store: StoreOf) -> list[SosialisasiOut]:
    """Who was told of each edition, newest first, with what came of it."""
    editions = await store.read(repository.editions_of, period)
    if not editions:
        raise NoSosialisasi(period=period)
    successors = [None, *(one.edisi for one, _ in editions)]
    return [
        SosialisasiOut.of(*edition, successor)
        for edition, successor in zip(editions, successors, strict=False)
    ]
