"""The archive of an issued report, as a zip or as the folder it was unpacked into."""

import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Protocol

SKEMA: Final = "lapkin-arsip/1"
MANIFES: Final = "MANIFES.json"
MAX_BYTES: Final = 512 * 1024 * 1024
"""More than any report; a member that unpacks to more is not read."""


class NotAnArchive(Exception):
    """The message says in one Indonesian line why it cannot be checked at all."""


class Archive(Protocol):
    """Where members are read from."""

    def names(self) -> list[str]:
        """Of every member, the manifest included; a name may stand twice."""

    def read(self, name: str) -> bytes:
        """Raises NotAnArchive for a member that is damaged or too large."""


class Zipped(Archive):
    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self._zipped = zipped

    def names(self) -> list[str]:
        return [entry.filename for entry in self._zipped.infolist() if not entry.is_dir()]

    def read(self, name: str) -> bytes:
        if self._zipped.getinfo(name).file_size > MAX_BYTES:
            msg = f"{name} terlalu besar untuk sebuah laporan."
            raise NotAnArchive(msg)
        try:
            return self._zipped.read(name)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            msg = f"{name} di dalam zip rusak atau terkunci."
            raise NotAnArchive(msg) from error


class Unpacked(Archive):
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        files = (path for path in self._folder.rglob("*") if path.is_file())
        return [path.relative_to(self._folder).as_posix() for path in files]

    def read(self, name: str) -> bytes:
        return (self._folder / name).read_bytes()


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Raises NotAnArchive for what is neither a folder nor a zip."""
    if path.is_dir():
        yield Unpacked(path)
        return
    if not path.is_file():
        msg = f"{path} tidak ada."
        raise NotAnArchive(msg)
    try:
        with zipfile.ZipFile(path) as zipped:
            yield Zipped(zipped)
    except zipfile.BadZipFile as error:
        msg = f"{path} bukan zip yang utuh."
        raise NotAnArchive(msg) from error


def manifest_of(archive: Archive) -> Mapping[str, Any]:
    """Raises NotAnArchive unless it is there and of a kind known here."""
    if MANIFES not in archive.names():
        msg = f"Tidak ada {MANIFES}; ini bukan arsip laporan Lapkin."
        raise NotAnArchive(msg)
    try:
        manifest = json.loads(archive.read(MANIFES))
    except ValueError as error:
        msg = f"{MANIFES} tidak terbaca."
        raise NotAnArchive(msg) from error
    if not isinstance(manifest, dict) or manifest.get("skema") != SKEMA:
        msg = f"{MANIFES} bukan dari skema {SKEMA}."
        raise NotAnArchive(msg)
    return manifest
