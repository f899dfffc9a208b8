"""The office's clock. Use cases take `now` as an argument; only entry files ask here."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo


class Clock:
    """The machine's time in one zone, or, for a rehearsal, the time that a file holds.

    A file, so that several processes rehearse by one clock; when it is gone, time goes on.
    """

    def __init__(self, zone: ZoneInfo, file: Path | None = None) -> None:
        self._zone = zone
        self._file = file

    def now(self) -> datetime:
        if self._file is not None and self._file.exists():
            held = self._file.read_text(encoding="ascii")
            return datetime.fromisoformat(held).astimezone(self._zone)
        return datetime.now(self._zone)
