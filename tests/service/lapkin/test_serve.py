"""`lapkin serve`: a clean start, a clean stop, and one clear line when it cannot start."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from support.broker import free_port

from lapkin_chassis.tls import trusted


def serve(folder: Path, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "lapkin", "serve", "--data", str(folder), "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={key: value for key, value in os.environ.items() if not key.startswith("COLLECTOR_")},
    )


def until_ready(port: int, services: tuple[str, ...]) -> None:
    give_up = time.monotonic() + 60
    for name in services:
        health = f"http://127.0.0.1:{port}/{name}/healthz/ready"
        while True:
            try:
                if httpx.get(health, verify=trusted()).is_success:
                    break
            except httpx.TransportError:
                pass
            assert time.monotonic() < give_up
            time.sleep(0.05)


def brokers_in(folder: Path) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes().decode()
            except OSError:
                continue
            if "nats-server" in command and str(folder) in command:
                found.append(int(entry.name))
    return found


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_broker_is_left_behind(tmp_path: Path, number: signal.Signals) -> None:
    port = free_port()
    with serve(tmp_path, port) as process:
        until_ready(port, ("collector", "aggregator", "reporter", "notifier"))
        assert len(brokers_in(tmp_path)) == 1

        process.send_signal(number)
        _, said = process.communicate(timeout=30)

    give_up = time.monotonic() + 10
    while brokers_in(tmp_path) and time.monotonic() < give_up:
        time.sleep(0.02)
    assert brokers_in(tmp_path) == []
    if number is not signal.SIGKILL:
        assert process.returncode == 0, said


def test_a_taken_port_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = serve(tmp_path, taken.getsockname()[1])
        _, said = process.communicate(timeout=60)

    assert process.returncode == 1
    assert len(said.splitlines()) == 1
    assert "--port" in said


def test_a_folder_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")

    process = serve(tmp_path / "berkas" / "data", free_port())
    _, said = process.communicate(timeout=60)

    assert process.returncode == 1
    assert len(said.splitlines()) == 1
    assert "--data" in said


def test_a_new_site_prints_its_first_sign_in_once(tmp_path: Path) -> None:
    printed = []
    for _ in range(2):
        port = free_port()
        process = serve(tmp_path, port)
        until_ready(port, ("collector",))
        process.send_signal(signal.SIGTERM)
        printed.append(process.communicate(timeout=30)[0])

    assert "Akun pertama: admin" in printed[0]
    assert "Akun pertama" not in printed[1]
