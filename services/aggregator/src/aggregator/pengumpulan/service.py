"""Keep the newest revision of each unit, processed (SOP steps 2 and 3)."""

from collections.abc import Iterable

from sqlmodel import Session

from aggregator.kebijakan.service import in_force
from aggregator.pengumpulan import domain, repository
from aggregator.pengumpulan.models import Pengumpulan, Progres
from aggregator.pengumpulan.repository import Standing
from aggregator.perencanaan import repository as perencanaan
from aggregator.perencanaan.domain import RencanaIndikator, pack, pack_berlaku, unpack
from lapkin_chassis.inbox import NotYet
from lapkin_chassis.tables import insert_rows
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.pengumpulan import (
    DataReturned,
    DataSubmitted,
    PeriodeClosed,
    PeriodeOpened,
    ProgresSubmitted,
)
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import Kebijakan


def open_period(session: Session, fact: Envelope[PeriodeOpened], bawaan: Kebijakan) -> None:
    """Every unit begins with blank lines, so that nothing is missing from the page."""
    opened = fact.data
    kebijakan = in_force(session, bawaan, fact.time)
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
    lines = domain.lines_of(plan, data.nilai, owed.standing.kebijakan, data.peringatan)
    keadaan = domain.keadaan_of(data, owed.terlambat_hari if owed.masuk else None)
    repository.store_submission(session, fact, keadaan, domain.pack_lines(lines))
    return owed.standing._replace(is_complete=owed.standing.is_complete and keadaan.masuk)


def take_back(session: Session, fact: Envelope[DataReturned]) -> Standing | None:
    """The obligation is open again; none if a newer revision is known.

    Raises:
        NotYet: the revision that was returned has not arrived.
    """
    data = fact.data
    owed = repository.obligation(session, data.period, data.unit)
    if owed is None or owed.revision < data.revision:
        msg = f"{data.unit} has not sent revision {data.revision} for {data.period}"
        raise NotYet(msg)
    if owed.revision > data.revision:
        return None
    repository.reopen(session, data.period, data.unit)
    return owed.standing._replace(is_complete=False)


def close(session: Session, fact: Envelope[PeriodeClosed]) -> Standing:
    """Raises NotYet as long as the triwulan is not open."""
    pengumpulan = session.get(Pengumpulan, fact.data.period)
    if pengumpulan is None:
        raise NotYet(fact.data.period)
    pengumpulan.closed_at = fact.time
    session.flush()
    return standing_of(session, fact.data.period)


def replan(session: Session, unit: str, tahun: int) -> list[Periode]:
    """Compute the lines of open triwulan again where another plan is in force in them now."""
    changed = []
    for owed in repository.open_obligations(session, unit, tahun):
        period = Periode(owed.period)
        kebijakan = standing_of(session, period).kebijakan
        rencana = perencanaan.rencana(session, unit, period, kebijakan.target_berlaku)
        packed, berlaku = pack(rencana), pack_berlaku(rencana)
        if (owed.versi, owed.rencana, owed.target_berlaku) == (rencana.versi, packed, berlaku):
            continue
        lines = domain.lines_again(rencana.indikator, domain.unpack_lines(owed.baris), kebijakan)
        owed.versi, owed.rencana, owed.target_berlaku = rencana.versi, packed, berlaku
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
            indikator=domain.pack_progres(progres.indikator),
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
    rencana = perencanaan.rencana(session, unit, period, kebijakan.target_berlaku)
    return {
        "period": period,
        "unit": unit,
        "versi": rencana.versi,
        "rencana": pack(rencana),
        "target_berlaku": pack_berlaku(rencana),
        "masuk": False,
        "is_nihil": False,
        "terlambat_hari": 0,
        "revision": 0,
        "event_id": "",
        "submitted_at": None,
        "oleh": "",
        "nomor_tanda_terima": None,
        "body_sha256": "",
        "baris": domain.pack_lines(domain.lines_again(rencana.indikator, (), kebijakan)),
        "anggaran": domain.pack_anggaran(()),
        "alasan_anggaran": domain.pack_alasan(()),
        "rtl": domain.pack_rtl(()),
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
