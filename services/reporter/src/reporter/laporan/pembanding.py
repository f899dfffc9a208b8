"""Issued reports that another one is compared with."""

from sqlmodel import Session

from lapkin_contracts.laporan import Pembanding
from lapkin_contracts.rules.periods import Periode
from reporter.documents.pembanding import compared_periods, pembanding_of
from reporter.laporan import repository


def earlier_reports(session: Session, period: Periode) -> tuple[Pembanding, ...]:
    """The newest edition of each, oldest period first; what was never issued here is left out."""
    wanted = compared_periods(period)
    missing = repository.not_issued(session, wanted)
    return tuple(
        pembanding_of(repository.newest_snapshot(session, one))
        for one in wanted
        if one not in missing
    )
