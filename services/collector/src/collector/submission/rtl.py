"""Rencana tindak lanjut: what a unit promised in one triwulan, it answers for in the next."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from collector.submission.domain import RtlAt, State
from lapkin_chassis.errors import Fault
from lapkin_contracts.pengumpulan import JawabanRtl, StatusRtl


def promised_in(past: State) -> tuple[str, ...]:
    """Indikator with a promise, in the order of the triwulan it was given in."""
    return tuple(kode for kode, nilai in past.nilai.items() if nilai.rencana_tindak_lanjut.strip())


def unanswered(promised: Iterable[str], answers: Mapping[str, JawabanRtl]) -> tuple[str, ...]:
    return tuple(kode for kode in promised if kode not in answers)


def merged(
    before: Mapping[str, JawabanRtl], answers: Iterable[RtlAt], promised: Iterable[str]
) -> Mapping[str, JawabanRtl]:
    """The newest answer to each promise, in the order of the promises."""
    known = {**before, **{one.indikator: one for _, one in answers}}
    return {kode: known[kode] for kode in promised if kode in known}


def faults_in_rtl(answers: Sequence[RtlAt], promised: Collection[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, one in answers:
        where = f"/rtl/{index}"
        if one.indikator not in promised:
            yield Fault(
                f"{where}/indikator",
                "unknown-rtl",
                f"Tidak ada rencana tindak lanjut untuk {one.indikator} pada triwulan sebelumnya.",
                "Jawab hanya rencana tindak lanjut yang pernah disampaikan.",
            )
        elif one.indikator in seen:
            yield Fault(
                f"{where}/indikator",
                "doubled-rtl",
                f"Rencana tindak lanjut {one.indikator} dijawab lebih dari satu kali.",
                "Kirim satu jawaban untuk setiap indikator.",
            )
        seen.add(one.indikator)
        if not _is_explained(one):
            yield Fault(
                f"{where}/keterangan",
                "rtl-keterangan-required",
                f"Tindak lanjut {one.indikator} berstatus {one.status} tanpa keterangan.",
                "Tulis keterangan; untuk status selesai, bukti juga cukup.",
            )


def _is_explained(answer: JawabanRtl) -> bool:
    if answer.status is StatusRtl.SELESAI and answer.bukti:
        return True
    return bool(answer.keterangan.strip())
