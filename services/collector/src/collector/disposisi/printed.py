"""A lembar disposisi as text, in the order of the page. The template only places it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from pydantic import BaseModel

from collector.disposisi.models import Paraf
from lapkin_contracts.pengumpulan import DisposisiIssued
from lapkin_contracts.rules.periods import ZONE
from lapkin_papers.sheet import Sheet
from lapkin_ui.formats import tanggal

SIFAT: Final = ("Sangat segera", "Segera", "Rahasia")
HARAPAN: Final = ("Tanggapan dan saran", "Proses lebih lanjut", "Koordinasi/konfirmasikan")
DIHARAP: Final = "Proses lebih lanjut"
"""Every order of the SOP has something done."""


class Pilihan(BaseModel):
    """A box of the form."""

    label: str
    dipilih: bool


class PrintedDisposisi(Sheet):
    dari: str
    nomor_surat: str
    tanggal_surat: str
    diterima: str
    nomor_agenda: str
    sifat: list[Pilihan]
    perihal: str
    diteruskan_kepada: list[str]
    harapan: list[Pilihan]
    instruksi: list[str]
    catatan: list[str]
    paraf: list[str]


def printed(
    sheet: Sheet, said: DisposisiIssued, day: date, paraf: Sequence[Paraf]
) -> PrintedDisposisi:
    return PrintedDisposisi(
        **sheet.model_dump(),
        dari=said.dari,
        nomor_surat="–",  # an order of the office itself answers no letter
        tanggal_surat=tanggal(day),
        diterima=tanggal(day),
        nomor_agenda=said.nomor_agenda,
        sifat=_boxes(SIFAT, said.sifat),
        perihal=said.perihal,
        diteruskan_kepada=list(said.diteruskan_kepada),
        harapan=_boxes(HARAPAN, DIHARAP),
        instruksi=list(said.instruksi),
        catatan=[f"{one.nama}: {one.catatan}" for one in paraf if one.catatan],
        paraf=[_initials(one) for one in paraf] or [f"Tgl. {tanggal(day)}"],
    )


def _initials(paraf: Paraf) -> str:
    """Whoever signs for another says so."""
    title = f", {paraf.jabatan}" if paraf.jabatan else ""
    return f"{paraf.nama}{title}, {tanggal(paraf.pada.astimezone(ZONE).date())}"


def _boxes(labels: tuple[str, ...], chosen: str) -> list[Pilihan]:
    return [Pilihan(label=label, dipilih=label == chosen) for label in labels]
