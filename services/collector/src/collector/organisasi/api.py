"""The instansi, its units and their pejabat."""

from fastapi import APIRouter, Depends, Response

from collector.organisasi import repository, service
from collector.organisasi.akibat import akibat_of
from collector.organisasi.errors import NoInstansi
from collector.organisasi.schemas import (
    InstansiIn,
    KodeUnit,
    PejabatList,
    ReorganisationIn,
    UnitAkibat,
    UnitIn,
    UnitOut,
)
from lapkin_chassis.auth import Caller, principal_of
from lapkin_chassis.context import ClockOf, StoreOf

router = APIRouter(
    prefix="/v1",
    tags=["organisasi"],
    dependencies=[Depends(principal_of)],  # reading needs a sign-in, whichever
)


@router.put("/instansi")
async def register_instansi(
    body: InstansiIn, response: Response, caller: Caller, store: StoreOf, clock: ClockOf
) -> InstansiIn:
    """Set the reporting office up, or change it; its code stays. For admin."""
    caller.require("admin")
    if await store.write(service.register_instansi, body, clock.now()):
        response.status_code = 201
    return body


@router.get("/instansi")
async def show_instansi(store: StoreOf) -> InstansiIn:
    """The reporting office."""
    row = await store.read(repository.instansi)
    if row is None:
        raise NoInstansi
    return service.office_of(row)


@router.put("/units/{kode}")
async def register_unit(
    kode: KodeUnit,
    body: UnitIn,
    response: Response,
    caller: Caller,
    store: StoreOf,
    clock: ClockOf,
) -> UnitOut:
    """Add a unit that owes figures, or change it. For admin."""
    caller.require("admin")
    if await store.write(service.register_unit, kode, body, clock.now()):
        response.status_code = 201
    return await store.read(service.unit_of, kode)


@router.get("/units")
async def list_units(store: StoreOf) -> list[UnitOut]:
    """In order of code."""
    return await store.read(service.all_units)


@router.post("/units:reorganise")
async def reorganise(
    body: ReorganisationIn,
    caller: Caller,
    store: StoreOf,
    clock: ClockOf,
    *,
    dry_run: bool = False,
) -> list[UnitAkibat] | list[UnitOut]:
    """Split or merge units from a day on, or with `dry_run` say what that would do. For admin.

    What they reported before stays theirs.
    """
    now = clock.now()
    caller.require("admin", at=now)
    if dry_run:
        return await store.read(akibat_of, body)
    return await store.write(service.reorganise, body, now)


@router.put("/units/{kode}/pejabat")
async def assign_pejabat(
    kode: KodeUnit, body: PejabatList, caller: Caller, store: StoreOf, clock: ClockOf
) -> PejabatList:
    """Replace the list of a unit's officials, or the instansi's by its code. For admin."""
    caller.require("admin")
    await store.write(service.assign_pejabat, kode, body, clock.now())
    return body


@router.get("/units/{kode}/pejabat")
async def list_pejabat(kode: KodeUnit, store: StoreOf) -> PejabatList:
    """In the order they were assigned."""
    return await store.read(service.officials_of, kode)
