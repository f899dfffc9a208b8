"""What a browser is shown where an API answers a problem, and the way to the sign-in page."""

import re
from collections.abc import Callable, Coroutine
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from lapkin_chassis.auth import NotSignedIn
from lapkin_chassis.errors import Fault, NoSuchAddress, Refusal, http_problem, invalid_body
from lapkin_ui.pages import SHARED, Pages

SIGN_IN: Final = "/collector/masuk"

_pages = Pages(SHARED)


class PageRoute(APIRoute):
    """Answers a refusal as a page; who is not signed in is sent to sign in, and back."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def answered(request: Request) -> Response:
            try:
                return await handle(request)
            except NotSignedIn:
                return to_sign_in(request)
            except Refusal as refusal:
                return refused(request, refusal)
            except RequestValidationError as error:
                return refused(request, invalid_body(error))

        return answered


def show_missing_pages(app: FastAPI) -> None:
    """A browser at an address that does not exist gets a page, a program a problem."""

    def missing(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        wants_page = "text/html" in request.headers.get("accept", "")
        if error.status_code == NoSuchAddress.status and wants_page:
            return refused(request, NoSuchAddress())
        return http_problem(request, error)

    app.add_exception_handler(HTTPException, missing)


def to_sign_in(request: Request) -> Response:
    return RedirectResponse(f"{SIGN_IN}?{urlencode({'next': _here(request)})}", 303)


def refused(request: Request, refusal: Refusal) -> Response:
    """A page that says why, field by field where that is known."""
    return _pages.render(
        request,
        "tolak.html",
        status=refusal.status,
        judul_tolak=refusal.title.id,
        pesan=words_of(refusal),
        rincian=[f"{_field(one)}: {one.detail} {one.hint}".strip() for one in refusal.errors],
    )


def _field(fault: Fault) -> str:
    """Its name, wherever in the request it stood."""
    return re.sub(r"^/((query|path|header)/)?", "", fault.pointer)


def words_of(refusal: Refusal) -> str:
    return refusal.detail.id.format(**refusal.facts)


def _here(request: Request) -> str:
    query = request.url.query if request.method == "GET" else ""
    return f"{request.url.path}?{query}" if query else request.url.path
