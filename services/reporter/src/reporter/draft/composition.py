"""What a draft says, from the office of a day and a rekap. Pure."""

from datetime import date
from typing import NamedTuple

from lapkin_contracts.laporan import Pembanding, Snapshot
from lapkin_contracts.rekap import RekapCompleted
from reporter.documents.narrative import compose_narasi
from reporter.draft import domain
from reporter.organisasi.repository import Office


class Figures(NamedTuple):
    """What a report is written about."""

    rekap: RekapCompleted
    pembanding: tuple[Pembanding, ...] = ()
    """Earlier reports."""


def first_snapshot(office: Office, figures: Figures, nomor: str, day: date) -> Snapshot:
    rekap = figures.rekap
    instansi = office.instansi
    return Snapshot(
        judul=domain.judul_of(rekap.period),
        nomor=nomor,
        edisi=1,
        tempat=instansi.tempat,
        tanggal=day,
        kop=instansi.kop,
        penanda_tangan=office.inspektur.model_copy(update={"akun": ""}),
        contoh=instansi.contoh,
        sumber=instansi.sumber,
        nama_instansi=instansi.nama,
        rekap=rekap,
        narasi=compose_narasi(rekap, instansi.nama, figures.pembanding),
        pembanding=figures.pembanding,
    )


def recomposed(office: Office, figures: Figures, day: date, previous: Snapshot) -> Snapshot:
    """The same report from newer figures, with the edits that these leave true."""
    fresh = first_snapshot(office, figures, previous.nomor, day)
    composed_before = compose_narasi(previous.rekap, previous.nama_instansi, previous.pembanding)
    return fresh.model_copy(
        update={
            "judul": previous.judul,
            "edisi": previous.edisi,
            "menggantikan": previous.menggantikan,
            "narasi": domain.carry_edits(previous.narasi, composed_before, fresh.narasi),
            "koreksi": previous.koreksi,
        }
    )
