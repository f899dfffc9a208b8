"""Charts of a year for the pages of every service. They tell what was issued, nothing newer."""

import asyncio
import hashlib
from collections.abc import Sequence
from typing import Annotated, Final

from fastapi import APIRouter, Header, Path, Query, Response

from lapkin_chassis.auth import Caller
from lapkin_chassis.context import StoreOf
from reporter.documents.chart import Chart
from reporter.grafik.domain import GRAFIK, charts_of
from reporter.grafik.errors import GrafikUnavailable, GrafikUnknown
from reporter.laporan import repository

router = APIRouter(prefix="/laporan/grafik", include_in_schema=False)

CACHE_SECONDS: Final = 300
STYLED: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""Opened by itself, a chart keeps its own styles; it can run nothing."""
IfNoneMatch = Annotated[str, Header()]
Lembar = Annotated[int, Query(ge=1)]
Tahun = Annotated[int, Path(ge=1000, le=2999)]


@router.get("/{tahun}/{nama}.svg", response_class=Response)
async def draw(
    tahun: Tahun,
    nama: str,
    _: Caller,
    store: StoreOf,
    lembar: Lembar = 1,
    if_none_match: IfNoneMatch = "",
) -> Response:
    """`tren`, `capaian`, `peta` or `serapan`; where one sheet does not hold all, `lembar` says which."""
    issued = await store.read(repository.newest_of_year, tahun)
    charts = await asyncio.to_thread(charts_of, nama, issued)
    return picture(nama, charts, lembar, if_none_match)


def picture(nama: str, charts: Sequence[Chart], lembar: int, if_none_match: str) -> Response:
    """One sheet of a chart, or that the browser has it already."""
    if nama not in GRAFIK:
        raise GrafikUnknown(nama=nama, names=", ".join(GRAFIK))
    if lembar > len(charts):
        raise GrafikUnavailable(nama=nama, lembar=lembar, needs=GRAFIK[nama].needs)
    svg = charts[lembar - 1].svg.encode()
    headers = {
        "ETag": f'"{hashlib.sha256(svg).hexdigest()[:32]}"',
        "Cache-Control": f"private, max-age={CACHE_SECONDS}",
        "Vary": "Authorization, Cookie",
        "Content-Security-Policy": STYLED,
    }
    if headers["ETag"] in if_none_match:
        return Response(status_code=304, headers=headers)
    return Response(svg, media_type="image/svg+xml", headers=headers)
