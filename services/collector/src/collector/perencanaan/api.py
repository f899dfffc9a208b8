"""Perjanjian Kinerja and Rencana Aksi: publish, import from a file, read."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Final, TypeVar

from fastapi import APIRouter, Depends, Form, Request, Response

from collector.organisasi.schemas import KodeUnit
from collector.perencanaan import service
from collector.perencanaan.errors import NotATahun, PlanRefused
from collector.perencanaan.plan_file import Read, read_perjanjian, read_rencana
from collector.perencanaan.schemas import (
    PerjanjianImport,
    PerjanjianKinerjaIn,
    PerjanjianKinerjaOut,
    PerjanjianVersionOut,
    PublishedOut,
    RencanaAksiIn,
    RencanaAksiOut,
    RencanaImport,
    RencanaVersionOut,
)
from lapkin_chassis.auth import Caller, Principal, principal_of
from lapkin_chassis.clock import Clock
from lapkin_chassis.context import StoreOf
from lapkin_chassis.store import Store
from lapkin_contracts.rules.periods import Jenis, Periode

router = APIRouter(prefix="/v1", tags=["perencanaan"], dependencies=[Depends(principal_of)])

T = TypeVar("T")

PLANNERS: Final = ("kasubag", "admin")


class Document:
    """The unit and year a request is about, its caller, and where it is kept."""

    def __init__(
        self, unit: KodeUnit, tahun: Periode, caller: Caller, store: StoreOf, request: Request
    ) -> None:
        if tahun.jenis is not Jenis.TAHUN:
            raise NotATahun(period=tahun)
        self.unit = unit
        self.tahun = tahun
        self.store: Store = store
        self._caller: Principal = caller
        self._clock: Clock = request.app.state.clock

    async def read(self, query: Callable[..., T], *terms: object) -> T:
        return await self.store.read(query, self.unit, self.tahun, *terms)

    async def publish(self, use_case: Callable[..., PublishedOut], content: object) -> Response:
        """201 for a new version, 200 if this very content was published before."""
        self._caller.require(*PLANNERS, unit=self.unit)
        published = await self.store.write(
            use_case,
            self.unit,
            self.tahun,
            content,
            oleh=self._caller.subject,
            now=self._clock.now(),
        )
        return _published(published, 201 if published.is_new else 200)

    async def import_file(
        self, use_cases: tuple[Callable[..., PublishedOut], ...], read: Read[Any], *, dry_run: bool
    ) -> Response:
        """The same for a document out of a file; faults name its cells."""
        check, publish = use_cases
        try:
            if dry_run:
                self._caller.require(*PLANNERS, unit=self.unit)
                found = await self.store.read(check, self.unit, self.tahun, read.content)
                return _published(found, 200)
            return await self.publish(publish, read.content)
        except PlanRefused as refused:
            raise read.located(refused) from refused


DocumentOf = Annotated[Document, Depends()]


@router.put("/perjanjian-kinerja/{unit}/{tahun}", status_code=201, response_model=PublishedOut)
async def publish_perjanjian(document: DocumentOf, body: PerjanjianKinerjaIn) -> Response:
    """Publish the next version. From version 2 on it needs one of three reasons."""
    return await document.publish(service.publish_perjanjian, body)


@router.post(
    "/perjanjian-kinerja/{unit}/{tahun}:import", status_code=201, response_model=PublishedOut
)
async def import_perjanjian(
    document: DocumentOf, form: Annotated[PerjanjianImport, Form()], *, dry_run: bool = False
) -> Response:
    """Publish from a CSV or XLSX file. Nothing is stored if any cell is wrong."""
    read = await asyncio.to_thread(read_perjanjian, await form.berkas.read(), form.surat)
    use_cases = (service.check_perjanjian, service.publish_perjanjian)
    return await document.import_file(use_cases, read, dry_run=dry_run)


@router.get("/perjanjian-kinerja/{unit}/{tahun}")
async def read_perjanjian_kinerja(
    document: DocumentOf, versi: int | None = None, pada: date | None = None
) -> PerjanjianKinerjaOut:
    """The newest version, the one in force on a day, or the one asked for by number."""
    return await document.read(service.perjanjian_of, versi, pada)


@router.get("/perjanjian-kinerja/{unit}/{tahun}/versions")
async def list_perjanjian_kinerja(document: DocumentOf) -> list[PerjanjianVersionOut]:
    """Its timeline, the first version first."""
    return await document.read(service.perjanjian_versions)


@router.put("/rencana-aksi/{unit}/{tahun}", status_code=201, response_model=PublishedOut)
async def publish_rencana(document: DocumentOf, body: RencanaAksiIn) -> Response:
    """Publish the next version: every indikator of the Perjanjian Kinerja, and no other."""
    return await document.publish(service.publish_rencana, body)


@router.post("/rencana-aksi/{unit}/{tahun}:import", status_code=201, response_model=PublishedOut)
async def import_rencana(
    document: DocumentOf, form: Annotated[RencanaImport, Form()], *, dry_run: bool = False
) -> Response:
    """Publish from a CSV or XLSX file. Nothing is stored if any cell is wrong."""
    promised = await document.read(service.promised_on, form.berlaku_sejak)
    content = await form.berkas.read()
    read = await asyncio.to_thread(read_rencana, content, promised, form.berlaku_sejak)
    use_cases = (service.check_rencana, service.publish_rencana)
    return await document.import_file(use_cases, read, dry_run=dry_run)


@router.get("/rencana-aksi/{unit}/{tahun}")
async def read_rencana_aksi(
    document: DocumentOf, versi: int | None = None, pada: date | None = None
) -> RencanaAksiOut:
    """The newest version, the one in force on a day, or the one asked for by number."""
    return await document.read(service.rencana_of, versi, pada)


@router.get("/rencana-aksi/{unit}/{tahun}/versions")
async def list_rencana_aksi(document: DocumentOf) -> list[RencanaVersionOut]:
    """Its timeline, the first version first."""
    return await document.read(service.rencana_versions)


def _published(published: PublishedOut, status: int) -> Response:
    return Response(published.model_dump_json(), status, media_type="application/json")
