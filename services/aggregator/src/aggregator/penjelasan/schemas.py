"""HTTP bodies: how a figure came about."""

from datetime import date

from pydantic import AwareDatetime

from aggregator.rekap.schemas import Out
from lapkin_contracts.rekap import BarisRekap
from lapkin_contracts.rules.policy import Kebijakan


class RumusOut(Out):
    kode: str
    uraian: str


class SubmissionOut(Out):
    """Which submission a figure came in with; the collector holds it and its receipt."""

    revision: int
    submitted_at: AwareDatetime
    oleh: str
    nomor_tanda_terima: int
    body_sha256: str


class PerjanjianKinerjaOut(Out):
    nomor: str
    versi: int
    berlaku_sejak: date


class WhyOut(Out):
    """How a figure came about."""

    baris: BarisRekap
    """A semester or year is recomputed from its `riwayat` by `mode`; ask why of each triwulan."""
    rumus: RumusOut
    kebijakan: Kebijakan
    rekap_revision: int | None
    """None while figures are still coming in."""
    perjanjian_kinerja: PerjanjianKinerjaOut | None
    submission: SubmissionOut | None
    """Of a triwulan, once the unit has sent its figures."""
