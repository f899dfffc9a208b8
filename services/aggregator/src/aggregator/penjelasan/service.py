"""Answer why a figure is what it is."""

from sqlmodel import Session

from aggregator.penjelasan import repository
from aggregator.penjelasan.domain import rumus_of
from aggregator.penjelasan.errors import UnknownLine
from aggregator.penjelasan.schemas import PerjanjianKinerjaOut, RumusOut, SubmissionOut, WhyOut
from aggregator.rekap import repository as rekap_repository
from aggregator.rekap import service as rekap
from lapkin_contracts.rekap import BarisRekap
from lapkin_contracts.rules.periods import Jenis, Periode


def explain(session: Session, period: Periode, unit: str, indikator: str) -> WhyOut:
    """Raises UnknownLine, or why the period has no lines yet."""
    if period.jenis is Jenis.TRIWULAN:
        return _explain_triwulan(session, period, unit, indikator)
    content = rekap_repository.content(rekap.get_rekap(session, period, None))
    own = [one for one in content.baris if (one.unit, one.indikator) == (unit, indikator)]
    line = _only(own, period, unit, indikator)
    return WhyOut(
        baris=line,
        rumus=RumusOut.model_validate(rumus_of(line, content.kebijakan)),
        kebijakan=content.kebijakan,
        rekap_revision=content.revision,
        perjanjian_kinerja=None,
        submission=None,
    )


def _explain_triwulan(session: Session, period: Periode, unit: str, indikator: str) -> WhyOut:
    kebijakan = rekap.opened(session, period).kebijakan
    lines = rekap.lines_of(session, period, unit=unit, indikator=indikator).baris
    line = _only(lines, period, unit, indikator)
    plan = repository.plan_of(session, period, unit)
    submission = repository.submission_of(session, period, unit)
    return WhyOut(
        baris=line,
        rumus=RumusOut.model_validate(rumus_of(line, kebijakan)),
        kebijakan=kebijakan,
        rekap_revision=rekap_repository.newest_revision(session, period) or None,
        perjanjian_kinerja=PerjanjianKinerjaOut.model_validate(plan),
        submission=None if submission is None else SubmissionOut.model_validate(submission),
    )


def _only(lines: list[BarisRekap], period: Periode, unit: str, indikator: str) -> BarisRekap:
    if not lines:
        raise UnknownLine(period=period, unit=unit, indikator=indikator)
    return lines[0]
