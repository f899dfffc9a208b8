"""What was issued, as people look for it: reports, their editions, files and signatures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from sqlmodel import Session

from lapkin_contracts.laporan import Berkas, Snapshot
from lapkin_contracts.rules.periods import Jenis, Periode
from reporter.draft import repository as drafts
from reporter.draft.domain import State
from reporter.laporan import repository
from reporter.laporan.errors import LaporanNotIssued
from reporter.laporan.models import Laporan
from reporter.organisasi import repository as organisasi
from reporter.perubahan import repository as perubahan
from reporter.tanda_tangan import repository as signatures
from reporter.tanda_tangan.models import TandaTangan
from reporter.verifikasi.domain import kode_of, printed_kode


@dataclass(frozen=True)
class Edisi:
    """One issued edition."""

    laporan: Laporan
    berkas: Sequence[Berkas]
    tanda_tangan: TandaTangan | None
    digantikan_oleh: int | None

    @property
    def kode(self) -> str:
        return kode_of(self.laporan.sha256)

    @property
    def kode_tercetak(self) -> str:
        return printed_kode(self.kode)


@dataclass(frozen=True)
class Terbitan:
    """One report with all its editions, the newest first."""

    period: Periode
    edisi: Sequence[Edisi]

    @property
    def terbaru(self) -> Edisi:
        return self.edisi[0]


class Rincian(NamedTuple):
    """One report with what its editions say of themselves."""

    terbitan: Terbitan
    snapshot: dict[int, Snapshot]
    """By edition."""
    draft: int | None
    """Edition that is under review now."""
    berubah: int
    """Figures that differ in the newest rekap."""
    nama: dict[str, str]


def catalog(session: Session, jenis: Jenis | None, tahun: int | None) -> list[Terbitan]:
    """Reports of a kind and a year, or of all; what ends last comes first."""
    editions = repository.issued(session, tahun)
    grouped = groupby(editions, key=lambda one: Periode(one.period))
    return [
        Terbitan(period, tuple(_edisi(session, period, list(members))))
        for period, members in grouped
        if jenis in (None, period.jenis)
    ]


def rincian(session: Session, period: Periode) -> Rincian:
    """Raises LaporanNotIssued."""
    editions = repository.editions(session, period)
    if not editions:
        raise LaporanNotIssued(period=period)
    draft = drafts.current_draft(session, period)
    is_issued = draft.state is State.TERBIT
    return Rincian(
        Terbitan(period, tuple(_edisi(session, period, editions))),
        {one.edisi: Snapshot.model_validate_json(one.isi) for one in editions},
        None if is_issued else draft.snapshot.edisi,
        len(perubahan.pending(session, draft).baris) if is_issued else 0,
        organisasi.names(session),
    )


def _edisi(session: Session, period: Periode, editions: Sequence[Laporan]) -> Iterator[Edisi]:
    berkas = repository.berkas_of(session, period)
    replaced = {one.menggantikan: one.edisi for one in editions}
    for one in editions:
        yield Edisi(
            one,
            berkas[one.edisi],
            signatures.signature_of(session, period, one.edisi),
            replaced.get(one.edisi),
        )
