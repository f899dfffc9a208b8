"""`/docs`: the service's operations to read and to try, without any file from elsewhere.

Swagger UI comes with the package `fastapi-offline`; only its assets are used, sent from disk.
"""

import json
import secrets
from typing import Final

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from lapkin_chassis.http import CONTENT_SECURITY_POLICY

ASSETS: Final = ("fastapi_offline", "static")

_PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="{root}/docs/assets/favicon.png">
<link rel="stylesheet" href="{root}/docs/assets/swagger-ui.css">
</head>
<body>
<main id="swagger-ui"></main>
<script src="{root}/docs/assets/swagger-ui-bundle.js"></script>
<script nonce="{nonce}">SwaggerUIBundle({parameters})</script>
</body>
</html>
"""
router = APIRouter(include_in_schema=False)


class _Assets(StaticFiles):
    """Kept by browsers for a day: the bundle is 1.5 MB."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response


def mount_docs(app: FastAPI) -> None:
    app.include_router(router)
    app.mount("/docs/assets", _Assets(packages=[ASSETS]), name="docs-assets")


@router.get("/docs")
async def operations(request: Request) -> HTMLResponse:
    """The one page with a script in it, which its policy names by a nonce."""
    root, nonce = request.scope.get("root_path", ""), secrets.token_urlsafe(16)
    parameters = {
        "url": f"{root}{request.app.openapi_url}",
        "dom_id": "#swagger-ui",
        "deepLinking": True,
        "docExpansion": "list",
    }
    html = _PAGE.format(
        title=request.app.title, root=root, nonce=nonce, parameters=json.dumps(parameters)
    )
    policy = f"{CONTENT_SECURITY_POLICY}; script-src 'self' 'nonce-{nonce}'"
    return HTMLResponse(html, headers={"Content-Security-Policy": policy})
