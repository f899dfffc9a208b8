"""The reporter's pages in front of people who are signed in by cookie, as in a browser."""

import html
import re
from collections.abc import Mapping
from typing import Any

import httpx
from fastapi import FastAPI
from support.facts import deliver
from support.reporting import Desk
from support.tokens import Signer

from lapkin_chassis.auth import COOKIE
from lapkin_contracts.envelope import Envelope

STAF, KASUBAG = "ani staf@inspektorat", "budi kasubag@inspektorat"
READER, INSPEKTUR = "citra irban@irban-1", "dewi inspektur@inspektorat"
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


class Halaman:
    """A page as somebody was shown it."""

    def __init__(self, answer: httpx.Response) -> None:
        self.status = answer.status_code
        self.location = answer.headers.get("location", "")
        self.text = html.unescape(answer.text)
        self.markup = answer.text

    @property
    def words(self) -> str:
        """What is read, without tags."""
        return " ".join(re.sub(r"<[^>]*>", "", self.markup).split())

    @property
    def galat(self) -> dict[str, str]:
        """The summary on top: messages by the field they lead to."""
        alert = self.text.partition('role="alert"')[2].partition("</div>")[0]
        return dict(re.findall(r'<li><a href="#([^"]+)">([^<]+)</a></li>', alert))

    def field(self, name: str) -> str:
        """What a text field holds."""
        pattern = rf'name="{re.escape(name)}"(?:[^>]* value="([^"]*)"|[^>]*>([^<]*)<)'
        found = re.search(pattern, self.markup)
        assert found, f"no field {name}"
        return html.unescape(found[2] if found[1] is None else found[1])

    def shows(self, *texts: str) -> bool:
        return all(text in self.text for text in texts)


class Site:
    """A running reporter."""

    def __init__(self, app: FastAPI, client: httpx.AsyncClient, signer: Signer) -> None:
        self._app, self._client, self._signer = app, client, signer
        self.desk = Desk(app.state.store, app.state.consumers)

    async def see(self, who: str, path: str) -> Halaman:
        """`who` is an account with its grants; empty for nobody."""
        return Halaman(await self._client.get(path, headers=self._cookie(who)))

    async def send(
        self,
        who: str,
        path: str,
        form: Mapping[str, str],
        headers: Mapping[str, str] = OWN_PAGE,
    ) -> Halaman:
        answer = await self._client.post(
            path, data=dict(form), headers=self._cookie(who) | dict(headers)
        )
        return Halaman(answer)

    async def receive(self, *facts: Envelope[Any]) -> None:
        await deliver(self._app.state.store, self._app.state.consumers, *facts)

    def _cookie(self, who: str) -> dict[str, str]:
        if not who:
            return {}
        sub, *grants = who.split()
        return {"Cookie": f"{COOKIE}={self._signer.token(*grants, sub=sub)}"}
