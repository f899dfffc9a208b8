"""Pages and their assets travel compressed; what programs ask for under `/v1/` is left alone."""

from typing import Final

from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

MINIMUM_BYTES: Final = 1024
LEVEL: Final = 6
PROGRAMS: Final = "/v1/"
"""Their answers are small, or files that are packed already, and must not wait for this."""


class PagesCompressed:
    """Compresses for who accepts it. Streams of events pass as they are."""

    def __init__(self, app: ASGIApp) -> None:
        self._plain = app
        self._compressed = GZipMiddleware(
            app,
            MINIMUM_BYTES,
            LEVEL,
            exclude_content_types=(*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/pdf"),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self._is_for_programs(scope):
            await self._plain(scope, receive, send)
        else:
            await self._compressed(scope, receive, send)

    @staticmethod
    def _is_for_programs(scope: Scope) -> bool:
        path: str = scope["path"]
        return path.startswith(PROGRAMS, len(scope.get("root_path", "")))
