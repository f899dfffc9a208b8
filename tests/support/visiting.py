"""Pages as somebody's browser asks for them: by session cookie, from the site itself."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from support.tokens import Signer


@dataclass
class Visits:
    """Requests of a browser in which somebody is signed in."""

    http: httpx.AsyncClient
    signer: Signer

    async def open(self, path: str, by: str = "admin@*", **content: Any) -> httpx.Response:
        """Without a script, as everything else here."""
        return await self._ask("GET", path, by, **content)

    async def send(
        self, path: str, form: Mapping[str, str] | None = None, by: str = "admin@*", **content: Any
    ) -> httpx.Response:
        """A form; its answer is not followed."""
        return await self._ask("POST", path, by, data=dict(form or {}), **content)

    async def _ask(self, method: str, path: str, by: str, **content: Any) -> httpx.Response:
        token = self.signer.token(*by.split(), sub=by.split()[0])
        headers = {"Cookie": f"lapkin_session={token}", "Sec-Fetch-Site": "same-origin"}
        return await self.http.request(method, path, headers=headers, **content)


def text_of(page: httpx.Response) -> str:
    """What is read on it, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))
