"""HTTP bodies: how a figure came about."""

from datetime import date

from pydantic import AwareDatetime

from aggregator.rekap.schemas import Out
from lapkin_contracts.pengumpulan import Bukti
from lapkin_contracts.rekap import BarisRekap
from lapkin_contracts.rules.numbers import Angka
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import Kebijakan, TargetBerlaku


class RumusOut(Out):
    kode: str
    uraian: str
    """The formula in words."""
    langkah: list[str]
    """The same with its figures, from target and realisasi to what is printed."""


class SubmissionOut(Out):
    """Which submission a figure came in with; the collector holds it and its receipt."""

    id: str
    """As on the receipt: `dinkes/2026-TW3/r2`."""
    revision: int
    submitted_at: AwareDatetime
    oleh: str
    nomor_tanda_terima: int
    body_sha256: str
    terlambat_hari: int
    event_id: str
    """Of `data.submitted`; empty where it came in before it was kept."""


class PerjanjianKinerjaOut(Out):
    nomor: str
    versi: int
    berlaku_sejak: date
    tanggal: date | None
    alasan: str
    """Why this version was made; empty of the first."""
    berkas: Bukti | None
    """The signed document."""


class RencanaAksiOut(Out):
    """A version of the Rencana Aksi that was in force in the triwulan."""

    versi: int
    berlaku_sejak: date
    hari: int
    """Calendar days of the triwulan."""
    target: Angka | None
    target_atas: Angka | None


class TargetOut(Out):
    """How the target of a triwulan was chosen."""

    cara: TargetBerlaku
    rencana_aksi: list[RencanaAksiOut]


class TriwulanOut(Out):
    """What a figure says of one triwulan, and what it rests on."""

    period: Periode
    rekap_revision: int
    rekap_event_id: str
    """Of `rekap.completed`."""
    edisi: int
    """Of the issued report."""
    baris: BarisRekap
    rumus: RumusOut
    kebijakan: Kebijakan
    """That of the triwulan, which may be another one's than the semester's."""
    perjanjian_kinerja: PerjanjianKinerjaOut | None
    target: TargetOut
    submission_id: str | None
    """Which submission the figure came in with; None if there was none."""
    submission_revision: int | None
    submitted_at: AwareDatetime | None
    nomor_tanda_terima: int | None
    submission: SubmissionOut | None
    """All that is known of it, while no newer revision has come in; the collector has the rest."""


class WhyOut(Out):
    """How a figure came about; evidence and warnings stand in its line."""

    baris: BarisRekap
    rumus: RumusOut
    kebijakan: Kebijakan
    rekap_revision: int | None
    """None while figures are still coming in."""
    rekap_event_id: str | None
    perjanjian_kinerja: PerjanjianKinerjaOut | None
    target: TargetOut | None
    """Of a triwulan."""
    submission: SubmissionOut | None
    """Of a triwulan, once the unit has sent its figures."""
    gabungan: list[str]
    """How the realisasi of a semester or year came from its triwulan; empty of a triwulan."""
    sumber: list[TriwulanOut]
    """The triwulan a semester or year was made from by `mode`, a predecessor's too."""
