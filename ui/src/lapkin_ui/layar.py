"""What pages that somebody signed in looks at and acts on have in common."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fastapi import Request
from fastapi.responses import HTMLResponse

from lapkin_chassis.auth import ANY_UNIT, Caller
from lapkin_chassis.context import ClockOf, StoreOf
from lapkin_ui.acts import Hasil
from lapkin_ui.pages import Pages


@dataclass
class Layar:
    """A page that somebody who is signed in looks at; each service has its own, with `pages`."""

    pages: ClassVar[Pages]

    request: Request
    caller: Caller
    store: StoreOf
    clock: ClockOf

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def may(self, *roles: str, unit: str = ANY_UNIT) -> bool:
        return any(self.caller.may(role, unit, self.now) for role in roles)

    def render(self, template: str, hasil: Hasil, **values: object) -> HTMLResponse:
        return self.pages.render(
            self.request,
            template,
            status=hasil.status,
            selesai=hasil.selesai,
            galat=hasil.galat,
            isian=hasil.isian,
            **values,
        )
