"""HTTP: how capaian is computed. Anyone signed in reads it; admin and Sekretaris set it."""

from datetime import date, datetime
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Request, Response

from aggregator.kebijakan import service
from aggregator.kebijakan.schemas import (
    DitetapkanOut,
    KebijakanOut,
    PenetapanIn,
    UjiOut,
    VersiOut,
)
from lapkin_chassis.auth import Caller, principal_of
from lapkin_chassis.store import Store
from lapkin_contracts.rules.policy import Kebijakan

router = APIRouter(
    prefix="/v1/kebijakan", tags=["kebijakan"], dependencies=[Depends(principal_of)]
)


class Site(NamedTuple):
    """What is kept, what was set before anybody set anything, and what time it is."""

    store: Store
    bawaan: Kebijakan
    now: datetime


async def site_of(request: Request) -> Site:
    state = request.app.state
    return Site(state.store, state.settings.kebijakan, state.clock.now())


SiteOf = Annotated[Site, Depends(site_of)]


@router.get("")
async def list_versions(site: SiteOf) -> list[VersiOut]:
    """What holds, then what is to come, then what held before, the newest first."""
    found = await site.store.read(service.history, site.bawaan, site.now)
    return [VersiOut.model_validate(one) for one in found]


@router.get("/berlaku")
async def read_in_force(site: SiteOf, pada: date | None = None) -> KebijakanOut:
    """What a triwulan is computed with that opens on a day, today if none is named."""
    return await site.store.read(service.in_force_on, site.bawaan, pada, site.now)


@router.post("", status_code=201, responses={200: {"model": DitetapkanOut}})
async def set_next(
    body: PenetapanIn, caller: Caller, site: SiteOf, response: Response, *, dry_run: bool = False
) -> DitetapkanOut:
    """Set the next version, or with `dry_run` say what it would change. For admin and sekretaris.

    201 for a new version; 200 for a dry run, and for the same once more, which changes nothing.
    It holds for triwulan that open on `berlaku_sejak` or later.
    """
    store, bawaan, now = site
    caller.require("admin", "sekretaris", at=now)
    if dry_run:
        response.status_code = 200
        found = await store.read(service.rehearse, body, bawaan, now=now)
        uji = UjiOut.model_validate(found)
        return DitetapkanOut(kebijakan=body.kebijakan, uji=uji)
    given, is_new = await store.write(service.put, body, bawaan, oleh=caller.subject, now=now)
    if not is_new:
        response.status_code = 200
    return given
