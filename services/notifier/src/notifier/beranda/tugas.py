"""What the front page says to whom: what to look at now, and what to do."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from lapkin_chassis.auth import ANY_UNIT, Principal
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.working_time import WaktuKerja
from lapkin_ui.formats import waktu
from notifier.beranda.models import Reviu
from notifier.pengingat.domain import Owed
from notifier.sop_clock.domain import Case, Position, State
from notifier.sosialisasi.penyampaian import Penyampaian

WRITERS: Final = ("staf", "kasubag")
"""Who enters a unit's figures."""
UNDER_WAY: Final = frozenset({State.BERJALAN, State.TERLAMBAT})


class Tugas(NamedTuple):
    """Something that waits for the reader."""

    judul: str
    keterangan: str
    alamat: str
    mendesak: bool = False


@dataclass(frozen=True)
class Bahan:
    """What tasks are made from."""

    owed: Sequence[Owed]
    """In order of due date."""
    nama: dict[str, str]
    """Of units."""
    reviu: Sequence[Reviu]
    penyampaian: Sequence[Penyampaian]
    """Of the editions that hold, as far as they are recent."""
    belum_dinyatakan: frozenset[tuple[str, int]]
    """Of those, what the reader has still to acknowledge."""
    surat_mati: int
    """Events that could not be applied."""
    gagal: int
    """Runs of the clock that keep failing."""
    waktu_kerja: WaktuKerja
    tanpa_inspektur: str = ""
    """The instansi, while nobody holds the office in whose name it reports."""


def tugas_of(reader: Principal, bahan: Bahan, now: datetime) -> list[Tugas]:
    """What only this reader can get done, the urgent first."""
    found: list[Tugas] = []
    for tasks in KINDS:
        found.extend(tasks(reader, bahan, now))
    return sorted(found, key=lambda one: not one.mendesak)


def in_order(cases: Iterable[Case]) -> list[Case]:
    """What began last first; what has not begun at the end, in the order it comes up."""

    def key(case: Case) -> float:
        begun = [step.started_at for step in case.steps if step.started_at]
        return -max(begun).timestamp() if begun else 1.0

    return sorted(cases, key=key)


def late_steps(cases: Iterable[Case]) -> list[tuple[Case, Position]]:
    """Steps that run past their time."""
    return [(case, step) for case in cases for step in case.steps if step.state is State.TERLAMBAT]


def _own_figures(reader: Principal, bahan: Bahan, now: datetime) -> Iterator[Tugas]:
    """Of the units that the reader enters figures for."""
    for one in bahan.owed:
        if not any(_may_in(reader, role, one.unit, now) for role in WRITERS):
            continue
        title = Periode(one.period).title
        unit = bahan.nama.get(one.unit, one.unit)
        days = bahan.waktu_kerja.days_late(one.batas, now)
        if now > one.terkunci:
            yield Tugas(
                f"Minta {title} dibuka kembali untuk {unit}",
                f"Pengiriman terkunci sejak {waktu(one.terkunci)}.",
                "/collector/kewajiban",
                mendesak=True,
            )
        else:
            late = f", terlambat {days} hari kerja" if days else ""
            yield Tugas(
                f"Kirim data {title} {unit}",
                f"Jatuh tempo {waktu(one.batas)}{late}.",
                f"/collector/isi/{one.unit}/{one.period}",
                mendesak=days > 0,
            )


def _others_figures(reader: Principal, bahan: Bahan, now: datetime) -> Iterator[Tugas]:
    """Whoever answers for the collection hears of all units in one line."""
    if not _may(reader, ("kasubag", "sekretaris", "staf"), now):
        return
    by_period: Callable[[Owed], str] = attrgetter("period")
    for label, group in groupby(sorted(bahan.owed, key=by_period, reverse=True), by_period):
        owed = list(group)
        late = sum(bahan.waktu_kerja.days_late(one.batas, now) > 0 for one in owed)
        yield Tugas(
            f"Lengkapi data {Periode(label).title}: {len(owed)} unit belum lengkap",
            f"{late} di antaranya sudah lewat jatuh tempo."
            if late
            else "Belum ada yang terlambat.",
            f"/notifier/kewajiban?periode={label}",
            mendesak=late > 0,
        )


def _drafts(reader: Principal, bahan: Bahan, now: datetime) -> Iterator[Tugas]:
    for one in bahan.reviu:
        there, name = f"/reporter/tinjau/{one.period}", _named(one)
        since = f"Sejak {waktu(one.sejak)}." if one.sejak else ""
        if one.is_sent_back and reader.may("staf", one.unit, now):
            yield Tugas(f"Jawab {one.koreksi} koreksi {name}", since, there, mendesak=True)
        if reader.may("kasubag", one.unit, now):
            yield from _decisions(one, name, since, there)


def _decisions(one: Reviu, name: str, since: str, there: str) -> Iterator[Tugas]:
    if one.is_drafted and not one.is_sent_back:
        yield Tugas(f"Putuskan {name}: Ya atau Tidak", since, there)
    if one.is_outdated:
        yield _changed(one, name, there)


def _changed(one: Reviu, name: str, there: str) -> Tugas:
    if one.is_drafted:
        said = "Pakai dalam draft baru, atau tunda ke Ralat."
        return Tugas(f"Putuskan {one.perubahan} angka yang berubah sejak {name}", said, there)
    said = f"{one.perubahan} angka kini lain daripada yang tercetak dalam edisi {one.terbit}."
    return Tugas(f"Pertimbangkan Ralat {Periode(one.period).title}", said, there)


def _named(one: Reviu) -> str:
    ralat = f" (Ralat, edisi {one.edisi})" if one.edisi > 1 and one.is_drafted else ""
    return f"draft laporan {Periode(one.period).title}{ralat}"


def _signatory(reader: Principal, bahan: Bahan, now: datetime) -> Iterator[Tugas]:
    """As soon as figures are collected: what comes of them must be signed."""
    office = bahan.tanpa_inspektur
    if not office or not (bahan.owed or any(one.is_drafted for one in bahan.reviu)):
        return
    if _may(reader, ("admin", "sekretaris"), now) or reader.may("kasubag", office, now):
        yield Tugas(
            "Daftarkan Inspektur, Plt., atau Plh.",
            "Draft laporan tetap disusun, tetapi belum dapat disetujui.",
            f"/collector/pengaturan/unit/{office}#pejabat",
            mendesak=True,
        )


def _signatures(reader: Principal, bahan: Bahan, now: datetime) -> Iterator[Tugas]:
    """Of the newest year; who signs nothing electronically is not asked for old years."""
    issued = [one for one in bahan.reviu if one.terbit]
    newest = max((Periode(one.period).tahun for one in issued), default=0)
    for one in issued:
        period = Periode(one.period)
        unsigned = period.tahun == newest and one.terbit > one.ditandatangani
        if unsigned and reader.may("inspektur", one.unit, now):
            yield Tugas(
                f"Tanda tangani laporan {period.title}",
                f"Edisi {one.terbit} sudah terbit dan belum ditandatangani secara elektronik.",
                f"/reporter/laporan/{period}",
            )


def _own_reports(_: Principal, bahan: Bahan, __: datetime) -> Iterator[Tugas]:
    for one in bahan.penyampaian:
        edition = (one.sosialisasi.period, one.sosialisasi.edisi)
        if edition in bahan.belum_dinyatakan and one.sosialisasi.sent_at:
            yield Tugas(
                f"Nyatakan telah menerima laporan {one.period.title}",
                f"Disampaikan {waktu(one.sosialisasi.sent_at)}.",
                f"/notifier/sosialisasi/{one.period}/{one.sosialisasi.edisi}",
            )


def _tellings(reader: Principal, bahan: Bahan, now: datetime) -> Iterator[Tugas]:
    if not _may(reader, ("sekretaris",), now):
        return
    for one in bahan.penyampaian:
        title, jumlah = one.period.title, one.jumlah
        there = f"/notifier/sosialisasi/{one.period}/{one.sosialisasi.edisi}"
        if jumlah.gagal:
            said = f"{jumlah.gagal} dari {one.penerima} surel tidak terkirim."
            yield Tugas(f"Perbaiki sosialisasi laporan {title}", said, there, mendesak=True)
        elif jumlah.belum:
            said = f"{jumlah.belum} dari {one.penerima} penerima belum menyatakan menerima."
            yield Tugas(f"Pastikan laporan {title} diterima", said, there)


def _failures(reader: Principal, bahan: Bahan, now: datetime) -> Iterator[Tugas]:
    if not _may(reader, ("operator", "admin"), now):
        return
    if bahan.surat_mati:
        said = "Peristiwa sesudahnya dengan subjek yang sama ikut tertahan."
        there = "/notifier/pemantauan/gagal"
        yield Tugas(f"Periksa {bahan.surat_mati} peristiwa gagal", said, there, mendesak=True)
    if bahan.gagal:
        said = "Dicoba lagi dengan jeda yang makin panjang."
        there = "/notifier/pemantauan/jadwal"
        yield Tugas(f"Periksa {bahan.gagal} jadwal yang gagal", said, there, mendesak=True)


def _may(reader: Principal, roles: Iterable[str], now: datetime) -> bool:
    return any(reader.may(role, ANY_UNIT, now) for role in roles)


def _may_in(reader: Principal, role: str, unit: str, now: datetime) -> bool:
    """For this unit, and not because it is for all: nobody has all units' figures to enter."""
    return reader.may(role, unit, now) and not reader.may(role, ANY_UNIT, now)


KINDS: Final = (
    _own_figures,
    _others_figures,
    _drafts,
    _signatory,
    _signatures,
    _own_reports,
    _tellings,
    _failures,
)
"""In the order in which they are listed."""
