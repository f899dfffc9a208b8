"""What a Tidak asks for, and what becomes of answers."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from lapkin_contracts.laporan import ButirKoreksi, Snapshot, StatusKoreksi
from lapkin_contracts.rules.periods import Periode
from reporter.documents.hasil_koreksi import HasilKoreksi
from reporter.draft.models import Draft
from reporter.draft.service import Act
from reporter.laporan import repository as laporan
from reporter.review import domain, repository
from reporter.review.models import Jawaban, Koreksi
from reporter.review.schemas import BelumSelesaiIn, KoreksiIn
from reporter.review.sheet import hasil_koreksi_of


def next_putaran(session: Session, koreksi: Sequence[Koreksi], period: str) -> int:
    """Number of the Tidak that is being said about an edition."""
    numbers = {one.nomor for one in koreksi}
    earlier = repository.earlier_answers(session, period)
    returned = [one.putaran for nomor in numbers for one in earlier.get(nomor, ())]
    return 1 + max([*(one.putaran for one in koreksi), *returned], default=0)


def weigh_answers(
    session: Session,
    koreksi: Sequence[Koreksi],
    unsettled: Sequence[BelumSelesaiIn],
    putaran: int,
    act: Act,
) -> list[ButirKoreksi]:
    """Answers that are not named settle their koreksi; the others make it open again."""
    tanggapan = {one.nomor: one.tanggapan for one in unsettled}
    for one in koreksi:
        if one.status is StatusKoreksi.DIJAWAB and one.nomor in tanggapan:
            session.add(_unsettled(one, tanggapan[one.nomor], putaran, act))
            _reopen(one, tanggapan[one.nomor])
        elif one.status is StatusKoreksi.DIJAWAB:
            one.status = StatusKoreksi.SELESAI
    return [one.as_printed for one in koreksi if one.nomor in tanggapan]


def ask(
    session: Session, draft: Draft, items: Sequence[KoreksiIn], putaran: int, act: Act
) -> list[ButirKoreksi]:
    """New koreksi, numbered on from the last of the period."""
    snapshot = draft.snapshot
    first = repository.last_nomor(session, draft.period) + 1
    rows = [
        Koreksi(
            period=draft.period,
            nomor=nomor,
            edisi=snapshot.edisi,
            revision=draft.revision,
            bagian=item.bagian,
            uraian=item.uraian,
            pemilik=item.pemilik or domain.pemilik_of(item.bagian, units_of(snapshot)),
            batas_waktu=item.batas_waktu,
            putaran=putaran,
            requested_by=act.by,
            requested_at=act.at,
        )
        for nomor, item in enumerate(items, first)
    ]
    session.add_all(rows)
    session.flush()
    return [row.as_printed for row in rows]


def settle(session: Session, period: Periode, edisi: int) -> None:
    """A Ya accepts every answer."""
    for one in repository.koreksi_of(session, period, edisi):
        one.status = StatusKoreksi.SELESAI


def printed_exchange(session: Session, draft: Draft, edisi: int) -> HasilKoreksi:
    """Of the draft in hand, or of an edition that was issued before it.

    Raises EditionUnknown for any other.
    """
    snapshot = draft.snapshot
    if edisi != snapshot.edisi:
        issued = laporan.edition(session, draft.period, edisi)
        snapshot = Snapshot.model_validate_json(issued.isi)
    koreksi = repository.koreksi_of(session, draft.period, edisi)
    return hasil_koreksi_of(snapshot, koreksi, repository.earlier_answers(session, draft.period))


def units_of(snapshot: Snapshot) -> dict[str, str]:
    return {unit.unit: unit.nama for unit in snapshot.rekap.units}


def _unsettled(koreksi: Koreksi, tanggapan: str, putaran: int, act: Act) -> Jawaban:
    return Jawaban(
        period=koreksi.period,
        nomor=koreksi.nomor,
        putaran=putaran,
        jawaban=koreksi.jawaban,
        answered_by=koreksi.answered_by,
        answered_at=_moment(koreksi.answered_at),
        tanggapan=tanggapan,
        returned_by=act.by,
        returned_at=act.at,
    )


def _reopen(koreksi: Koreksi, tanggapan: str) -> None:
    koreksi.status, koreksi.tanggapan = StatusKoreksi.TERBUKA, tanggapan
    koreksi.jawaban, koreksi.answered_by, koreksi.answered_at = "", "", None


def _moment(answered_at: datetime | None) -> datetime:
    assert answered_at is not None  # it has an answer
    return answered_at
