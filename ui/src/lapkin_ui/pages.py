"""What a service's pages share: the layout, its assets, and the filters for dates and figures."""

import hashlib
from functools import lru_cache
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from lapkin_contracts.rules.numbers import format_indonesian, format_percent, format_rupiah
from lapkin_ui.formats import tanggal, waktu


class Assets(StaticFiles):
    """Style sheets and modules; their addresses carry a hash, so they never grow stale."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def mount_assets(app: Starlette) -> None:
    """Serve the shared assets under the service's own prefix."""
    app.mount("/ui", Assets(packages=[("lapkin_ui", "static")]), name="ui")


class Pages:
    """Renders one service's templates inside the shared layout."""

    def __init__(self, package: str) -> None:
        self._environment = Environment(
            loader=ChoiceLoader([PackageLoader(package), PackageLoader("lapkin_ui")]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(
            angka=format_indonesian,
            persen=format_percent,
            rupiah=format_rupiah,
            tanggal=tanggal,
            waktu=waktu,
        )

    def render(
        self, request: Request, template: str, *, status: int = 200, **values: object
    ) -> HTMLResponse:
        """A page; `asset(name)` gives the address of a shared file, `akar` the service's prefix."""
        root = request.scope.get("root_path", "")
        html = self._environment.get_template(template).render(
            akar=root, asset=lambda name: f"{root}/ui/{name}?v={_hash(name)}", **values
        )
        return HTMLResponse(html, status)


@lru_cache
def _hash(name: str) -> str:
    content = (files("lapkin_ui") / "static" / name).read_bytes()
    return hashlib.sha256(content).hexdigest()[:12]
