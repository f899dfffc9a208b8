"""What opening and closing do, whoever asked for it."""

from collections.abc import Sequence

from sqlmodel import Session

from collector.jadwal import domain as jadwal
from collector.kalender.repository import waktu_kerja
from collector.perencanaan.repository import years_with_plan
from collector.periode import disposisi, domain, repository
from collector.periode.disposisi import office_code
from collector.periode.domain import Jendela, Keadaan, Turn
from collector.periode.models import Periode as PeriodeRow
from collector.surat import service as surat
from collector.surat.service import Tenggat
from lapkin_chassis import triggers
from lapkin_chassis.outbox import emit
from lapkin_contracts.pengumpulan import PeriodeClosed, PeriodeOpened
from lapkin_contracts.rules.periods import Periode


def unscheduled(session: Session) -> Sequence[Periode]:
    """Triwulan of the years with a plan that have no row yet."""
    known = {row.period for row in repository.all_periode(session)}
    planned = (
        triwulan for tahun in years_with_plan(session) for triwulan in Periode(str(tahun)).triwulan
    )
    return [triwulan for triwulan in planned if triwulan not in known]


def schedule(session: Session, triwulan: Periode, jendela: Jendela) -> PeriodeRow:
    """Note when it will be collected."""
    opens, waktu = domain.opens_at(triwulan), waktu_kerja(session)
    row = PeriodeRow(
        period=triwulan,
        state=Keadaan.TERJADWAL,
        opens_at=opens,
        batas=domain.last_second(opens, jendela.submission_days, waktu),
        ditutup_pada=domain.last_second(opens, jendela.closing_days, waktu),
    )
    session.add(row)
    session.flush()
    return row


def open_row(session: Session, row: PeriodeRow, wajib: tuple[str, ...], turn: Turn) -> None:
    """Open collection, note what each unit owes, issue the disposisi and write to the units."""
    triwulan, waktu = Periode(row.period), waktu_kerja(session)
    row.state = Keadaan.TERBUKA
    row.opened_at = turn.at
    row.batas = domain.last_second(turn.at, turn.jendela.submission_days, waktu)
    row.ditutup_pada = domain.last_second(turn.at, turn.jendela.closing_days, waktu)
    repository.add_kewajiban(session, triwulan, wajib, row.batas)
    emit(
        session,
        PeriodeOpened(
            unit=office_code(session),
            period=triwulan,
            wajib=wajib,
            batas=row.batas,
            ditutup=row.ditutup_pada,
            oleh=turn.by,
        ),
        at=turn.at,
    )
    disposisi.order_figures(session, triwulan, wajib, row.batas, turn.at)
    surat.write(session, triwulan, wajib, Tenggat(row.batas, row.ditutup_pada), turn.at)
    outcome = f"Dibuka untuk {len(wajib)} unit sampai {domain.tanggal(row.batas)}."
    triggers.record(session, jadwal.opening(triwulan), at=turn.at, by=turn.by, outcome=outcome)


def close_row(session: Session, row: PeriodeRow, turn: Turn) -> None:
    """Take no more figures, whoever is missing."""
    triwulan = Periode(row.period)
    row.state = Keadaan.TERTUTUP
    row.closed_at = turn.at
    session.flush()
    emit(
        session,
        PeriodeClosed(unit=office_code(session), period=triwulan, oleh=turn.by),
        at=turn.at,
    )
    missing = len(repository.unmet(session, triwulan))
    outcome = f"Ditutup; {missing} unit belum memenuhi kewajiban."
    due = jadwal.closing(triwulan, row.ditutup_pada)
    triggers.record(session, due, at=turn.at, by=turn.by, outcome=outcome)
