"""Who may look at the console, and what a browser is shown where an API answers a problem."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute

from lapkin_chassis.auth import Caller, NotSignedIn, Principal
from lapkin_chassis.context import ClockOf
from lapkin_chassis.errors import Refusal, invalid_body
from notifier.pages import render

READERS: Final = ("operator", "admin", "inspektur", "sekretaris")
ACTORS: Final = ("operator", "admin")
SIGN_IN: Final = "/collector/masuk"


class PageRoute(APIRoute):
    """Answers a refusal as a page; who is not signed in is sent to sign in, and back."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def answered(request: Request) -> Response:
            try:
                return await handle(request)
            except NotSignedIn:
                return RedirectResponse(f"{SIGN_IN}?{urlencode({'next': _here(request)})}", 303)
            except Refusal as refusal:
                return _page(request, refusal)
            except RequestValidationError as error:
                return _page(request, invalid_body(error))

        return answered


async def reader_of(caller: Caller, clock: ClockOf) -> Principal:
    caller.require(*READERS, at=clock.now())
    return caller


async def actor_of(caller: Caller, clock: ClockOf) -> Principal:
    caller.require(*ACTORS, at=clock.now())
    return caller


FOR_READERS: Final = [Depends(reader_of)]
Reader = Annotated[Principal, Depends(reader_of)]
Actor = Annotated[Principal, Depends(actor_of)]


def words_of(refusal: Refusal) -> str:
    return refusal.detail.id.format(**refusal.facts)


def _here(request: Request) -> str:
    query = request.url.query if request.method == "GET" else ""
    return f"{request.url.path}?{query}" if query else request.url.path


def _page(request: Request, refusal: Refusal) -> Response:
    return render(
        request,
        "pemantauan/tolak.html",
        status=refusal.status,
        judul=refusal.title.id,
        pesan=words_of(refusal),
    )
