"""What stands above the first chapter and below the last."""

from collections.abc import Iterator
from typing import NamedTuple

from lapkin_contracts.laporan import Persetujuan, Snapshot
from lapkin_contracts.rules.periods import ZONE, Jenis
from lapkin_papers.sheet import Sheet, TandaTangan
from lapkin_ui.formats import tanggal


class Mark(NamedTuple):
    """What one printing says besides the snapshot."""

    is_draft: bool = False
    url: str = ""
    """Where the report can be verified."""
    kode: str = ""
    """The short code that is typed where the picture cannot be read."""
    qr: str = ""
    """The same address as a picture, SVG."""


class Head(Sheet):
    nomor: str
    edisi: int
    menggantikan: int | None
    sebab: str
    period: str
    tahun: int
    is_tahunan: bool
    penanda_tangan: TandaTangan
    persetujuan: list[str]
    draft: bool
    url: str
    kode: str
    qr: str


def head_of(snapshot: Snapshot, mark: Mark) -> Head:
    day, period = snapshot.tanggal, snapshot.rekap.period
    return Head(
        judul=snapshot.judul,
        nomor=snapshot.nomor,
        edisi=snapshot.edisi,
        menggantikan=snapshot.menggantikan,
        sebab=next((one.sebab for one in snapshot.perubahan), ""),
        instansi=snapshot.nama_instansi,
        period=period.title,
        tahun=period.tahun,
        is_tahunan=period.jenis is Jenis.TAHUN,
        date=(day.year, day.month, day.day),
        kop=snapshot.kop,
        penanda_tangan=_penanda_tangan(snapshot),
        persetujuan=list(_persetujuan(snapshot.persetujuan)),
        contoh=snapshot.contoh,
        sumber=snapshot.sumber,
        draft=mark.is_draft,
        url=mark.url,
        kode=mark.kode,
        qr=mark.qr,
    )


def _penanda_tangan(snapshot: Snapshot) -> TandaTangan:
    pejabat = snapshot.penanda_tangan
    return TandaTangan(
        tempat_tanggal=f"{snapshot.tempat}, {tanggal(snapshot.tanggal)}",
        sebutan=pejabat.sebutan_lengkap,
        dasar=pejabat.dasar,
        nama=pejabat.nama,
        pangkat=pejabat.pangkat,
        nip=pejabat.nip,
    )


def _persetujuan(persetujuan: Persetujuan | None) -> Iterator[str]:
    """Lines under "Disetujui oleh"."""
    if persetujuan is None:
        return
    yield persetujuan.jabatan
    yield persetujuan.nama
    if persetujuan.dasar:
        yield persetujuan.dasar
    yield tanggal(persetujuan.pada.astimezone(ZONE).date())
