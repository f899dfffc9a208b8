"""Rules of a submission: what is wrong with it, and what it changes."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from typing import Final

from collector.perencanaan.domain import Janji, Plan
from collector.submission.errors import PreconditionRequired, StaleVersion
from lapkin_chassis.errors import Fault
from lapkin_contracts.pengumpulan import Nilai, RealisasiAnggaran, StatusNilai

MAX_VALUES: Final = 2000
PERSEN: Final = frozenset({"%", "persen"})

_WIDE: Final = Context(prec=60, rounding=ROUND_HALF_UP)

NilaiAt = tuple[int, Nilai]
"""A value with its place in the request."""
AnggaranAt = tuple[int, RealisasiAnggaran]
Place = tuple[str, int]
"""Names an item: `("nilai", 3)`."""


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class State:
    """All that a unit says about a triwulan, in the order of its Perjanjian Kinerja."""

    nilai: Mapping[str, Nilai]
    anggaran: Mapping[str, RealisasiAnggaran]


NOTHING: Final = State({}, {})


@dataclass(frozen=True, slots=True)
class Precondition:
    """What the sender believes is stored: a revision, or no value at all."""

    revision: int | None

    @classmethod
    def of(cls, if_match: str | None, if_none_match: str | None) -> "Precondition":
        """
        Raises:
            PreconditionRequired: neither header says anything usable.
        """
        if if_none_match is not None and if_none_match.strip() == "*":
            return cls(None)
        tag = (if_match or "").strip().removeprefix("W/").strip('"')
        if tag.startswith("v") and tag[1:].isdecimal():
            return cls(int(tag[1:]))
        raise PreconditionRequired

    def check(self, revision: int, *, has_value: bool) -> None:
        """
        Raises:
            StaleVersion: something else is stored.
        """
        is_met = not has_value if self.revision is None else self.revision == revision
        if not is_met:
            raise StaleVersion(revision=revision)


def faults_in(nilai: Sequence[NilaiAt], anggaran: Sequence[AnggaranAt], plan: Plan) -> list[Fault]:
    """Everything wrong with a request, each with the place to mend it."""
    if not nilai and not anggaran:
        return [Fault("", "empty-submission", "Kiriman tidak berisi apa pun.", "Isi nilai.")]
    if len(nilai) + len(anggaran) > MAX_VALUES:
        hint = "Bagi menjadi beberapa kiriman."
        return [Fault("/nilai", "too-many-values", f"Lebih dari {MAX_VALUES} isian.", hint)]
    faults: list[Fault] = []
    seen: set[str] = set()
    for index, one in nilai:
        janji = plan.indikator.get(one.indikator)
        if janji is None or one.indikator in seen or not _is_plain(one):
            faults += _faults_of_nilai(f"/nilai/{index}", one, janji, seen)
        seen.add(one.indikator)
    codes: set[str] = set()
    for index, line in anggaran:
        faults += _faults_of_anggaran(f"/anggaran/{index}", line, plan, codes)
        codes.add(line.kode)
    return faults


def _is_plain(nilai: Nilai) -> bool:
    """A figure and no more, as nearly all are: nothing about it can be wrong."""
    return (
        nilai.status is StatusNilai.TERISI
        and nilai.realisasi is not None
        and nilai.pembilang is None
        and nilai.penyebut is None
    )


def place_of(fault: Fault) -> Place | None:
    """The item a fault belongs to; none if it concerns the whole."""
    parts = fault.pointer.split("/")
    if len(parts) > 2 and parts[1] in {"nilai", "anggaran"} and parts[2].isdecimal():
        return parts[1], int(parts[2])
    return None


def within(faults: Iterable[Fault], item: str) -> tuple[Fault, ...]:
    """The same faults, with places counted from `item` instead of the whole request."""
    return tuple(replace(fault, pointer=fault.pointer.removeprefix(item)) for fault in faults)


def merge(
    before: State, nilai: Iterable[NilaiAt], anggaran: Iterable[AnggaranAt], plan: Plan
) -> State:
    """The whole state afterwards: what was given replaces, what was not given stays."""
    figures = {**before.nilai, **{one.indikator: one for _, one in nilai}}
    lines = {**before.anggaran, **{line.kode: line for _, line in anggaran}}
    return State(
        {kode: figures[kode] for kode in plan.indikator if kode in figures},
        {kode: lines[kode] for kode in plan.anggaran if kode in lines},
    )


def outcome_of(
    before: Nilai | RealisasiAnggaran | None, given: Nilai | RealisasiAnggaran
) -> Outcome:
    if before is None:
        return Outcome.CREATED
    # field by field; pydantic's own comparison costs six times as much
    return Outcome.UNCHANGED if vars(before) == vars(given) else Outcome.UPDATED


def belum(state: State, plan: Plan) -> tuple[str, ...]:
    """Indikator still owed, in order."""
    return tuple(kode for kode in plan.indikator if kode not in state.nilai)


def _faults_of_nilai(
    where: str, nilai: Nilai, janji: Janji | None, seen: Collection[str]
) -> Iterator[Fault]:
    if janji is None:
        yield Fault(
            f"{where}/indikator",
            "unknown-indikator",
            f"Indikator {nilai.indikator} tidak ada dalam Perjanjian Kinerja.",
            "Pakai kode dari Perjanjian Kinerja yang berlaku.",
        )
        return
    if nilai.indikator in seen:
        yield Fault(
            f"{where}/indikator",
            "doubled-indikator",
            f"Indikator {nilai.indikator} dikirim lebih dari satu kali.",
            "Kirim satu nilai untuk setiap indikator.",
        )
    if nilai.status is StatusNilai.TERISI:
        yield from _faults_of_figures(where, nilai, janji.satuan)
    else:
        yield from _faults_of_absence(where, nilai)


def _faults_of_absence(where: str, nilai: Nilai) -> Iterator[Fault]:
    if not nilai.alasan.strip():
        yield Fault(
            f"{where}/alasan",
            "alasan-required",
            f"Status {nilai.status} memerlukan alasan.",
            "Jelaskan mengapa nilainya tidak ada.",
        )
    if nilai.realisasi is not None and (
        nilai.status is StatusNilai.TIDAK_TERSEDIA or nilai.realisasi != 0
    ):
        yield Fault(
            f"{where}/realisasi",
            "realisasi-not-expected",
            f"Status {nilai.status} tidak disertai realisasi.",
            "Kosongkan realisasi, atau ubah status menjadi terisi.",
        )


def _faults_of_figures(where: str, nilai: Nilai, satuan: str) -> Iterator[Fault]:
    if nilai.realisasi is None:
        yield Fault(
            f"{where}/realisasi",
            "realisasi-required",
            "Realisasi belum diisi.",
            "Isi angkanya, atau pakai status nihil atau tidak_tersedia dengan alasan.",
        )
    if nilai.pembilang is None and nilai.penyebut is None:
        return
    if nilai.pembilang is None or nilai.penyebut is None:
        absent = "pembilang" if nilai.pembilang is None else "penyebut"
        yield Fault(
            f"{where}/{absent}",
            f"{absent}-required",
            f"{absent.capitalize()} belum diisi.",
            "Pembilang dan penyebut diisi keduanya, atau tidak sama sekali.",
        )
    elif nilai.penyebut == 0:
        yield Fault(
            f"{where}/penyebut",
            "penyebut-zero",
            "Penyebut tidak boleh nol.",
            "Jika tidak ada yang dihitung, pakai status tidak_tersedia dengan alasan.",
        )
    elif nilai.realisasi is not None and satuan.strip().lower() in PERSEN:
        yield from _faults_of_percent(where, nilai.realisasi, nilai.pembilang, nilai.penyebut)


def _faults_of_percent(
    where: str, realisasi: Decimal, pembilang: Decimal, penyebut: Decimal
) -> Iterator[Fault]:
    """Rounded or cut off at the decimals it was written with, both are in use; no further apart."""
    exact = _WIDE.divide(pembilang * 100, penyebut)
    exponent = realisasi.as_tuple().exponent
    assert isinstance(exponent, int)
    if abs(exact - realisasi) >= Decimal(1).scaleb(min(exponent, 0)):
        shown = _WIDE.quantize(exact, Decimal("0.01"))
        yield Fault(
            f"{where}/realisasi",
            "realisasi-inconsistent",
            f"Realisasi {realisasi} tidak sama dengan pembilang/penyebut, yaitu {shown} persen.",
            "Periksa ketiga angkanya.",
        )


def _faults_of_anggaran(
    where: str, line: RealisasiAnggaran, plan: Plan, seen: Collection[str]
) -> Iterator[Fault]:
    if line.kode not in plan.anggaran:
        yield Fault(
            f"{where}/kode",
            "unknown-anggaran",
            f"Kode anggaran {line.kode} tidak ada dalam Perjanjian Kinerja.",
            "Pakai kode program dari Perjanjian Kinerja yang berlaku.",
        )
    elif line.kode in seen:
        yield Fault(
            f"{where}/kode",
            "doubled-anggaran",
            f"Kode anggaran {line.kode} dikirim lebih dari satu kali.",
            "Kirim satu realisasi untuk setiap program.",
        )
