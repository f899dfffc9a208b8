"""Hasil Koreksi as text: every koreksi with its answers through all rounds."""

from pydantic import BaseModel

from lapkin_papers.sheet import Sheet


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


class HasilKoreksi(Sheet):
    laporan: str
    nomor: str
    ringkasan: str
    baris: list[HasilKoreksiLine]
