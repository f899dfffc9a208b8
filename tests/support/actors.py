"""People and programs that act over HTTP, and what they expect of an answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

import httpx

KEYS = count(1)
REPORTS = "/reporter/v1/laporan"


@dataclass(frozen=True)
class Person:
    """One signed-in caller."""

    client: httpx.AsyncClient
    headers: Mapping[str, str]
    username: str

    async def send(
        self, method: str, path: str, body: object = None, **headers: str
    ) -> httpx.Response:
        return await self.client.request(
            method, path, json=body, headers={**self.headers, **headers}
        )

    async def ask(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        """The decoded answer to a request that must be granted."""
        answer = await self.send(method, path, body, **headers)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    async def get(self, path: str) -> Any:
        return await self.ask("GET", path)

    async def refused(
        self, method: str, path: str, body: object = None, **headers: str
    ) -> dict[str, Any]:
        """The problem of a request that must not be granted."""
        answer = await self.send(method, path, body, **headers)
        assert answer.is_client_error, f"{method} {path}: {answer.status_code} {answer.text}"
        assert answer.headers["content-type"].startswith("application/problem+json")
        problem: dict[str, Any] = answer.json()
        assert problem["code"]
        return problem

    async def draft(self, period: str) -> dict[str, Any]:
        draft: dict[str, Any] = await self.get(f"{REPORTS}/{period}")
        return draft

    async def approve(self, period: str) -> Any:
        """Ya to the draft as it stands."""
        return await self.ask("POST", f"{REPORTS}/{period}:review", YA, **await self._seen(period))

    async def refused_approval(self, period: str) -> dict[str, Any]:
        path = f"{REPORTS}/{period}:review"
        return await self.refused("POST", path, YA, **await self._seen(period))

    async def reject(
        self,
        period: str,
        *uraian: str,
        belum_selesai: Iterable[Mapping[str, Any]] = (),
        **item: Any,
    ) -> Any:
        """Tidak, with one koreksi per `uraian` and those that an answer did not settle."""
        koreksi = [{"bagian": "penutup", "uraian": text, **item} for text in uraian]
        body = {"putusan": "tidak", "koreksi": koreksi}
        if unsettled := list(belum_selesai):
            body["belum_selesai"] = unsettled
        path = f"{REPORTS}/{period}:review"
        return await self.ask("POST", path, body, **await self._seen(period))

    async def answer(self, period: str, *numbers: int) -> None:
        """Answer these koreksi."""
        for number in numbers:
            path = f"{REPORTS}/{period}/koreksi/{number}:answer"
            await self.ask("POST", path, {"jawaban": f"Butir {number} sudah diperbaiki."})

    async def _seen(self, period: str) -> dict[str, str]:
        return {"If-Match": (await self.draft(period))["etag"]}


YA = {"putusan": "ya"}


@dataclass(frozen=True)
class Unit(Person):
    """The system of a unit that owes figures."""

    code: str

    async def submit(self, period: str, figures: Mapping[str, Any], key: str = "") -> Any:
        """Figures that must be taken; the answer."""
        answer = await self.try_submit(period, figures, key)
        assert answer.is_success, f"{self.code} {period}: {answer.status_code} {answer.text}"
        return answer.json()

    async def try_submit(
        self, period: str, figures: Mapping[str, Any], key: str = ""
    ) -> httpx.Response:
        body = {"unit": self.code, "period": period, **figures}
        headers = {"Idempotency-Key": key or f"{self.code}-{next(KEYS)}"}
        return await self.send("POST", "/collector/v1/submissions", body, **headers)

    async def revisions(self, period: str) -> list[dict[str, Any]]:
        path = f"/collector/v1/submissions/{self.code}/{period}/revisions"
        revisions: list[dict[str, Any]] = await self.get(path)
        return revisions
