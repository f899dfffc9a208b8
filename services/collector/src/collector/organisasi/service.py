"""Use cases of the organisation. Saying the same again changes nothing and announces nothing."""

from datetime import date, datetime

from sqlmodel import Session

from collector.organisasi import decrees, models, repository
from collector.organisasi.errors import (
    CodeTaken,
    InstansiCodeFixed,
    PejabatRefused,
    ReorganisationRefused,
    UnitEnded,
    UnknownUnit,
)
from collector.organisasi.schemas import (
    InstansiIn,
    KopIn,
    PejabatBody,
    PejabatList,
    ReorganisationIn,
    UnitIn,
    UnitOut,
)
from lapkin_chassis.outbox import emit
from lapkin_chassis.store import lock
from lapkin_contracts.organisasi import (
    InstansiRegistered,
    Kop,
    Pejabat,
    PejabatAssigned,
    UnitRegistered,
)


def register_instansi(session: Session, office: InstansiIn, now: datetime) -> bool:
    """Set the office up, or change it. Returns whether it is new.

    Raises:
        InstansiCodeFixed: it is known by another code.
        CodeTaken: a unit has the code.
    """
    lock(session, "organisasi")
    known = repository.instansi(session)
    if known is not None and known.code != office.kode:
        raise InstansiCodeFixed(unit=known.code)
    if repository.unit_named(session, office.kode) is not None:
        raise CodeTaken(unit=office.kode)
    row = _row_of(office)
    if known is not None and known.model_dump() == row.model_dump():
        return False
    session.merge(row)
    emit(
        session,
        InstansiRegistered(
            unit=office.kode,
            kop=Kop(**office.kop.model_dump()),
            **office.model_dump(exclude={"kode", "kop"}),
        ),
        at=now,
    )
    return known is None


def register_unit(session: Session, code: str, unit: UnitIn, now: datetime) -> bool:
    """Add a unit, or change it. Returns whether it is new.

    Raises:
        CodeTaken: the instansi has the code.
    """
    lock(session, "organisasi")
    instansi = repository.instansi(session)
    if instansi is not None and instansi.code == code:
        raise CodeTaken(unit=code)
    known = repository.unit_named(session, code)
    reorganised = (
        known.model_dump(include={"berlaku_sampai", "asal", "dasar"}) if known is not None else {}
    )
    store_unit(session, models.Unit(code=code, **unit.model_dump(), **reorganised), now)
    return known is None


def store_unit(session: Session, row: models.Unit, now: datetime) -> None:
    """Keep and announce what is new about a unit."""
    known = repository.unit_named(session, row.code)
    if known is not None and known.model_dump() == row.model_dump():
        return
    session.merge(row)
    facts = row.model_dump(exclude={"code", "asal"})
    emit(session, UnitRegistered(unit=row.code, asal=tuple(row.asal.split()), **facts), at=now)


def reorganise(session: Session, order: ReorganisationIn, now: datetime) -> list[UnitOut]:
    """Carry out a decree; the same decree again changes nothing. Returns the units it touches.

    Raises:
        ReorganisationRefused: with every fault.
    """
    lock(session, "organisasi")
    touched = touched_by(session, order)
    for unit in touched:
        facts = unit.model_dump(exclude={"kode", "asal"})
        store_unit(session, models.Unit(code=unit.kode, asal=" ".join(unit.asal), **facts), now)
    return touched


def touched_by(session: Session, order: ReorganisationIn) -> list[UnitOut]:
    """The units a decree touches, as they would be.

    Raises:
        ReorganisationRefused: with every fault.
    """
    known = {unit.kode: unit for unit in all_units(session)}
    office = repository.instansi(session)
    faults = decrees.faults_in_reorganisation(order, known, office.code if office else "")
    if faults:
        raise ReorganisationRefused(errors=tuple(faults), count=len(faults))
    return decrees.reorganised(order, known)


def check_in_force(unit: models.Unit, on: date) -> None:
    """
    Raises:
        UnitEnded: `on` lies after its last day.
    """
    if unit.berlaku_sampai is not None and on > unit.berlaku_sampai:
        raise UnitEnded(unit=unit.code, until=f"{unit.berlaku_sampai:%d-%m-%Y}")


def unit_of(session: Session, code: str) -> UnitOut:
    """
    Raises:
        UnknownUnit: there is no such unit.
    """
    row = repository.unit_named(session, code)
    if row is None:
        raise UnknownUnit(unit=code)
    return _described(row)


def all_units(session: Session) -> list[UnitOut]:
    """In order of code, those that ended too."""
    return [_described(row) for row in repository.units(session)]


def _described(row: models.Unit) -> UnitOut:
    facts = row.model_dump(exclude={"code", "asal"})
    return UnitOut(kode=row.code, asal=tuple(row.asal.split()), **facts)


def assign_pejabat(session: Session, code: str, officials: PejabatList, now: datetime) -> None:
    """Replace the whole list of a unit, or of the instansi.

    Raises:
        UnknownUnit: neither has this code.
        PejabatRefused: a Plt or Plh without decree or dates.
    """
    lock(session, "organisasi")
    check_known(session, code)
    faults = decrees.faults_in_pejabat(officials.pejabat)
    if faults:
        raise PejabatRefused(errors=tuple(faults), count=len(faults))
    rows = [
        models.Pejabat(unit=code, urutan=urutan, **official.model_dump())
        for urutan, official in enumerate(officials.pejabat, 1)
    ]
    known = repository.pejabat_of(session, code)
    if [row.model_dump() for row in known] == [row.model_dump() for row in rows]:
        return
    repository.forget_pejabat(session, code)
    session.add_all(rows)
    pejabat = tuple(Pejabat(**official.model_dump()) for official in officials.pejabat)
    emit(session, PejabatAssigned(unit=code, pejabat=pejabat), at=now)


def check_known(session: Session, code: str) -> None:
    """Raises UnknownUnit unless a unit or the instansi has this code."""
    instansi = repository.instansi(session)
    if instansi is not None and instansi.code == code:
        return
    if repository.unit_named(session, code) is None:
        raise UnknownUnit(unit=code)


def officials_of(session: Session, code: str) -> PejabatList:
    """The list as it was sent.

    Raises:
        UnknownUnit: neither a unit nor the instansi has this code.
    """
    check_known(session, code)
    rows = repository.pejabat_of(session, code)
    return PejabatList(
        pejabat=tuple(PejabatBody(**row.model_dump(exclude={"unit", "urutan"})) for row in rows)
    )


def office_of(row: models.Instansi) -> InstansiIn:
    """The office as it was sent."""
    kop = KopIn(
        pemerintah=row.kop_pemerintah,
        nama=row.kop_nama,
        aksara=row.kop_aksara,
        alamat=row.kop_alamat,
        kontak=row.kop_kontak,
    )
    return InstansiIn(
        kode=row.code,
        nama=row.nama,
        tempat=row.tempat,
        kop=kop,
        contoh=row.contoh,
        sumber=row.sumber,
    )


def _row_of(office: InstansiIn) -> models.Instansi:
    kop = {f"kop_{name}": value for name, value in office.kop.model_dump().items()}
    return models.Instansi(code=office.kode, **office.model_dump(exclude={"kode", "kop"}), **kop)
