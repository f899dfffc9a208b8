"""What every request passes: a size limit, a trace, one log line, and safe headers.

Pure ASGI: Starlette's BaseHTTPMiddleware costs more than the rest of a request together.
"""

import re
import time
from collections.abc import Mapping

import structlog
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lapkin_chassis import trace
from lapkin_chassis.errors import PROBLEM

log = structlog.get_logger()

REQUEST_ID = re.compile(r"^[A-Za-z0-9._-]{1,64}$")

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)
SAFE_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"cache-control", b"no-store"),
)


class BodyTooLarge(Exception):
    """Raised into the application while it reads a body that passes the limit."""


class Edge:
    """The outermost layer of a service."""

    def __init__(
        self, app: ASGIApp, *, max_body_bytes: int, max_file_bytes: Mapping[str, int] | None = None
    ) -> None:
        self._app = app
        self._max_body_bytes = max_body_bytes
        self._max_file_bytes = max_file_bytes or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        span = trace.continue_from(_said(headers, b"traceparent"))
        request_id = _said(headers, b"x-request-id")
        if not REQUEST_ID.match(request_id):
            request_id = span
        started, status, limit = time.perf_counter(), 0, self._limit_of(scope)

        async def mark(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_headers(message, request_id)
            await send(message)

        try:
            length = _said(headers, b"content-length")
            if length.isdigit() and int(length) > limit:
                raise BodyTooLarge
            await self._app(scope, _limited(receive, limit), mark)
        except BodyTooLarge:
            await _refuse(limit, scope, receive, mark)
        finally:
            log.debug(
                "request.answered",
                method=scope["method"],
                route=_route(scope),
                status=status,
                ms=round((time.perf_counter() - started) * 1000, 1),
                request_id=request_id,
            )

    def _limit_of(self, scope: Scope) -> int:
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        return self._max_file_bytes.get(path, self._max_body_bytes)


def _said(headers: Mapping[bytes, bytes], name: bytes) -> str:
    return headers.get(name, b"").decode("latin-1")


def _limited(receive: Receive, limit: int) -> Receive:
    taken = 0

    async def read() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise BodyTooLarge
        return message

    return read


async def _refuse(limit: int, scope: Scope, receive: Receive, send: Send) -> None:
    body = {
        "type": "urn:lapkin:problem:body-too-large",
        "title": "Isi permintaan terlalu besar",
        "status": 413,
        "detail": f"Batasnya {limit // 1024} KiB; kirim bukti lewat rujukan, bukan di dalam isi.",
        "code": "body-too-large",
    }
    await JSONResponse(body, 413, media_type=PROBLEM)(scope, receive, send)


def _route(scope: Scope) -> str:
    """The pattern, not the path: paths hold personal links."""
    route = scope.get("route")
    return str(route.path) if isinstance(route, Route) else "-"


def _add_headers(message: Message, request_id: str) -> None:
    """What the application has set itself stays."""
    headers = message["headers"]
    present = {name for name, _ in headers}
    headers += [one for one in SAFE_HEADERS if one[0] not in present]
    headers.append((b"x-request-id", request_id.encode()))
