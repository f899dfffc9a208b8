"""What anyone may know of an issued report."""

from datetime import date
from typing import Self

from pydantic import BaseModel

from lapkin_contracts.laporan import Berkas, Snapshot
from lapkin_contracts.rules.periods import Periode
from reporter.moments import LocalTime
from reporter.tanda_tangan.domain import State
from reporter.tanda_tangan.models import TandaTangan
from reporter.verifikasi.domain import kode_of, verification_url
from reporter.verifikasi.models import Catatan


class Pengganti(BaseModel):
    """The edition that is to be used instead."""

    edisi: int
    kode: str
    sebab: str


class TandaTanganElektronik(BaseModel):
    """The electronic signature on the signed PDF."""

    nama: str
    jabatan: str
    dasar: str
    signed_at: LocalTime
    sertifikat_sha256: str
    sertifikat_pemilik: str
    """Whom the certificate names."""

    @classmethod
    def of(cls, row: TandaTangan | None) -> Self | None:
        if row is None or row.state is not State.DITANDATANGANI:
            return None
        return cls(**row.model_dump(include=set(cls.model_fields)))


class Verifikasi(BaseModel):
    """What a printed report can be checked against."""

    kode: str
    alamat: str
    """Of the page that shows this."""
    period: Periode
    instansi: str
    judul: str
    nomor: str
    edisi: int
    tanggal: date
    """As printed."""
    issued_at: LocalTime
    penanda_tangan: str
    """Named in the signature block."""
    jabatan: str
    contoh: bool
    """Sample figures, no official document."""
    snapshot_sha256: str
    """Of all the report was printed from."""
    berkas: tuple[Berkas, ...]
    tanda_tangan: TandaTanganElektronik | None
    digantikan: Pengganti | None

    @classmethod
    def of(cls, catatan: Catatan, public_url: str) -> Self:
        laporan, newer = catatan.laporan, catatan.pengganti
        snapshot = Snapshot.model_validate_json(laporan.isi)
        signer = snapshot.penanda_tangan
        return cls(
            kode=kode_of(laporan.sha256),
            alamat=verification_url(public_url, laporan.sha256),
            period=Periode(laporan.period),
            instansi=snapshot.nama_instansi,
            judul=laporan.judul,
            nomor=laporan.nomor,
            edisi=laporan.edisi,
            tanggal=snapshot.tanggal,
            issued_at=laporan.issued_at,
            penanda_tangan=signer.nama,
            jabatan=signer.sebutan_lengkap,
            contoh=snapshot.contoh,
            snapshot_sha256=laporan.sha256,
            berkas=tuple(catatan.berkas),
            tanda_tangan=TandaTanganElektronik.of(catatan.tanda_tangan),
            digantikan=newer
            and Pengganti(edisi=newer.edisi, kode=kode_of(newer.sha256), sebab=newer.sebab),
        )
