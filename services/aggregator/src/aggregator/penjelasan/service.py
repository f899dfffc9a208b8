"""Answer why a figure is what it is."""

from collections.abc import Sequence

from sqlmodel import Session

from aggregator.pengumpulan.models import Kewajiban
from aggregator.penjelasan import repository
from aggregator.penjelasan.domain import rumus_of, submission_id
from aggregator.penjelasan.errors import UnknownLine
from aggregator.penjelasan.hitungan import gabungan_of, steps_of
from aggregator.penjelasan.schemas import (
    PerjanjianKinerjaOut,
    RencanaAksiOut,
    RumusOut,
    SubmissionOut,
    TargetOut,
    TriwulanOut,
    WhyOut,
)
from aggregator.rekap import repository as rekap_repository
from aggregator.rekap import service as rekap
from aggregator.rekap.deret import Kunci, lineage
from aggregator.rekap.models import Rekap
from aggregator.rekap.sambungan import sambungan
from lapkin_contracts.pengumpulan import Bukti
from lapkin_contracts.rekap import BarisRekap, RekapCompleted, SumberRekap
from lapkin_contracts.rules.periods import Jenis, Periode
from lapkin_contracts.rules.policy import Kebijakan


def explain(session: Session, period: Periode, unit: str, indikator: str) -> WhyOut:
    """Raises UnknownLine, or why the period has no lines yet."""
    if period.jenis is Jenis.TRIWULAN:
        return _explain_triwulan(session, period, unit, indikator)
    stored = rekap.get_rekap(session, period, None)
    content = rekap_repository.content(stored)
    line = _line_of(content, [(unit, indikator)])
    if line is None:
        raise UnknownLine(period=period, unit=unit, indikator=indikator)
    keys = lineage((unit, indikator), sambungan(session, period.tahun))
    made_of = {titik.period for titik in line.riwayat}
    found = (_source(session, one, keys) for one in content.sumber if one.period in made_of)
    sources = [one for one in found if one is not None]
    return WhyOut(
        baris=line,
        rumus=_rumus(line, content.kebijakan),
        kebijakan=content.kebijakan,
        rekap_revision=content.revision,
        rekap_event_id=stored.event_id,
        perjanjian_kinerja=_plan(session, period, line),
        target=None,
        submission=None,
        gabungan=gabungan_of(line, [(one.period, one.baris) for one in sources]),
        sumber=sources,
    )


def _explain_triwulan(session: Session, period: Periode, unit: str, indikator: str) -> WhyOut:
    kebijakan = rekap.opened(session, period).kebijakan
    lines = rekap.lines_of(session, period, unit=unit, indikator=indikator).baris
    if not lines:
        raise UnknownLine(period=period, unit=unit, indikator=indikator)
    line, stored = lines[0], rekap_repository.find(session, period)
    owed = repository.obligation_of(session, period, unit)
    return WhyOut(
        baris=line,
        rumus=_rumus(line, kebijakan),
        kebijakan=kebijakan,
        rekap_revision=None if stored is None else stored.revision,
        rekap_event_id=None if stored is None else stored.event_id,
        perjanjian_kinerja=_plan(session, period, line),
        target=_target(session, owed, indikator, kebijakan),
        submission=_submission(owed) if owed.revision else None,
        gabungan=[],
        sumber=[],
    )


def _source(session: Session, sumber: SumberRekap, keys: Sequence[Kunci]) -> TriwulanOut | None:
    """None of a triwulan in which nobody of the lineage had the indikator."""
    stored = rekap_repository.find(session, sumber.period, sumber.rekap_revision)
    assert stored is not None
    content = rekap_repository.content(stored)
    line = _line_of(content, keys)
    return None if line is None else _triwulan(session, stored, content, line, sumber.edisi)


def _triwulan(
    session: Session, stored: Rekap, content: RekapCompleted, line: BarisRekap, edisi: int
) -> TriwulanOut:
    owed = repository.obligation_of(session, content.period, line.unit)
    said = next(unit for unit in content.units if unit.unit == line.unit)
    return TriwulanOut(
        period=content.period,
        rekap_revision=stored.revision,
        rekap_event_id=stored.event_id,
        edisi=edisi,
        baris=line,
        rumus=_rumus(line, content.kebijakan),
        kebijakan=content.kebijakan,
        perjanjian_kinerja=_plan(session, content.period, line),
        target=_target(session, owed, line.indikator, content.kebijakan),
        submission_id=submission_id(line.unit, content.period, said.revision),
        submission_revision=said.revision,
        submitted_at=said.submitted_at,
        nomor_tanda_terima=said.nomor_tanda_terima,
        submission=_submission(owed) if said.revision == owed.revision else None,
    )


def _submission(owed: Kewajiban) -> SubmissionOut:
    known = submission_id(owed.unit, owed.period, owed.revision)
    said = owed.model_dump(include=set(SubmissionOut.model_fields))
    return SubmissionOut.model_validate({**said, "id": known})


def _rumus(line: BarisRekap, kebijakan: Kebijakan) -> RumusOut:
    kode, uraian = rumus_of(line, kebijakan)
    return RumusOut(kode=kode, uraian=uraian, langkah=steps_of(line, kebijakan))


def _line_of(content: RekapCompleted, keys: Sequence[Kunci]) -> BarisRekap | None:
    """That of the first key which has one."""
    by_key = {(line.unit, line.indikator): line for line in content.baris}
    return next((by_key[key] for key in keys if key in by_key), None)


def _plan(session: Session, period: Periode, line: BarisRekap) -> PerjanjianKinerjaOut | None:
    plan = repository.plan_of(session, line.unit, period.tahun, line.versi)
    if plan is None:
        return None
    berkas = Bukti.model_validate_json(plan.berkas) if plan.berkas else None
    said = plan.model_dump(include=set(PerjanjianKinerjaOut.model_fields))
    return PerjanjianKinerjaOut.model_validate({**said, "berkas": berkas})


def _target(session: Session, owed: Kewajiban, indikator: str, kebijakan: Kebijakan) -> TargetOut:
    targets = repository.targets_of(session, owed, indikator)
    return TargetOut(
        cara=kebijakan.target_berlaku,
        rencana_aksi=[RencanaAksiOut.model_validate(one) for one in targets],
    )
