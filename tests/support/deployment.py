"""Four services as four processes, a broker, a mailbox: what a larger site runs."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from support.broker import NatsServer, free_port

from lapkin_chassis.tls import trusted

SERVICES = ("collector", "aggregator", "reporter", "notifier")


class Deployment:
    """Starts, kills and restarts each service by its name."""

    def __init__(self, folder: Path, broker: NatsServer, databases: dict[str, str]) -> None:
        self.folder = folder
        self.ports = {name: free_port() for name in SERVICES}
        self.environment = os.environ | {
            "COLLECTOR_KEY_FILE": str(folder / "key"),
            "REPORTER_TANDA_TANGAN_CONTOH": str(folder / "penandatangan-contoh"),
            "COLLECTOR_BOOTSTRAP_SECRET": "bootstrap-secret-of-the-test",
            "NOTIFIER_LINK_SECRET": "link-secret-of-the-test",
            "NOTIFIER_PUBLIC_URL": "http://lapkin.test",
        }
        keys = f"http://127.0.0.1:{self.ports['collector']}/.well-known/jwks.json"
        for name in SERVICES:
            prefix = name.upper()
            self.environment[f"{prefix}_DATABASE_URL"] = databases[name]
            self.environment[f"{prefix}_NATS_URL"] = broker.url
            self.environment[f"{prefix}_KEYS_URL"] = keys
            self.environment[f"{prefix}_CLOCK_FILE"] = str(folder / "jam")
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                [sys.executable, "-m", "lapkin", "serve", name, "--port", str(self.ports[name])],
                env=self.environment,
                stdout=log,
                stderr=log,
            )

    def kill(self, name: str) -> None:
        self._running[name].send_signal(signal.SIGKILL)
        self._running.pop(name).wait(10)

    def end(self, name: str) -> None:
        process = self._running.pop(name)
        process.terminate()
        process.wait(20)

    def stop(self) -> None:
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            process.wait(20)

    def until_ready(self, *names: str) -> None:
        self._wait_for("ready", *names)

    def until_answering(self, *names: str) -> None:
        """It may still be without a broker."""
        self._wait_for("live", *names)

    def _wait_for(self, state: str, *names: str) -> None:
        give_up = time.monotonic() + 180  # four at once on a busy machine
        for name in names:
            while not self._is(state, name):
                assert time.monotonic() < give_up, (self.folder / f"{name}.log").read_text()
                time.sleep(0.05)

    def _is(self, state: str, name: str) -> bool:
        try:
            answer = httpx.get(
                f"http://127.0.0.1:{self.ports[name]}/healthz/{state}", verify=trusted()
            )
        except httpx.TransportError:
            return False
        return answer.is_success


class Gateway(httpx.AsyncBaseTransport):
    """What a reverse proxy does: the first part of the path names the service."""

    def __init__(self, ports: dict[str, int]) -> None:
        self._ports = ports
        self._inner = httpx.AsyncHTTPTransport(retries=3, verify=trusted())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        _, name, rest = request.url.raw_path.decode().split("/", 2)
        request.url = request.url.copy_with(
            host="127.0.0.1", port=self._ports[name], raw_path=f"/{rest}".encode()
        )
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


@contextmanager
def deployed(folder: Path, broker: NatsServer, databases: dict[str, str]) -> Iterator[Deployment]:
    deployment = Deployment(folder, broker, databases)
    try:
        yield deployment
    finally:
        deployment.stop()
