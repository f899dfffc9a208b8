"""A whole site in one process: where its files lie, and how its services find each other."""

import fcntl
import os
import secrets
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import entry_points
from pathlib import Path

from fastapi import FastAPI

SERVICES = ("collector", "aggregator", "reporter", "notifier")
HOME = "/notifier/"


class SiteProblem(Exception):
    """The site cannot start; the message says why and what to do, in one line."""


def environment(folder: Path, broker_url: str, address: str) -> dict[str, str]:
    """What the services of a one-process site are told, unless the operator says otherwise."""
    told = {
        "COLLECTOR_KEY_FILE": str(folder / "collector.key"),
        "COLLECTOR_BOOTSTRAP_SECRET": secrets.token_urlsafe(32),
        "NOTIFIER_LINK_SECRET": kept_secret(folder / "notifier.secret"),
        "NOTIFIER_PUBLIC_URL": address,
        "REPORTER_PUBLIC_URL": address,
        "REPORTER_TANDA_TANGAN_CONTOH": str(folder / "penandatangan-contoh"),
    }
    for name in SERVICES:
        told[f"{name.upper()}_DATABASE_URL"] = f"sqlite:///{folder / name}.db"
        told[f"{name.upper()}_NATS_URL"] = broker_url
        told[f"{name.upper()}_KEYS_URL"] = f"{address}/collector/.well-known/jwks.json"
    return told


def build_services(names: Sequence[str]) -> dict[str, FastAPI]:
    """Load what is installed under the entry point group `lapkin.services`."""
    installed = {entry.name: entry for entry in entry_points(group="lapkin.services")}
    return {name: installed[name].load()() for name in names}


def kept_secret(path: Path) -> str:
    """A random secret made once and readable by its owner only."""
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
    return path.read_text(encoding="utf-8")


def free_port() -> int:
    """A loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def data_folder(folder: Path) -> Iterator[Path]:
    """Make the folder, and keep it for one process at a time.

    Raises:
        SiteProblem: it cannot be written, or another Lapkin is using it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "lapkin.lock").open("w")
    except OSError as error:
        msg = f"Folder data {folder} tidak dapat ditulisi ({error.strerror}); pilih lain dengan --data."
        raise SiteProblem(msg) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            msg = f"Folder data {folder} sedang dipakai Lapkin lain; hentikan dahulu atau pilih --data lain."
            raise SiteProblem(msg) from error
        yield folder
