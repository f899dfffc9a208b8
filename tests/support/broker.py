"""A NATS server that a test may kill and wipe."""

import contextlib
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

from lapkin_chassis.tls import trusted

CONF = """
listen: 127.0.0.1:{port}
http: 127.0.0.1:{monitor}
jetstream {{ store_dir: "{store}", sync_interval: always }}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class NatsServer:
    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.port, self.monitor = free_port(), free_port()
        self.url = f"nats://127.0.0.1:{self.port}"
        self._store = folder / "store"
        self._conf = folder / "nats.conf"
        self._conf.write_text(
            CONF.format(port=self.port, monitor=self.monitor, store=self._store), encoding="utf-8"
        )
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        binary = Path(sys.executable).with_name("nats-server")
        self._process = subprocess.Popen(
            [str(binary), "-c", str(self._conf)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        health, give_up = f"http://127.0.0.1:{self.monitor}/healthz", time.monotonic() + 10
        while time.monotonic() < give_up:
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(health, verify=trusted()).is_success:
                    return
            time.sleep(0.01)
        msg = "nats-server did not start"
        raise RuntimeError(msg)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None

    def kill(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(10)
        self._process = None

    def wipe(self) -> None:
        """Forget every stream and consumer; only while it is down."""
        shutil.rmtree(self._store, ignore_errors=True)
