"""Quarterly reports of 40 indikator, composed, rendered and signed one after the other.

Prints what each took, and what an empty page takes Typst; no two reports are the same.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import typst
from support.rekap import Figure, a_rekap
from support.snapshots import ANGGARAN, REMARKS, UNITS, a_snapshot

from lapkin_contracts.rekap import RekapCompleted
from lapkin_contracts.rules.periods import ZONE
from reporter.documents.pdf import render_pdf
from reporter.tanda_tangan.contoh import Identitas, sample_identity
from reporter.tanda_tangan.lokal import Kunci, Lokal
from reporter.tanda_tangan.penandatangan import Permintaan
from reporter.tanda_tangan.periksa import checked

INDIKATOR = 40
AT = datetime(2026, 10, 9, 10, 50, tzinfo=ZONE)


def a_recap(number: int) -> RekapCompleted:
    """Every second indikator missed its target and tells what stood in the way."""
    figures = [
        Figure(
            f"Persentase kegiatan pengawasan nomor {place} yang selesai tepat waktu",
            "90",
            f"{80 + place / 2 + number / 100:.2f}",
            unit=UNITS[place % len(UNITS)][0],
            before="70",
            remarks=REMARKS if place % 2 else {},
        )
        for place in range(INDIKATOR)
    ]
    return a_rekap(figures, UNITS, anggaran=ANGGARAN)


def issue(rekap: RekapCompleted, identitas: Identitas) -> bytes:
    """As it is issued: sentences from figures, pages from sentences, the signature checked."""
    snapshot = a_snapshot(rekap)
    pdf = render_pdf(snapshot)
    permintaan = Permintaan(
        pdf=pdf,
        nama_berkas="laporan.pdf",
        akun="inspektur",
        nama=snapshot.penanda_tangan.nama,
        jabatan="Inspektur",
        tempat=snapshot.tempat,
        at=AT,
        contoh=True,
    )
    tiket = asyncio.run(Lokal(Kunci(identitas, None)).minta(permintaan))
    assert tiket.pdf is not None
    return checked(pdf, tiket.pdf).pdf


def taken(work: Callable[[], object]) -> dict[str, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return {"seconds": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


def main(folder: Path, count: int) -> None:
    identitas = sample_identity(folder / "penandatangan-contoh")
    fonts = typst.Fonts(include_system_fonts=False)
    for number in range(count):
        rekap = a_recap(number)
        page = f"// {number}\n".encode()
        sample = {
            "report": taken(lambda rekap=rekap: issue(rekap, identitas)),
            "page": taken(lambda page=page: typst.compile(page, font_paths=fonts)),
        }
        print(json.dumps(sample))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
