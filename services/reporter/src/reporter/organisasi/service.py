"""Keeps the letterhead and the officials as they were last announced."""

from sqlmodel import Session

from lapkin_contracts.envelope import Envelope
from lapkin_contracts.organisasi import InstansiRegistered, Jabatan, PejabatAssigned
from reporter.organisasi import repository
from reporter.organisasi.models import Instansi, Pejabat

KEPT = (Jabatan.INSPEKTUR, Jabatan.KASUBAG)
"""Who signs, and who approves."""


def remember_instansi(session: Session, fact: Envelope[InstansiRegistered]) -> None:
    instansi = fact.data
    session.merge(
        Instansi(
            code=instansi.unit,
            nama=instansi.nama,
            tempat=instansi.tempat,
            kop_pemerintah=instansi.kop.pemerintah,
            kop_nama=instansi.kop.nama,
            kop_aksara=instansi.kop.aksara,
            kop_alamat=instansi.kop.alamat,
            kop_kontak=instansi.kop.kontak,
            contoh=instansi.contoh,
            sumber=instansi.sumber,
        )
    )


def remember_pejabat(session: Session, fact: Envelope[PejabatAssigned]) -> None:
    unit = fact.data.unit
    repository.forget_pejabat(session, unit)
    for urut, pejabat in enumerate(fact.data.pejabat, 1):
        if pejabat.jabatan in KEPT:
            fields = pejabat.model_dump(exclude={"surel", "jabatan", "status"})
            jabatan, status = pejabat.jabatan.value, pejabat.status.value
            session.add(Pejabat(unit=unit, urut=urut, jabatan=jabatan, status=status, **fields))
