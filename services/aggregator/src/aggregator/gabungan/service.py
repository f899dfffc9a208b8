"""Recap a semester once its triwulan are issued, a year once its semesters are (SOP step 6)."""

from sqlmodel import Session

from aggregator.gabungan.domain import Bahan, combine
from aggregator.rekap import repository, service
from aggregator.rekap.domain import triwulan_until
from aggregator.rekap.models import LaporanTerbit
from lapkin_chassis.inbox import NotYet
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.laporan import LaporanIssued
from lapkin_contracts.rekap import RekapCompleted
from lapkin_contracts.rules.periods import Periode


def issue(session: Session, fact: Envelope[LaporanIssued]) -> None:
    """Remember an edition; with the last one that was waited for, recap the longer period.

    Raises:
        NotYet: the rekap it was built on is not known.
    """
    service.take_turn(session)
    laporan = fact.data
    if repository.find(session, laporan.period, laporan.rekap_revision) is None:
        msg = f"rekap {laporan.period} revision {laporan.rekap_revision}"
        raise NotYet(msg)
    session.add(
        LaporanTerbit(
            period=laporan.period,
            edisi=laporan.edisi,
            rekap_revision=laporan.rekap_revision,
            issued_at=laporan.issued_at,
            snapshot_sha256=laporan.snapshot_sha256,
        )
    )
    parent = laporan.period.parent
    if parent is None:
        return
    editions = [repository.newest_edition(session, part) for part in parent.parts]
    issued = [edition.issued_at for edition in editions if edition is not None]
    if len(issued) == len(parent.parts):
        bahan = Bahan(parent, _year_so_far(session, parent), collected_at=max(issued))
        service.announce(session, combine(bahan), fact)


def _year_so_far(session: Session, period: Periode) -> list[RekapCompleted]:
    """The rekap that the issued triwulan were built on, up to the period's end."""
    built_on = []
    for one in triwulan_until(period):
        edition = repository.newest_edition(session, one)
        if edition is not None:
            rekap = repository.find(session, one, edition.rekap_revision)
            assert rekap is not None
            built_on.append(repository.content(rekap))
    return built_on
