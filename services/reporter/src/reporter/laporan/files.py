"""The files of a report, made from its snapshot alone: the same snapshot, the same bytes."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

from lapkin_contracts.laporan import Berkas, Snapshot
from reporter.documents.head import Mark
from reporter.documents.pdf import print_pdf
from reporter.documents.printed import printed
from reporter.documents.word.isi import BAWAAN, render_docx
from reporter.documents.xlsx import render_xlsx
from reporter.draft.domain import canonical_json, sha256_of
from reporter.verifikasi.domain import kode_of, printed_kode, verification_url
from reporter.verifikasi.qr import qr_svg

PDF: Final = "application/pdf"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Printing(NamedTuple):
    """What the site says about its papers."""

    template: Path = BAWAAN
    """Of the Word document."""
    public_url: str = ""
    """Where readers verify a report; without it no report says so."""


PLAIN: Final = Printing()


class File(NamedTuple):
    """What is announced of a file, and its contents."""

    berkas: Berkas
    media_type: str
    isi: bytes


def render_files(snapshot: Snapshot, printing: Printing = PLAIN) -> tuple[File, ...]:
    """Every format of a report, the PDF first: Typst sets it while the others are written."""
    sheet = printed(snapshot, mark_of(snapshot, printing.public_url))
    with ThreadPoolExecutor(1) as aside:
        pdf = aside.submit(print_pdf, sheet)
        docx = render_docx(sheet, printing.template)
        xlsx = render_xlsx(snapshot)
    return (
        _file(snapshot, "pdf", PDF, pdf.result()),
        _file(snapshot, "docx", DOCX, docx),
        _file(snapshot, "xlsx", XLSX, xlsx),
    )


def mark_of(snapshot: Snapshot, public_url: str) -> Mark:
    """Where the edition that is printed from `snapshot` is verified."""
    if not public_url:
        return Mark()
    sha256 = sha256_of(canonical_json(snapshot))
    url = verification_url(public_url, sha256)
    return Mark(url=url, kode=printed_kode(kode_of(sha256)), qr=qr_svg(url))


def _file(snapshot: Snapshot, kind: str, media_type: str, isi: bytes) -> File:
    edisi = f"-edisi-{snapshot.edisi}" if snapshot.edisi > 1 else ""
    berkas = Berkas(
        format=kind,
        sha256=hashlib.sha256(isi).hexdigest(),
        bytes=len(isi),
        nama=f"laporan-kinerja-{snapshot.rekap.period}{edisi}.{kind}",
    )
    return File(berkas, media_type, isi)
