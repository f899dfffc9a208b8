"""Issued reports: their editions, frozen snapshots and files."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Response

from lapkin_chassis.auth import Caller
from lapkin_chassis.context import StoreOf
from lapkin_contracts.rules.periods import Periode
from reporter.laporan import repository
from reporter.laporan.errors import BerkasUnknown, LaporanNotIssued
from reporter.laporan.schemas import EditionOut

router = APIRouter(tags=["laporan"])

YEAR_SECONDS = 31_536_000
Sha256 = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]
IfNoneMatch = Annotated[str, Header()]


@router.get("/v1/laporan/{period}/editions")
async def list_editions(period: Periode, _: Caller, store: StoreOf) -> list[EditionOut]:
    """Newest first; empty before the report is issued."""
    laporan = await store.read(repository.editions, period)
    berkas = await store.read(repository.berkas_of, period)
    replaced = {one.menggantikan: one.edisi for one in laporan}
    return [EditionOut.of(one, berkas[one.edisi], replaced.get(one.edisi)) for one in laporan]


@router.get("/v1/laporan/{period}/snapshot", response_class=Response)
async def read_snapshot(
    period: Periode,
    _: Caller,
    store: StoreOf,
    edisi: int | None = None,
    if_none_match: IfNoneMatch = "",
) -> Response:
    """All an edition was printed from, byte for byte as its hash was taken; else the newest."""
    editions = await store.read(repository.editions, period)
    wanted = next((one for one in editions if edisi in (None, one.edisi)), None)
    if wanted is None:
        raise LaporanNotIssued(period=period)
    etag = f'"{wanted.sha256}"'
    if etag in if_none_match:
        return Response(status_code=304, headers={"ETag": etag})
    return Response(wanted.isi, media_type="application/json", headers={"ETag": etag})


@router.get("/v1/berkas/{sha256}", response_class=Response)
async def read_berkas(sha256: Sha256, store: StoreOf, if_none_match: IfNoneMatch = "") -> Response:
    """A file of an issued report. Public: who knows the hash was given the report."""
    headers = {
        "ETag": f'"{sha256}"',
        "Cache-Control": f"public, max-age={YEAR_SECONDS}, immutable",
    }
    berkas = await store.read(repository.berkas_named, sha256)
    if berkas is None:
        raise BerkasUnknown(sha256=sha256)
    if headers["ETag"] in if_none_match:
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = f'inline; filename="{berkas.nama}"'
    return Response(berkas.isi, media_type=berkas.media_type, headers=headers)
