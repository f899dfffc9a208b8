"""Opening and closing the collection of a triwulan (SOP step 1), by a person or by the clock."""

from datetime import datetime

from sqlmodel import Session

from collector.organisasi.errors import NoInstansi
from collector.organisasi.repository import instansi, units
from collector.perencanaan.errors import NoPerjanjianKinerja
from collector.perencanaan.repository import units_with_plan, years_with_plan
from collector.periode import domain, repository
from collector.periode.domain import CLOCK, Jendela, Keadaan
from collector.periode.errors import PeriodClosed, PeriodNotOpen, UnknownPeriod
from collector.periode.models import Disposisi
from collector.periode.models import Periode as PeriodeRow
from collector.periode.schemas import KewajibanOut, PeriodeOut, ScheduleOut
from lapkin_chassis.outbox import emit
from lapkin_chassis.store import lock
from lapkin_contracts.pengumpulan import DisposisiIssued, PeriodeClosed, PeriodeOpened
from lapkin_contracts.rules.periods import ZONE, Periode

LOCK = "collection"
"""Held by whoever opens, closes or sends: a trigger fires once with several replicas, receipts are
one chain, and no figure slips in behind a closing."""


def open_periode(
    session: Session, triwulan: Periode, jendela: Jendela, *, oleh: str, now: datetime
) -> PeriodeOut:
    """Open collection, note what each unit owes, and issue the disposisi."""
    domain.check_triwulan(triwulan)
    lock(session, LOCK)
    row = repository.periode(session, triwulan)
    domain.check_may_open(triwulan, row.opened_at if row else None, now)
    wajib = units_with_plan(session, triwulan)
    if not wajib:
        raise NoPerjanjianKinerja(whose=triwulan.title)
    row = row or _schedule(session, triwulan, jendela)
    _open(session, row, wajib, jendela, oleh=oleh, now=now)
    return _described(session, row)


def close_periode(session: Session, triwulan: Periode, *, oleh: str, now: datetime) -> PeriodeOut:
    """Take no more figures, whoever is missing."""
    domain.check_triwulan(triwulan)
    lock(session, LOCK)
    row = repository.periode(session, triwulan)
    if row is None or row.state == Keadaan.TERJADWAL:
        opens = domain.tanggal(domain.opens_at(triwulan))
        raise PeriodNotOpen(title=triwulan.title, opens=opens)
    if row.closed_at is not None:
        raise PeriodClosed(title=triwulan.title, closed=domain.tanggal(row.closed_at))
    _close(session, row, oleh=oleh, now=now)
    return _described(session, row)


def run_due(session: Session, jendela: Jendela, *, now: datetime) -> ScheduleOut:
    """Everything the clock owes by `now`; running it again, or twice at once, adds nothing.

    A triwulan that ended while nothing ran is opened now, with its full window.
    """
    if instansi(session) is None:
        return ScheduleOut(opened=[], closed=[])
    lock(session, LOCK)
    _schedule_years(session, jendela)
    opened = [
        row
        for row in repository.due_to_open(session, now)
        if _open_if_owed(session, row, jendela, now)
    ]
    over = [row for row in repository.all_open(session) if domain.is_past(row.ditutup_pada, now)]
    for row in over:
        _close(session, row, oleh=CLOCK, now=now)
    return ScheduleOut(
        opened=[Periode(row.period) for row in opened],
        closed=[Periode(row.period) for row in over],
    )


def all_periode(session: Session) -> list[PeriodeOut]:
    """In order of time, each with who owes what."""
    owed: dict[str, list[KewajibanOut]] = {}
    for one in repository.kewajiban(session):
        owed.setdefault(one.period, []).append(KewajibanOut.model_validate(one.model_dump()))
    return [_out(row, owed.get(row.period, [])) for row in repository.all_periode(session)]


def periode_of(session: Session, triwulan: Periode) -> PeriodeOut:
    row = repository.periode(session, triwulan)
    if row is None:
        raise UnknownPeriod(period=triwulan)
    return _described(session, row)


def _schedule_years(session: Session, jendela: Jendela) -> None:
    """A row for each triwulan of every year that has a plan."""
    for tahun in years_with_plan(session):
        for triwulan in Periode(str(tahun)).triwulan:
            if repository.periode(session, triwulan) is None:
                _schedule(session, triwulan, jendela)


def _open_if_owed(session: Session, row: PeriodeRow, jendela: Jendela, now: datetime) -> bool:
    """Open by the clock, unless no plan was in force."""
    wajib = units_with_plan(session, Periode(row.period))
    if wajib:
        _open(session, row, wajib, jendela, oleh=CLOCK, now=now)
    return bool(wajib)


def _schedule(session: Session, triwulan: Periode, jendela: Jendela) -> PeriodeRow:
    opens = domain.opens_at(triwulan)
    row = PeriodeRow(
        period=triwulan,
        state=Keadaan.TERJADWAL,
        opens_at=opens,
        batas=domain.last_second(opens, jendela.submission_days),
        ditutup_pada=domain.last_second(opens, jendela.closing_days),
    )
    session.add(row)
    session.flush()
    return row


def _open(
    session: Session,
    row: PeriodeRow,
    wajib: tuple[str, ...],
    jendela: Jendela,
    *,
    oleh: str,
    now: datetime,
) -> None:
    office, triwulan = _office(session), Periode(row.period)
    row.state = Keadaan.TERBUKA
    row.opened_at = now
    row.batas = domain.last_second(now, jendela.submission_days)
    row.ditutup_pada = domain.last_second(now, jendela.closing_days)
    repository.add_kewajiban(session, triwulan, wajib)
    emit(
        session,
        PeriodeOpened(
            unit=office,
            period=triwulan,
            wajib=wajib,
            batas=row.batas,
            ditutup=row.ditutup_pada,
            oleh=oleh,
        ),
        at=now,
    )
    _issue_disposisi(session, office, row, wajib, now)


def _issue_disposisi(
    session: Session, office: str, row: PeriodeRow, wajib: tuple[str, ...], now: datetime
) -> None:
    triwulan, tahun = Periode(row.period), now.astimezone(ZONE).year
    nomor = repository.last_nomor(session, tahun) + 1
    session.add(Disposisi(tahun=tahun, nomor=nomor, period=triwulan, issued_at=now))
    session.flush()
    emit(
        session,
        DisposisiIssued(
            unit=office,
            period=triwulan,
            nomor_agenda=domain.nomor_agenda(nomor, tahun),
            dari="Sekretaris",
            perihal=f"Permintaan data kinerja {triwulan.title}",
            sifat="Segera",
            diteruskan_kepada=tuple(one.nama for one in units(session) if one.code in wajib),
            instruksi=tuple(domain.instruksi(triwulan, row.batas)),
        ),
        at=now,
    )


def _close(session: Session, row: PeriodeRow, *, oleh: str, now: datetime) -> None:
    row.state = Keadaan.TERTUTUP
    row.closed_at = now
    emit(
        session,
        PeriodeClosed(unit=_office(session), period=Periode(row.period), oleh=oleh),
        at=now,
    )


def _office(session: Session) -> str:
    office = instansi(session)
    if office is None:
        raise NoInstansi
    return office.code


def _described(session: Session, row: PeriodeRow) -> PeriodeOut:
    owed = [one for one in repository.kewajiban(session) if one.period == row.period]
    return _out(row, [KewajibanOut.model_validate(one.model_dump()) for one in owed])


def _out(row: PeriodeRow, owed: list[KewajibanOut]) -> PeriodeOut:
    return PeriodeOut(title=Periode(row.period).title, kewajiban=owed, **row.model_dump())
