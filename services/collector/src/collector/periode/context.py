"""What the routes of collection ask for by type."""

from typing import Annotated

from fastapi import Depends, Request

from collector.periode.domain import Jendela, Turn
from collector.settings import Settings
from lapkin_chassis.auth import Caller
from lapkin_chassis.context import ClockOf


async def jendela_of(request: Request) -> Jendela:
    settings: Settings = request.app.state.settings
    return Jendela(settings.submission_window_days, settings.closing_days)


JendelaOf = Annotated[Jendela, Depends(jendela_of)]


async def turn_of(caller: Caller, clock: ClockOf, jendela: JendelaOf) -> Turn:
    return Turn(caller.subject, clock.now(), jendela)


TurnOf = Annotated[Turn, Depends(turn_of)]
