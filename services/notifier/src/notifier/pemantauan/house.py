"""The other services, asked over HTTP: how they are, what failed there, and what to do about it.

What an operator may do elsewhere is decided there: the questions carry the operator's own token.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, NamedTuple

import httpx
from prometheus_client.parser import text_string_to_metric_families

from lapkin_chassis.tls import trusted
from lapkin_contracts.catalog import OWNED
from notifier.pemantauan.surat import Surat
from notifier.settings import Settings

SERVICES: Final = tuple(OWNED)
PATIENCE_SECONDS: Final = 4.0
NO_ANSWER: Final = "tidak menjawab di {address}"
NOT_READ: Final = "menjawab {status}"
PARTS: Final = {
    "store": "basis data",
    "jetstream": "JetStream",
    "consumer": "penerima peristiwa",
}


@dataclass(frozen=True)
class Kesehatan:
    """How one service answers, and what it counts."""

    nama: str
    alamat: str
    sebab: str = ""
    """Why there is no answer."""
    lama_ms: int = 0
    """Of the question whether it is ready, which writes to its store and asks JetStream."""
    tidak_siap: Sequence[str] = ()
    ukuran: Mapping[str, float] = field(default_factory=dict)

    @property
    def keadaan(self) -> tuple[str, str]:
        if self.sebab:
            return "Tidak menjawab", "galat"
        if self.tidak_siap:
            return "Belum siap", "galat"
        is_calm = not self.kotak_keluar and not self.gagal
        return ("Sehat", "ok") if is_calm else ("Perlu dilihat", "awas")

    @property
    def kotak_keluar(self) -> int:
        return int(self.ukuran.get("outbox_waiting", 0))

    @property
    def tertua(self) -> timedelta:
        return timedelta(seconds=round(self.ukuran.get("outbox_oldest_seconds", 0)))

    @property
    def gagal(self) -> int:
        return int(self.ukuran.get("dead_letters_open", 0))


class Kotak(NamedTuple):
    """The dead letters of one service, or why they cannot be seen."""

    nama: str
    surat: Sequence[Surat] = ()
    sebab: str = ""


class House:
    """Where each service answers."""

    def __init__(self, settings: Settings) -> None:
        self._addresses = {
            name: settings.service_urls.get(name, f"{settings.public_url}/{name}").rstrip("/")
            for name in SERVICES
        }

    async def health(self) -> list[Kesehatan]:
        async with _client() as client:
            return await asyncio.gather(*(self._health(client, name) for name in SERVICES))

    async def letters(self, names: Sequence[str], token: str) -> list[Kotak]:
        """What failed elsewhere, newest first, as each service tells it to this operator."""
        async with _client() as client:
            return await asyncio.gather(*(self._kotak(client, name, token) for name in names))

    async def act(self, name: str, what: str, body: Mapping[str, str], token: str) -> str:
        """Have a service do something to its dead letters; why it did not, if so."""
        try:
            async with _client() as client:
                address = f"{self._letters(name)}:{what}"
                answer = await client.post(address, json=body, headers=_as(token))
        except httpx.HTTPError:
            return f"{name} {NO_ANSWER.format(address=self._addresses[name])}"
        return "" if answer.is_success else _said(answer)

    def _letters(self, name: str) -> str:
        return f"{self._addresses[name]}/v1/dead-letters"

    async def _kotak(self, client: httpx.AsyncClient, name: str, token: str) -> Kotak:
        try:
            answer = await client.get(self._letters(name), headers=_as(token))
        except httpx.HTTPError:
            return Kotak(name, sebab=NO_ANSWER.format(address=self._addresses[name]))
        if not answer.is_success:
            return Kotak(name, sebab=_said(answer))
        return Kotak(name, [Surat.of_answer(name, one) for one in answer.json()])

    async def _health(self, client: httpx.AsyncClient, name: str) -> Kesehatan:
        address, began = self._addresses[name], time.perf_counter()
        try:
            ready = await client.get(f"{address}/healthz/ready")
            lama = round((time.perf_counter() - began) * 1000)
            metrics = await client.get(f"{address}/metrics")
            checks: dict[str, bool] = ready.json()
        except (httpx.HTTPError, ValueError):
            return Kesehatan(name, address, sebab=NO_ANSWER.format(address=address))
        return Kesehatan(
            name,
            address,
            lama_ms=lama,
            tidak_siap=[PARTS.get(part, part) for part, is_fine in checks.items() if not is_fine],
            ukuran=_figures(metrics.text),
        )


def _client() -> httpx.AsyncClient:
    return httpx.AsyncClient(timeout=PATIENCE_SECONDS, verify=trusted(), trust_env=False)


def _figures(text: str) -> dict[str, float]:
    """By name; those with an outcome by `name/outcome`."""
    return {
        "/".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def _as(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _said(answer: httpx.Response) -> str:
    try:
        problem: dict[str, str] = answer.json()
    except ValueError:
        return NOT_READ.format(status=answer.status_code)
    return problem.get("detail") or NOT_READ.format(status=answer.status_code)
