"""Templates of the tables that plans are imported from."""

from fastapi import APIRouter, Depends, Response

from collector.lembar_kerja.api import FILE, file_of
from collector.lembar_kerja.plan_template import perjanjian_template, rencana_template
from collector.organisasi.schemas import KodeUnit
from collector.perencanaan.errors import NotATahun
from collector.perencanaan.service import promised_on
from lapkin_chassis.auth import principal_of
from lapkin_chassis.context import StoreOf
from lapkin_contracts.rules.periods import Jenis, Periode

router = APIRouter(prefix="/v1", tags=["perencanaan"], dependencies=[Depends(principal_of)])


@router.get("/perjanjian-kinerja/template.xlsx", responses=FILE)
async def perjanjian() -> Response:
    """An empty table of indikator and of anggaran, as the import reads them."""
    return file_of(perjanjian_template(), "perjanjian-kinerja.xlsx")


@router.get("/rencana-aksi/{unit}/{tahun}/template.xlsx", responses=FILE)
async def rencana(unit: KodeUnit, tahun: Periode, store: StoreOf) -> Response:
    """A table with the indikator of the unit's Perjanjian Kinerja, as the import reads it."""
    if tahun.jenis is not Jenis.TAHUN:
        raise NotATahun(period=tahun)
    promised = await store.read(promised_on, unit, tahun, None)
    return file_of(rencana_template(unit, tahun, promised), f"rencana-aksi-{unit}-{tahun}.xlsx")
