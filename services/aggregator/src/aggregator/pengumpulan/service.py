"""Keep the newest revision of each unit, processed (SOP steps 2 and 3)."""

from collections.abc import Iterable

from sqlmodel import Session

from aggregator.pengumpulan import domain, repository
from aggregator.pengumpulan.models import Pengumpulan, Progres
from aggregator.pengumpulan.repository import Standing
from aggregator.perencanaan import repository as perencanaan
from aggregator.perencanaan.domain import RencanaIndikator, pack, unpack
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
        "direkap": False,
        "closed_at": None,
    }
    insert_rows(session, repository.pengumpulan, [pengumpulan])
    blank = (
        {"urutan": urutan, **_blank(session, opened.period, unit, kebijakan)}
        for urutan, unit in enumerate(opened.wajib, 1)
    )
    insert_rows(session, repository.kewajiban, blank)


def receive(session: Session, fact: Envelope[DataSubmitted]) -> Standing | None:
    """Take a submission in; none if this revision or a newer one is known.

    Raises:
        NotYet: the triwulan is not open, the unit owes nothing, or an indikator is unknown.
    """
    data = fact.data
    owed = repository.obligation(session, data.period, data.unit)
    if owed is None:
        msg = f"{data.unit} does not owe figures for {data.period}"
        raise NotYet(msg)
    if data.revision <= owed.revision:
        return None
    plan = unpack(owed.rencana)
    _expect_promised(session, data, plan)
    lines = domain.lines_of(plan, data.nilai, owed.standing.kebijakan)
    repository.store_submission(
        session, data, domain.pack_lines(lines), domain.pack_anggaran(data.anggaran)
    )
    return owed.standing._replace(is_complete=owed.standing.is_complete and not data.belum)


def close(session: Session, fact: Envelope[PeriodeClosed]) -> Standing:
    """Raises NotYet as long as the triwulan is not open."""
    pengumpulan = session.get(Pengumpulan, fact.data.period)
    if pengumpulan is None:
        raise NotYet(fact.data.period)
    pengumpulan.closed_at = fact.time
    session.flush()
    return standing_of(session, fact.data.period)


def replan(session: Session, unit: str, tahun: int) -> list[Periode]:
    """Compute the lines of open triwulan again, against the newest plan."""
    changed = []
    for owed in repository.open_obligations(session, unit, tahun):
        period = Periode(owed.period)
        rencana = perencanaan.rencana(session, unit, period)
        kebijakan = standing_of(session, period).kebijakan
        lines = domain.lines_again(rencana.indikator, domain.unpack_lines(owed.baris), kebijakan)
        owed.versi, owed.rencana = rencana.versi, pack(rencana)
        owed.baris = domain.pack_lines(lines)
        changed.append(period)
    session.flush()
    return changed


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


def _blank(
    session: Session, period: Periode, unit: str, kebijakan: Kebijakan
) -> dict[str, object]:
    rencana = perencanaan.rencana(session, unit, period)
    return {
        "period": period,
        "unit": unit,
        "versi": rencana.versi,
        "rencana": pack(rencana),
        "masuk": False,
        "revision": 0,
        "submitted_at": None,
        "oleh": "",
        "nomor_tanda_terima": None,
        "body_sha256": "",
        "baris": domain.pack_lines(domain.lines_of(rencana.indikator, (), kebijakan)),
        "anggaran": domain.pack_anggaran(()),
    }


def _expect_promised(
    session: Session, data: DataSubmitted, plan: Iterable[RencanaIndikator]
) -> None:
    """A value for an indikator of an older version is no longer asked for; an unknown one waits."""
    planned = {one.kode for one in plan}
    for nilai in data.nilai:
        kode = nilai.indikator
        if kode not in planned and not perencanaan.was_promised(
            session, data.unit, data.period.tahun, kode
        ):
            raise NotYet(kode)
