"""Keep the newest revision of each unit, processed (SOP steps 2 and 3)."""

from collections.abc import Sequence

from sqlmodel import Session

from aggregator.pengumpulan import domain, repository
from aggregator.pengumpulan.models import Pengumpulan, Progres
from aggregator.pengumpulan.repository import Standing
from aggregator.perencanaan import repository as perencanaan
from aggregator.perencanaan.domain import RencanaIndikator
from lapkin_chassis.inbox import NotYet
from lapkin_chassis.tables import insert_rows
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.pengumpulan import (
    DataSubmitted,
    PeriodeClosed,
    PeriodeOpened,
    ProgresSubmitted,
)
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import Kebijakan


def open_period(session: Session, fact: Envelope[PeriodeOpened], kebijakan: Kebijakan) -> None:
    """Every unit begins with blank lines, so that nothing is missing from the page."""
    opened = fact.data
    pengumpulan: dict[str, object] = {
        "period": opened.period,
        "instansi": opened.unit,
        "kebijakan": kebijakan.model_dump_json(),
        "closed_at": None,
    }
    insert_rows(session, repository.pengumpulan, [pengumpulan])
    insert_rows(
        session,
        repository.kewajiban,
        (
            {
                "period": opened.period,
                "unit": unit,
                "urutan": urutan,
                "masuk": False,
                "revision": 0,
                "submitted_at": None,
                "oleh": "",
                "nomor_tanda_terima": None,
                "body_sha256": "",
            }
            for urutan, unit in enumerate(opened.wajib, 1)
        ),
    )
    for unit in opened.wajib:
        plan = perencanaan.rencana(session, unit, opened.period)
        repository.replace_lines(
            session, opened.period, unit, domain.lines_of(plan, (), kebijakan)
        )


def receive(session: Session, fact: Envelope[DataSubmitted]) -> Standing | None:
    """Take a submission in; none if this revision or a newer one is known.

    Raises:
        NotYet: the triwulan is not open, the unit owes nothing, or an indikator is unknown.
    """
    data = fact.data
    is_new = repository.mark_received(session, data)
    standing = repository.standing(session, data.period)
    if standing is None or not (is_new or repository.owes(session, data.period, data.unit)):
        msg = f"{data.unit} does not owe figures for {data.period}"
        raise NotYet(msg)
    if not is_new:
        return None
    plan = perencanaan.rencana(session, data.unit, data.period)
    _expect_promised(session, data, plan)
    lines = domain.lines_of(plan, data.nilai, standing.kebijakan)
    repository.replace_lines(session, data.period, data.unit, lines)
    repository.replace_anggaran(session, data)
    return standing


def close(session: Session, fact: Envelope[PeriodeClosed]) -> Standing:
    """Raises NotYet as long as the triwulan is not open."""
    pengumpulan = session.get(Pengumpulan, fact.data.period)
    if pengumpulan is None:
        raise NotYet(fact.data.period)
    pengumpulan.closed_at = fact.time
    session.flush()
    return standing_of(session, fact.data.period)


def replan(session: Session, unit: str, tahun: int) -> Sequence[Periode]:
    """Compute the lines of open triwulan again, against the newest plan."""
    periods = repository.open_periods(session, unit, tahun)
    for period in periods:
        plan = perencanaan.rencana(session, unit, period)
        known = repository.isian(session, period, unit)
        kebijakan = standing_of(session, period).kebijakan
        repository.replace_lines(session, period, unit, domain.lines_again(plan, known, kebijakan))
    return periods


def record_progres(session: Session, fact: Envelope[ProgresSubmitted]) -> None:
    progres = fact.data
    session.merge(
        Progres(
            unit=progres.unit,
            bulan=progres.bulan,
            period=progres.period,
            revision=progres.revision,
            submitted_at=progres.submitted_at,
        )
    )


def standing_of(session: Session, period: Periode) -> Standing:
    """How a triwulan that has opened stands."""
    standing = repository.standing(session, period)
    assert standing is not None
    return standing


def _expect_promised(
    session: Session, data: DataSubmitted, plan: Sequence[RencanaIndikator]
) -> None:
    """A value for an indikator of an older version is no longer asked for; an unknown one waits."""
    planned = {one.kode for one in plan}
    for nilai in data.nilai:
        kode = nilai.indikator
        if kode not in planned and not perencanaan.was_promised(
            session, data.unit, data.period.tahun, kode
        ):
            raise NotYet(kode)
