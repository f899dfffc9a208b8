"""Four services behind one address, each under its own prefix.

`FastAPI.mount` would not do: it runs no lifespan of a mounted app, and its `url_for` looks names
up in the outermost router.
"""

from collections.abc import Mapping
from contextlib import AsyncExitStack

from fastapi import FastAPI
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import Receive, Scope, Send


class Portal:
    """An ASGI application that hands each request to the service its path names."""

    def __init__(self, services: Mapping[str, FastAPI], home: str) -> None:
        self._services = services
        self._home = home

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
            return
        path = scope["path"]
        name = path.split("/", 2)[1]
        if name in self._services:
            prefix = f"{scope.get('root_path', '')}/{name}"
            await self._services[name](dict(scope, root_path=prefix), receive, send)
        elif path == "/":
            await RedirectResponse(self._home)(scope, receive, send)
        else:
            await PlainTextResponse("Halaman tidak ditemukan.\n", 404)(scope, receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        await receive()
        async with AsyncExitStack() as stack:
            for service in self._services.values():
                await stack.enter_async_context(service.router.lifespan_context(service))
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})
