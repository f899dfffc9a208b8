"""Keeps the letterhead and the signer as they were last announced."""

from sqlmodel import Session

from lapkin_contracts.envelope import Envelope
from lapkin_contracts.organisasi import InstansiRegistered, Jabatan, PejabatAssigned
from reporter.organisasi import repository
from reporter.organisasi.models import Inspektur, Instansi


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


def remember_inspektur(session: Session, fact: Envelope[PejabatAssigned]) -> None:
    """Of all pejabat only the one who signs matters here; the first listed counts."""
    repository.vacate(session, fact.data.unit)
    for pejabat in fact.data.pejabat:
        if pejabat.jabatan is Jabatan.INSPEKTUR:
            session.add(
                Inspektur(
                    unit=fact.data.unit,
                    nama=pejabat.nama,
                    sebutan=pejabat.sebutan,
                    pangkat=pejabat.pangkat,
                    nip=pejabat.nip,
                )
            )
            return
