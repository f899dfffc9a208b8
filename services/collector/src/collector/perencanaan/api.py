"""Perjanjian Kinerja and Rencana Aksi: publish, import from a file, read."""

import asyncio
from collections.abc import Callable
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Form, Request, Response, UploadFile

from collector.organisasi.schemas import KodeUnit
from collector.perencanaan import service
from collector.perencanaan.errors import NotATahun, PlanRefused
from collector.perencanaan.plan_file import Read, read_perjanjian, read_rencana
from collector.perencanaan.schemas import (
    PerjanjianImport,
    PerjanjianKinerjaIn,
    PerjanjianKinerjaOut,
    PublishedOut,
    RencanaAksiIn,
    RencanaAksiOut,
)
from lapkin_chassis.auth import Caller, Principal, principal_of
from lapkin_chassis.clock import Clock
from lapkin_chassis.context import StoreOf
from lapkin_chassis.store import Store
from lapkin_contracts.rules.periods import Jenis, Periode

router = APIRouter(prefix="/v1", tags=["perencanaan"], dependencies=[Depends(principal_of)])

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

    async def publish(self, use_case: Callable[..., PublishedOut], content: object) -> Response:
        """201 for a new version, 200 if this very content is in force already."""
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
    document: DocumentOf, versi: int | None = None
) -> PerjanjianKinerjaOut:
    """The newest version, or the one asked for."""
    return await document.store.read(service.perjanjian_of, document.unit, document.tahun, versi)


@router.put("/rencana-aksi/{unit}/{tahun}", status_code=201, response_model=PublishedOut)
async def publish_rencana(document: DocumentOf, body: RencanaAksiIn) -> Response:
    """Publish the next version: every indikator of the Perjanjian Kinerja, and no other."""
    return await document.publish(service.publish_rencana, body)


@router.post("/rencana-aksi/{unit}/{tahun}:import", status_code=201, response_model=PublishedOut)
async def import_rencana(
    document: DocumentOf, berkas: UploadFile, *, dry_run: bool = False
) -> Response:
    """Publish from a CSV or XLSX file. Nothing is stored if any cell is wrong."""
    read = await asyncio.to_thread(read_rencana, await berkas.read())
    use_cases = (service.check_rencana, service.publish_rencana)
    return await document.import_file(use_cases, read, dry_run=dry_run)


@router.get("/rencana-aksi/{unit}/{tahun}")
async def read_rencana_aksi(document: DocumentOf) -> RencanaAksiOut:
    """The newest version."""
    return await document.store.read(service.rencana_of, document.unit, document.tahun)


def _published(published: PublishedOut, status: int) -> Response:
    return Response(published.model_dump_json(), status, media_type="application/json")
