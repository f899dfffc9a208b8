"""What a route may ask for by type: the draft its path names, the version seen, the act."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Header

from lapkin_chassis.auth import Caller, Principal
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_contracts.rules.periods import Periode
from reporter.draft import repository
from reporter.draft.errors import IfMatchRequired
from reporter.draft.models import Draft
from reporter.draft.service import Act, Seen
from reporter.review.domain import unit_of


async def draft_of(period: Periode, caller: Caller, store: StoreOf) -> Draft:  # noqa: ARG001
    """The period's current draft, for any signed-in caller."""
    return await store.read(repository.current_draft, period)


DraftOf = Annotated[Draft, Depends(draft_of)]


async def seen_of(period: Periode, if_match: Annotated[str | None, Header()] = None) -> Seen:
    if if_match is None:
        raise IfMatchRequired
    return Seen(period, if_match.strip())


SeenOf = Annotated[Seen, Depends(seen_of)]


def acting(*roles: str) -> Callable[[Principal, Draft, ClockOf], Awaitable[Act]]:
    """An act that needs one of `roles` in the instansi whose report it is."""

    async def act(caller: Caller, draft: DraftOf, clock: ClockOf) -> Act:
        now = clock.now()
        caller.require(*roles, unit=draft.unit, at=now)
        mandates = (caller.mandate_for(role, draft.unit, now) for role in roles)
        return Act(caller.subject, now, caller.name, next(filter(None, mandates), None))

    return act


async def by_owner(nomor: int, caller: Caller, draft: DraftOf, clock: ClockOf) -> Act:
    """Staf of the instansi, or of the unit whose indikator the koreksi is about."""
    now = clock.now()
    about = (one.bagian for one in draft.snapshot.koreksi if one.nomor == nomor)
    owner = unit_of(next(about, ""), draft.unit)
    unit = draft.unit if caller.may("staf", draft.unit, now) else owner
    caller.require("staf", unit=unit, at=now)
    return Act(caller.subject, now, caller.name, caller.mandate_for("staf", unit, now))


ByOwner = Annotated[Act, Depends(by_owner)]
ByStaf = Annotated[Act, Depends(acting("staf"))]
ByKasubag = Annotated[Act, Depends(acting("kasubag"))]
ByStafOrKasubag = Annotated[Act, Depends(acting("staf", "kasubag"))]
