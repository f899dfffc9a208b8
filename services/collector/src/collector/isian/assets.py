"""The grid's templates, and the addresses of the collector's own assets."""

import hashlib
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import HTMLResponse

from lapkin_ui.pages import Pages

_pages = Pages("collector.isian")


def render(
    request: Request, template: str, *, status: int = 200, **values: object
) -> HTMLResponse:
    """A page; `milik(name)` gives the address of a file under `static/`."""
    root = request.scope.get("root_path", "")

    def milik(name: str) -> str:
        return f"{root}/static/{name}?v={_hash(name)}"

    return _pages.render(request, template, status=status, milik=milik, **values)


@cache
def _hash(name: str) -> str:
    content = (files("collector") / "static" / name).read_bytes()
    return hashlib.sha256(content).hexdigest()[:12]
