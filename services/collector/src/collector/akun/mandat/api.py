"""Roles held in somebody's place for a time."""

from fastapi import APIRouter

from collector.akun.mandat import service
from collector.akun.mandat.schemas import MandateIn, MandateOut
from collector.akun.schemas import Username
from lapkin_chassis.auth import Caller
from lapkin_chassis.context import ClockOf, StoreOf

router = APIRouter(prefix="/v1", tags=["akun"])


@router.post("/accounts/{username}/mandates", status_code=201)
async def give_mandate(
    username: Username, body: MandateIn, caller: Caller, store: StoreOf, clock: ClockOf
) -> MandateOut:
    """Let a person act as Plt. or Plh.; it counts from the next sign-in. For admin."""
    caller.require("admin")
    return await store.write(service.give, username, body, by=caller.subject, now=clock.now())


@router.get("/accounts/{username}/mandates")
async def list_mandates(username: Username, caller: Caller, store: StoreOf) -> list[MandateOut]:
    """All a person was ever given. For admin."""
    caller.require("admin")
    return await store.read(service.given_to, username)


@router.delete("/accounts/{username}/mandates/{number}", status_code=204)
async def end_mandate(
    username: Username, number: int, caller: Caller, store: StoreOf, clock: ClockOf
) -> None:
    """End a mandate now; the record of it stays. For admin."""
    caller.require("admin")
    await store.write(service.end, username, number, by=caller.subject, now=clock.now())


@router.get("/mandates/mine")
async def list_my_deputies(caller: Caller, store: StoreOf) -> list[MandateOut]:
    """Who may act, or acted, in the caller's place."""
    return await store.read(service.in_place_of, caller.subject)
