"""Reminders over HTTP: the ladder, the ledger, the clock's calendar."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from lapkin_chassis import triggers
from lapkin_chassis.auth import Caller, principal_of
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.triggers import Pause
from lapkin_contracts.rules.periods import Periode
from notifier.pengingat import repository, service, tangga
from notifier.pengingat.ladder import AnakTangga, Tangga
from notifier.pengingat.schemas import (
    ComingOut,
    GagalOut,
    JadwalOut,
    PauseIn,
    PauseOut,
    PengingatOut,
    ResumeIn,
    RunOut,
)
from notifier.pengingat.tangga import shipped

router = APIRouter(prefix="/v1", tags=["pengingat"], dependencies=[Depends(principal_of)])

MAY_REMIND = ("kasubag", "sekretaris", "operator", "admin")
MAY_PAUSE = ("sekretaris", "operator", "admin")


async def tangga_of(request: Request, store: StoreOf) -> Tangga:
    """The ladder that holds."""
    return await store.read(tangga.in_force, shipped(request.app.state.settings))


TanggaOf = Annotated[Tangga, Depends(tangga_of)]


@router.get("/pengingat")
async def list_reminders(
    store: StoreOf, period: Periode | None = None, unit: str | None = None
) -> list[PengingatOut]:
    """Who was told what and when, newest first; addresses are masked."""
    rows = await store.read(repository.ledger, period, unit)
    return [PengingatOut.of(*row) for row in rows]


@router.get("/pengingat/ladder")
async def ladder(held: TanggaOf) -> list[AnakTangga]:
    """The rungs: working days from the due date, and whom each is for."""
    return list(held.anak_tangga)


@router.post("/pengingat/{unit}/{period}:send", status_code=202)
async def remind(
    unit: str, period: Periode, caller: Caller, store: StoreOf, clock: ClockOf
) -> PengingatOut:
    """Remind a unit now, once a day. For kasubag, sekretaris, operator and admin."""
    now = clock.now()
    caller.require(*MAY_REMIND, at=now)
    sent = await store.write(service.remind, period, unit, oleh=caller.subject, now=now)
    return PengingatOut.of(sent, await store.read(repository.people_of, sent.kunci))


@router.get("/jadwal")
async def jadwal(store: StoreOf, clock: ClockOf, tangga: TanggaOf) -> JadwalOut:
    """Coming reminders, past runs, pauses in force."""
    now = clock.now()
    failing = await store.read(triggers.failing, now)
    return JadwalOut(
        jeda=[PauseOut.of(one) for one in await store.read(triggers.pauses, now)],
        akan_datang=[ComingOut.of(one) for one in await store.read(service.coming, tangga, now)],
        riwayat=[RunOut.of(one) for one in await store.read(triggers.ledger)],
        gagal=[GagalOut.of(one) for one in failing.values()],
    )


@router.post("/jadwal:pause")
async def pause(body: PauseIn, caller: Caller, store: StoreOf, clock: ClockOf) -> PauseOut:
    """Let one kind, or all, rest until a moment. For sekretaris, operator and admin."""
    now = clock.now()
    caller.require(*MAY_PAUSE, at=now)
    one = Pause(body.kind, body.sampai, caller.subject, body.alasan, now)
    await store.write(service.pause, one, now)
    return PauseOut.of(one)


@router.post("/jadwal:resume", status_code=204)
async def resume(body: ResumeIn, caller: Caller, store: StoreOf, clock: ClockOf) -> None:
    """End a pause before its time. For sekretaris, operator and admin."""
    now = clock.now()
    caller.require(*MAY_PAUSE, at=now)
    await store.write(service.resume, body.kind, by=caller.subject, now=now)
