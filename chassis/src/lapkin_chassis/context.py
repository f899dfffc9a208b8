"""What a route may ask for by type: the service's store and its clock."""

from typing import Annotated

from fastapi import Depends, Request

from lapkin_chassis.clock import Clock
from lapkin_chassis.store import Store


async def store_of(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


async def clock_of(request: Request) -> Clock:
    clock: Clock = request.app.state.clock
    return clock


StoreOf = Annotated[Store, Depends(store_of)]
ClockOf = Annotated[Clock, Depends(clock_of)]
