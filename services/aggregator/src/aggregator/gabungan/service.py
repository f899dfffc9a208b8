"""Recap a semester once its triwulan are issued, a year once its semesters are (SOP step 6)."""

from collections.abc import Iterator

from sqlmodel import Session

from aggregator.gabungan.domain import Bahan, Terbitan, combine
from aggregator.rekap import repository, service
from aggregator.rekap.domain import triwulan_until
from aggregator.rekap.models import LaporanTerbit
from aggregator.rekap.sambungan import sambungan
from lapkin_chassis.inbox import NotYet
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.laporan import LaporanIssued
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
    for longer in _reached_by(laporan.period):
        _recap(session, longer, fact)


def _reached_by(period: Periode) -> Iterator[Periode]:
    """Semester and year that tell of the year so far; a corrected triwulan reaches each at once."""
    tahun = Periode(str(period.tahun))
    for longer in (*tahun.parts, tahun):
        if longer.ends_on >= period.ends_on and longer != period:
            yield longer


def _recap(session: Session, period: Periode, fact: Envelope[LaporanIssued]) -> None:
    """As long as one of the reports it is made from is not out, there is nothing to do."""
    reports = (*period.parts, *triwulan_until(period))
    newest = {one: repository.newest_edition(session, one) for one in reports}
    issued = {one: edition for one, edition in newest.items() if edition is not None}
    if not issued.keys() >= set(period.parts):
        return
    made_from = {*period.parts, *period.triwulan}
    bahan = Bahan(
        period,
        [_built_on(session, issued[one]) for one in triwulan_until(period) if one in issued],
        collected_at=max(issued[one].issued_at for one in made_from & issued.keys()),
        sambungan=sambungan(session, period.tahun),
    )
    service.announce(session, combine(bahan), fact)


def _built_on(session: Session, edition: LaporanTerbit) -> Terbitan:
    rekap = repository.find(session, Periode(edition.period), edition.rekap_revision)
    assert rekap is not None
    return Terbitan(edition.edisi, repository.content(rekap))
