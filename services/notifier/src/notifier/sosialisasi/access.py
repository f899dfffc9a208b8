"""Who may tell more people of an edition, or tell them again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from fastapi import Depends, Path

from lapkin_chassis.auth import ANY_UNIT, Caller, Principal
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_chassis.store import Store
from lapkin_contracts.rules.periods import Periode
from notifier.sosialisasi.repeating import EditionKey

MAY_TELL: Final = ("sekretaris", "kasubag", "admin")

Edisi = Annotated[int, Path(ge=1, le=9999)]


@dataclass(frozen=True)
class Act:
    """Somebody who may acts now."""

    caller: Principal
    store: Store
    now: datetime


async def edition_of(period: Periode, edisi: Edisi) -> EditionKey:
    return period, edisi


async def act_of(caller: Caller, store: StoreOf, clock: ClockOf) -> Act:
    now = clock.now()
    caller.require(*MAY_TELL, at=now)
    return Act(caller, store, now)


def may_tell(reader: Principal, now: datetime) -> bool:
    return any(reader.may(role, ANY_UNIT, now) for role in MAY_TELL)


EditionOf = Annotated[EditionKey, Depends(edition_of)]
ActOf = Annotated[Act, Depends(act_of)]
