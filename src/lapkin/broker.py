"""A real nats-server as a child process, for sites that give no broker address."""

import asyncio
import contextlib
import ctypes
import signal
import sys
from pathlib import Path

import structlog

from lapkin.site import free_port

log = structlog.get_logger()

CONFIG = """\
listen: 127.0.0.1:{port}
max_payload: 8MB
jetstream {{ store_dir: {store}, sync_interval: always }}
"""
PR_SET_PDEATHSIG = 1


class EmbeddedBroker:
    """Listens on loopback only, keeps its files in the data folder, is started again if it dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = free_port()
        self._process: asyncio.subprocess.Process | None = None
        self._keeper: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        return f"nats://127.0.0.1:{self._port}"

    async def start(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        config = CONFIG.format(port=self._port, store=f'"{self._folder.resolve() / "store"}"')
        (self._folder / "nats.conf").write_text(config, encoding="utf-8")
        await self._spawn()
        self._keeper = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        if self._keeper is not None:
            self._keeper.cancel()
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()

    async def _spawn(self) -> None:
        with (self._folder / "nats.log").open("ab") as log_file:
            self._process = await asyncio.create_subprocess_exec(
                str(Path(sys.executable).with_name("nats-server")),
                "-c",
                str(self._folder / "nats.conf"),
                stdout=log_file,
                stderr=log_file,
                start_new_session=True,  # Ctrl-C is ours to handle: services first, broker last
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            )
        await self._until_it_listens()

    async def _keep(self) -> None:
        while True:
            assert self._process is not None
            code = await self._process.wait()
            log.error("broker.died", code=code)
            await asyncio.sleep(0.2)
            await self._spawn()

    async def _until_it_listens(self) -> None:
        async with asyncio.timeout(30):
            while True:
                with contextlib.suppress(OSError):
                    _, writer = await asyncio.open_connection("127.0.0.1", self._port)
                    writer.close()
                    return
                await asyncio.sleep(0.01)


def _die_with_parent() -> None:
    """Even a killed Lapkin leaves no broker behind."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
