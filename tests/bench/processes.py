"""Programs that a benchmark starts: each on loopback, each ended by its id, none left behind."""

import asyncio
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path

import nats
from nats.js.errors import NotFoundError

from lapkin.site import free_port

TESTS = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PR_SET_PDEATHSIG = 1
START_SECONDS = 60.0
STOP_SECONDS = 15.0
WORK_SECONDS = 600.0

BROKER_CONFIG = """\
listen: 127.0.0.1:{port}
max_payload: 8MB
jetstream {{ store_dir: "{store}", sync_interval: always }}
"""


class Failed(Exception):
    """A program ended early or stayed silent; the message holds the end of its log."""


class Program:
    """One child process with its log in the benchmark's folder."""

    def __init__(self, name: str, argv: Sequence[str], folder: Path) -> None:
        self.name = name
        self._argv = argv
        self._log = folder / f"{name}.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self, env: Mapping[str, str] | None = None) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._argv,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, "PYTHONPATH": str(TESTS), **(env or {})},
                start_new_session=True,  # Ctrl-C is ours: it stops them in order
                preexec_fn=_die_with_parent,  # noqa: PLW1509  one system call, no lock is taken
            )

    def stop(self) -> None:
        """Ask it to end; insist if it does not."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    async def until_ended(self) -> None:
        """Wait for it to finish its work.

        Raises:
            Failed: its exit code says so.
        """
        assert self._process is not None
        if await asyncio.to_thread(self._process.wait, WORK_SECONDS):
            raise Failed(self._failure())

    def output(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """SIGKILL, as a power cut would."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    async def until(self, condition: Callable[[], Awaitable[bool]]) -> None:
        """Wait for `condition`, as long as the program lives.

        Raises:
            Failed: it ended, or took too long.
        """
        assert self._process is not None
        give_up = time.monotonic() + START_SECONDS
        while not await condition():
            if self._process.poll() is not None or time.monotonic() > give_up:
                raise Failed(self._failure())
            await asyncio.sleep(0.01)

    def _failure(self) -> str:
        assert self._process is not None
        return f"{self.name} (exit code {self._process.poll()}): {self.output()[-2000:]}"


class Broker(Program):
    """nats-server with JetStream on disk, every write synced."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"nats://127.0.0.1:{self.port}"
        config = folder / "nats.conf"
        config.write_text(
            BROKER_CONFIG.format(port=self.port, store=folder / "nats"), encoding="utf-8"
        )
        super().__init__("nats-server", [str(BIN / "nats-server"), "-c", str(config)], folder)

    async def messages(self, stream: str) -> int:
        """How many messages the stream holds, 0 while it does not exist."""
        client = await nats.connect(self.url)
        try:
            return (await client.jetstream().stream_info(stream)).state.messages
        except NotFoundError:
            return 0
        finally:
            await client.close()

    async def until_listening(self) -> None:
        await self.until(self._listens)

    async def _listens(self) -> bool:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            return False
        writer.close()
        return True


def python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]


def _die_with_parent() -> None:
    """Even a killed benchmark leaves nothing running."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
