"""Hasil Koreksi as text: every koreksi with its answers through all rounds."""

from pydantic import BaseModel

from lapkin_contracts.organisasi import Kop


class HasilKoreksiLine(BaseModel):
    nomor: int
    bagian: str
    uraian: str
    pemilik: str
    batas: str
    putaran: int
    """The Tidak that an answer follows."""
    jawaban: str
    status: str


class HasilKoreksi(BaseModel):
    judul: str
    laporan: str
    nomor: str
    instansi: str
    kop: Kop
    date: tuple[int, int, int]
    contoh: bool
    sumber: str
    ringkasan: str
    baris: list[HasilKoreksiLine]
