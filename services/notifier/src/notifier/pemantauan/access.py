"""Who may look at the console, and who may act."""

from typing import Annotated, Final

from fastapi import Depends

from lapkin_chassis.auth import Caller, Principal
from lapkin_chassis.context import ClockOf

READERS: Final = ("operator", "admin", "pemantau", "inspektur", "sekretaris")
ACTORS: Final = ("operator", "admin")


async def reader_of(caller: Caller, clock: ClockOf) -> Principal:
    caller.require(*READERS, at=clock.now())
    return caller


async def actor_of(caller: Caller, clock: ClockOf) -> Principal:
    caller.require(*ACTORS, at=clock.now())
    return caller


FOR_READERS: Final = [Depends(reader_of)]
Reader = Annotated[Principal, Depends(reader_of)]
Actor = Annotated[Principal, Depends(actor_of)]
