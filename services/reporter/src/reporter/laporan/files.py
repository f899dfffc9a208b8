"""The files of a report, made from its snapshot alone: the same snapshot, the same bytes."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from lapkin_contracts.laporan import Berkas, Snapshot
from reporter.documents.pdf import render_pdf
from reporter.documents.xlsx import render_xlsx

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF: Final = "application/pdf"

RENDERERS: Final[Mapping[str, tuple[str, Callable[[Snapshot], bytes]]]] = {
    "pdf": (PDF, render_pdf),
    "xlsx": (XLSX, render_xlsx),
}


class File(NamedTuple):
    """What is announced of a file, and its contents."""

    berkas: Berkas
    media_type: str
    isi: bytes


def render_files(snapshot: Snapshot) -> tuple[File, ...]:
    """Every format of a report; takes about as long as its PDF."""
    return tuple(
        _file(snapshot, kind, media_type, render(snapshot))
        for kind, (media_type, render) in RENDERERS.items()
    )


def _file(snapshot: Snapshot, kind: str, media_type: str, isi: bytes) -> File:
    edisi = f"-edisi-{snapshot.edisi}" if snapshot.edisi > 1 else ""
    berkas = Berkas(
        format=kind,
        sha256=hashlib.sha256(isi).hexdigest(),
        bytes=len(isi),
        nama=f"laporan-kinerja-{snapshot.rekap.period}{edisi}.{kind}",
    )
    return File(berkas, media_type, isi)
