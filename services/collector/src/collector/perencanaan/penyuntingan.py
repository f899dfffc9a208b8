"""The next version of both documents as a form: what it shows, and what is read out of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from sqlmodel import Session

from collector.perencanaan import domain, service
from collector.perencanaan.errors import PlanRefused
from collector.perencanaan.jenis import skor_by_label
from collector.perencanaan.plan_file import (
    QUARTERS,
    UPPER,
    Entry,
    Read,
    perjanjian_in,
    rencana_in,
)
from collector.perencanaan.schemas import (
    PerjanjianKinerjaIn,
    PublishedOut,
    RencanaAksiIn,
    SuratPerjanjian,
)
from collector.perencanaan.table_file import Cell
from lapkin_chassis.errors import Fault
from lapkin_contracts.perencanaan import Indikator, JenisIndikator, TargetTriwulan
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.numbers import format_indonesian
from lapkin_contracts.rules.periods import Periode

INDIKATOR: Final = (
    *("kode", "sasaran", "indikator", "satuan", "polaritas", "mode", "jenis"),
    *("target", "target_atas", "tingkat", "pendahulu", "frekuensi"),
    *("penanggung_jawab", "mekanisme_perhitungan", "media", "sumber"),
)
TARGET: Final = ("kode", *QUARTERS, "aksi")
ANGGARAN: Final = ("kode", "uraian", "pagu")
CHOSEN: Final = frozenset({"polaritas", "mode", "jenis", "frekuensi"})
"""Fields that are never empty: a row that says nothing else was left blank."""
NEW: Final = {
    "polaritas": Polaritas.NAIK.value,
    "mode": Mode.AKHIR.value,
    "jenis": JenisIndikator.ANGKA.value,
    "frekuensi": "triwulan",
}

Baris = Mapping[str, str]
"""Texts of one row by column."""


class FormEntry(Entry):
    """A row of the form; its places are the ids of its fields."""

    __slots__ = ()

    def place(self, column: str) -> str:
        cell = self.cells.get(column) or self.cells["kode"]
        return cell.place


@dataclass(frozen=True, slots=True)
class Sunting:
    """Rows of the form, in order."""

    indikator: Sequence[Baris]
    anggaran: Sequence[Baris]


@dataclass(frozen=True, slots=True)
class Naskah:
    """What the form says, and where each of its rows stood."""

    perjanjian: Read[PerjanjianKinerjaIn]
    rencana: Read[RencanaAksiIn]

    def located(self, refused: PlanRefused) -> PlanRefused:
        is_rencana = any(one.pointer.startswith("/target") for one in refused.errors)
        return (self.rencana if is_rencana else self.perjanjian).located(refused)


def as_form(perjanjian: PerjanjianKinerjaIn | None, rencana: RencanaAksiIn | None) -> Sunting:
    """The versions in force, as they would be typed."""
    if perjanjian is None:
        return Sunting((), ())
    targets = {one.indikator: one for one in rencana.target} if rencana else {}
    return Sunting(
        tuple(_typed(one, targets.get(one.kode)) for one in perjanjian.indikator),
        tuple(
            {"kode": one.kode, "uraian": one.uraian, "pagu": format_indonesian(one.pagu)}
            for one in perjanjian.anggaran
        ),
    )


def rows_in(form: Mapping[str, str]) -> Sunting:
    """`indikator.0.kode` and its neighbours; rows that are blank or struck out are left out."""
    rows: dict[tuple[str, int], dict[str, str]] = {}
    for name, text in form.items():
        part, number, column = (*name.split("."), "", "")[:3]
        if part in {"indikator", "anggaran"} and number.isdecimal() and column:
            rows.setdefault((part, int(number)), {})[column] = text
    kept = {key: row for key, row in sorted(rows.items()) if _is_kept(row)}
    return Sunting(
        tuple(row for (part, _), row in kept.items() if part == "indikator"),
        tuple(row for (part, _), row in kept.items() if part == "anggaran"),
    )


def read(sunting: Sunting, surat: SuratPerjanjian) -> Naskah:
    """
    Raises:
        PlanRefused: with every fault, by the id of its field.
    """
    if not sunting.indikator:
        hint = "Isi sedikitnya satu indikator."
        fault = Fault("indikator.0.kode", "missing-indikator", "Belum ada indikator.", hint)
        raise PlanRefused(errors=(fault,), count=1)
    entries = {
        "indikator": list(_entries("indikator", INDIKATOR, sunting.indikator)),
        "anggaran": list(_entries("anggaran", ANGGARAN, sunting.anggaran)),
    }
    perjanjian = perjanjian_in(entries, surat)
    targets = list(_entries("indikator", (*TARGET, *UPPER), sunting.indikator))
    promised = perjanjian.content.indikator
    return Naskah(perjanjian, rencana_in(targets, promised, surat.berlaku_sejak))


def publish(
    session: Session, unit: str, tahun: Periode, naskah: Naskah, *, oleh: str, now: datetime
) -> tuple[PublishedOut, PublishedOut]:
    """Both documents, or none; what says the same as before makes no version.

    Raises:
        PlanRefused, AlasanRequired, EffectTooEarly: as each of them alone.
    """
    perjanjian, rencana = naskah.perjanjian.content, naskah.rencana.content
    first = service.publish_perjanjian(session, unit, tahun, perjanjian, oleh=oleh, now=now)
    faults = domain.faults_in_rencana(rencana.target, perjanjian.indikator)
    if faults:
        raise PlanRefused(errors=tuple(faults), count=len(faults))
    if service.rencana_versions(session, unit, tahun):
        newest = service.rencana_of(session, unit, tahun, None, None)
        if newest.target == rencana.target:
            rencana = rencana.model_copy(update={"berlaku_sejak": newest.berlaku_sejak})
    return first, service.publish_rencana(session, unit, tahun, rencana, oleh=oleh, now=now)


def _typed(one: Indikator, target: TargetTriwulan | None) -> Baris:
    words = {skor: label for label, skor in skor_by_label(one.jenis, one.tingkat).items()}

    def figure(value: Decimal | None) -> str:
        return "" if value is None else words.get(value) or format_indonesian(value)

    plain = one.model_dump(mode="json", exclude={"nama", "target", "target_atas", "tingkat"})
    quarters = target.target if target else (None,) * 4
    upper = (target.target_atas if target else None) or (None,) * 4
    return {
        **plain,
        "indikator": one.nama,
        "target": figure(one.target),
        "target_atas": figure(one.target_atas),
        "tingkat": "; ".join(
            f"{each.label}={format_indonesian(each.skor)}" for each in one.tingkat
        ),
        **dict(zip(QUARTERS, map(figure, quarters), strict=True)),
        **dict(zip(UPPER, map(figure, upper), strict=True)),
        "aksi": target.aksi if target else "",
    }


def _is_kept(row: Baris) -> bool:
    says = any(text for column, text in row.items() if column not in CHOSEN)
    return says and "hapus" not in row


def _entries(part: str, columns: Iterable[str], rows: Sequence[Baris]) -> Iterator[Entry]:
    for number, row in enumerate(rows):
        has_upper = any(row.get(column) for column in UPPER)
        yield FormEntry(
            number,
            {
                column: Cell(f"{part}.{number}.{column}", row.get(column, ""))
                for column in columns
                if has_upper or column not in UPPER
            },
        )
