"""The instansi, its units and their pejabat."""

from collections.abc import Sequence

from fastapi import APIRouter, Depends, Response
from sqlmodel import Session

from collector.organisasi import models, repository, service
from collector.organisasi.errors import NoInstansi
from collector.organisasi.schemas import InstansiIn, Pejabat, PejabatIn, UnitCode, UnitIn, UnitOut
from lapkin_chassis.auth import Caller, principal_of
from lapkin_chassis.context import ClockOf, StoreOf

router = APIRouter(
    prefix="/v1",
    tags=["organisasi"],
    dependencies=[Depends(principal_of)],  # reading needs a sign-in, whichever
)


@router.put("/instansi", response_model=InstansiIn)
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


@router.put("/units/{code}")
async def register_unit(
    code: UnitCode,
    body: UnitIn,
    response: Response,
    caller: Caller,
    store: StoreOf,
    clock: ClockOf,
) -> UnitOut:
    """Add a unit that owes figures, or change it. For admin."""
    caller.require("admin")
    if await store.write(service.register_unit, code, body, clock.now()):
        response.status_code = 201
    return UnitOut(code=code, **body.model_dump())


@router.get("/units", response_model=list[UnitOut])
async def list_units(store: StoreOf) -> Sequence[models.Unit]:
    """In order of code."""
    return await store.read(repository.units)


@router.put("/units/{code}/pejabat")
async def assign_pejabat(
    code: UnitCode, body: Pejabat, caller: Caller, store: StoreOf, clock: ClockOf
) -> tuple[PejabatIn, ...]:
    """Replace the list of a unit's officials, or the instansi's by its code. For admin."""
    caller.require("admin")
    await store.write(service.assign_pejabat, code, body, clock.now())
    return body


@router.get("/units/{code}/pejabat", response_model=list[PejabatIn])
async def list_pejabat(code: UnitCode, store: StoreOf) -> list[PejabatIn]:
    """In the order they were assigned."""
    return await store.read(_pejabat, code)


def _pejabat(session: Session, code: str) -> list[PejabatIn]:
    service.check_known(session, code)
    rows = repository.pejabat_of(session, code)
    return [PejabatIn(**row.model_dump(exclude={"unit", "urutan"})) for row in rows]
