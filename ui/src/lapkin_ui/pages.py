"""What a service's pages share: the layout, its assets, and the filters for dates and figures."""

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from lapkin_contracts.rules.numbers import format_indonesian, format_percent, format_rupiah
from lapkin_ui.formats import pelaku, tanggal, waktu
from lapkin_ui.menu import MENU, PENGATURAN, current

SHARED = "lapkin_ui"


class Assets(StaticFiles):
    """Style sheets and modules; their addresses carry a hash, so they never grow stale."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def mount_assets(app: Starlette, own: str = "") -> None:
    """Serve the shared assets under the service's own prefix, and those of its package `own`."""
    app.mount("/ui", Assets(packages=[(SHARED, "static")]), name="ui")
    if own:
        app.mount("/static", Assets(packages=[(own, "static")]), name="static")


class Pages:
    """Renders one service's templates inside the shared layout."""

    def __init__(self, package: str, **filters: Callable[[str], str]) -> None:
        """`filters` are the service's own, beside those for dates and figures."""
        self._service = package.partition(".")[0]
        self._environment = Environment(
            loader=ChoiceLoader([PackageLoader(package), PackageLoader(SHARED)]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(
            angka=format_indonesian,
            persen=format_percent,
            rupiah=format_rupiah,
            pelaku=pelaku,
            tanggal=tanggal,
            waktu=waktu,
            **filters,
        )

    def render(
        self, request: Request, template: str, *, status: int = 200, **values: object
    ) -> HTMLResponse:
        """
        A page. In it `asset(name)` is the address of a shared file, `milik(name)` of a file of the
        service's own, `akar` the service's prefix.
        """
        root = request.scope.get("root_path", "")
        html = self._environment.get_template(template).render(
            akar=root,
            asset=lambda name: f"{root}/ui/{name}?v={_hash(SHARED, name)}",
            milik=lambda name: f"{root}/static/{name}?v={_hash(self._service, name)}",
            menu=MENU,
            di_menu=current(request.url.path, MENU),
            bagian_pengaturan=PENGATURAN,
            di_pengaturan=current(request.url.path, PENGATURAN),
            **values,
        )
        return HTMLResponse(html, status)


@cache
def _hash(package: str, name: str) -> str:
    content = (files(package) / "static" / name).read_bytes()
    return hashlib.sha256(content).hexdigest()[:12]
