"""What a decree would do to units and to what they owe."""

from sqlmodel import Session

from collector.organisasi import service
from collector.organisasi.schemas import KewajibanTerbuka, ReorganisationIn, UnitAkibat
from collector.periode import repository as periode
from lapkin_contracts.rules.periods import Periode


def akibat_of(session: Session, order: ReorganisationIn) -> list[UnitAkibat]:
    """Raises ReorganisationRefused with every fault."""
    known = {one.kode for one in service.all_units(session)}
    return [
        UnitAkibat(
            **unit.model_dump(),
            is_new=unit.kode not in known,
            kewajiban=tuple(_open_ones(session, unit.kode)),
        )
        for unit in service.touched_by(session, order)
    ]


def _open_ones(session: Session, kode: str) -> list[KewajibanTerbuka]:
    return [
        KewajibanTerbuka(period=Periode(one.period), state=one.state, batas=one.due)
        for one in periode.kewajiban(session, unit=kode)
        if periode.is_open(session, one.period)
    ]
