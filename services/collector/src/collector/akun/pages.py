"""The page people sign in on. It works without JavaScript."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from collector.akun import sessions
from collector.akun.domain import local_path
from collector.akun.sessions import DoorOf
from collector.pages import render
from lapkin_chassis.auth import Visitor, refuse_foreign_page
from lapkin_chassis.errors import Refusal

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

Text = Annotated[str, Form()]


@router.get("/masuk")
async def show_sign_in(request: Request, visitor: Visitor, next: str = "/") -> Response:
    """The form; or who is signed in."""
    return render(
        request,
        "akun/masuk.html",
        nama=visitor.name if visitor else "",
        username="",
        tujuan=local_path(next),
        galat="",
    )


@router.post("/masuk")
async def sign_in(
    request: Request,
    door: DoorOf,
    username: Text = "",
    password: Text = "",
    next: Text = "/",
) -> Response:
    """To `next` if it is a page of this site; or the form again, with what was wrong."""
    refuse_foreign_page(request)
    try:
        holder = await door.sign_in(username, password)
    except Refusal as refusal:
        page = render(
            request,
            "akun/masuk.html",
            status=refusal.status,
            nama="",
            username=username,
            tujuan=local_path(next),
            galat=refusal.detail.id.format(**refusal.facts),
        )
        page.headers.update(refusal.headers)
        return page
    response = RedirectResponse(local_path(next), 303)
    door.set_cookie(response, holder)
    return response


@router.post("/keluar")
async def sign_out(request: Request) -> Response:
    """Back to the form, signed out."""
    refuse_foreign_page(request)
    response = RedirectResponse(f"{request.scope.get('root_path', '')}/masuk", 303)
    sessions.clear_cookie(request, response)
    return response
