"""Remember the newest state of the office and its units."""

import json

from sqlmodel import Session

from aggregator.organisasi.models import Instansi, Unit
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.organisasi import InstansiRegistered, UnitRegistered


def record_instansi(session: Session, fact: Envelope[InstansiRegistered]) -> None:
    instansi = fact.data
    session.merge(Instansi(kode=instansi.unit, nama=instansi.nama, contoh=instansi.contoh))


def record_unit(session: Session, fact: Envelope[UnitRegistered]) -> None:
    unit = fact.data
    session.merge(
        Unit(
            kode=unit.unit,
            nama=unit.nama,
            jenis=unit.jenis,
            berlaku_sejak=unit.berlaku_sejak,
            berlaku_sampai=unit.berlaku_sampai,
            asal=json.dumps(unit.asal),
            dasar=unit.dasar,
        )
    )
