"""What a filled-in row changes: against what its template showed, and against what is stored now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from collector.lembar_kerja.cells import Bacaan, read_cell
from collector.lembar_kerja.columns import KODE, NILAI, STATUS_NILAI, Bagian, Isi, Kolom
from collector.lembar_kerja.domain import (
    DERIVED_FROM,
    Lembar,
    Values,
    clean,
    in_words,
    items_in,
    values_of,
    with_status,
)
from collector.lembar_kerja.findings import Catatan, Temuan, Tingkat, found_at
from collector.lembar_kerja.sheets import Baris, Sel, is_blank, plain
from collector.submission.domain import State


class Perubahan(NamedTuple):
    """One cell that says something new."""

    sel: str
    kode: str
    isian: str
    dari: str
    menjadi: str


@dataclass(slots=True)
class BarisDibaca:
    """One row, compared."""

    bagian: Bagian
    kode: str
    sel: Mapping[str, Sel]
    temuan: list[Temuan] = field(default_factory=list)
    changes: dict[str, Any] = field(default_factory=dict)
    """New values by field."""
    perubahan: list[Perubahan] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return not any(one.tingkat is Tingkat.GALAT for one in self.temuan)

    def address(self, field_name: str) -> str:
        sel = self.sel.get(field_name) or self.sel[KODE.nama]
        return sel.alamat


class Pembanding:
    """Compares rows with the revision their template was made from, and with the newest."""

    def __init__(self, lembar: Lembar, dasar: State, versi_dasar: int) -> None:
        self._lembar = lembar
        self._dasar = dasar
        self._versi_dasar = versi_dasar

    def compare(self, bagian: Bagian, kode: str, cells: Baris) -> BarisDibaca:
        row = BarisDibaca(bagian, kode, cells)
        base, now = (
            values_of(items_in(state, bagian).get(kode), bagian)
            for state in (self._dasar, self._lembar.state)
        )
        given = dict(self._given(row, base))
        said = {name: read.nilai for name, read in given.items()}
        if bagian is NILAI and "status" in said:
            said = with_status(said, is_stored=kode in self._dasar.nilai)
        for name, value in said.items():
            self._weigh(row, name, Bacaan(value, given[name].catatan), (base[name], now[name]))
        return row

    def _given(self, row: BarisDibaca, base: Values) -> Iterator[tuple[str, Bacaan]]:
        """What each cell says that is the unit's to fill in."""
        locked = self._lembar.locked(row.bagian, row.kode)
        cells = row.sel
        if row.bagian is NILAI and (word := _status_word(cells)):
            realisasi = cells["realisasi"].alamat
            row.temuan.append(found_at(realisasi, _read_as_status(word)))
            cells = {**cells, "status": Sel(realisasi, word), "realisasi": Sel(realisasi)}
        for kolom in row.bagian.isian:
            sel = cells.get(kolom.nama)
            if sel is None:
                continue
            if kolom.nama in locked:
                row.temuan += _found_in_locked(sel, base[kolom.nama])
            else:
                yield kolom.nama, self._read(row, kolom, sel)

    def _read(self, row: BarisDibaca, kolom: Kolom, sel: Sel) -> Bacaan:
        choices = (
            self._lembar.choices(row.bagian, row.kode, kolom.nama)
            if kolom.isi is Isi.PILIHAN
            else {}
        )
        return read_cell(sel, kolom, self._lembar.satuan(row.bagian, row.kode), choices)

    def _weigh(
        self, row: BarisDibaca, name: str, read: Bacaan, known: tuple[object, object]
    ) -> None:
        base, now = known
        if read.nilai == base:
            return
        sel = row.address(name)
        row.temuan += [found_at(sel, catatan) for catatan in read.catatan]
        is_wrong = any(catatan.tingkat is Tingkat.GALAT for catatan in read.catatan)
        if is_wrong or read.nilai == now:
            return
        if now != base:
            row.temuan.append(found_at(sel, self._conflict(base, now, read.nilai)))
            return
        row.changes[name] = read.nilai
        row.perubahan.append(Perubahan(sel, row.kode, name, in_words(base), in_words(read.nilai)))

    def _conflict(self, base: object, now: object, given: object) -> Catatan:
        return Catatan(
            Tingkat.GALAT,
            "conflict",
            f"Sudah diubah pihak lain dari {in_words(base)} menjadi {in_words(now)} sejak lembar"
            f" ini diunduh (versi {self._versi_dasar}); lembar ini mengisi {in_words(given)}.",
            "Unduh lembar kerja terbaru, lalu tentukan isinya.",
        )


def figure_field(lembar: Lembar, bagian: Bagian, kode: str) -> str:
    """The yellow cell in which a row's figure is typed."""
    if bagian is not NILAI:
        return "realisasi"
    return DERIVED_FROM.get(lembar.plan.indikator[kode].jenis, "realisasi")


def _status_word(cells: Baris) -> str | None:
    """The word of a status that was typed where the realisasi goes."""
    realisasi, status = cells.get("realisasi"), cells.get("status")
    if realisasi is None or status is None or not is_blank(status):
        return None
    words = {plain(word): word for word in STATUS_NILAI if word != "Terisi"}
    return words.get(plain(realisasi.isi))


def _read_as_status(word: str) -> Catatan:
    detail = f"'{word}' pada kolom Realisasi dibaca sebagai status {word}."
    return Catatan(Tingkat.INFO, "read-as-status", detail)


def _found_in_locked(sel: Sel, base: object) -> list[Temuan]:
    """A cell that a row has no use for, or whose formula was typed over."""
    if sel.is_formula or is_blank(sel):
        return []
    if clean(str(sel.isi)) == clean(str(base)) or _same_figure(sel.isi, base):
        return []
    detail = "Sel ini terkunci: isinya dihitung dari sel lain atau tidak dipakai."
    hint = "Kosongkan sel ini, lalu isi sel kuning pada baris yang sama."
    return [Temuan(sel.alamat, Tingkat.GALAT, "locked-cell", detail, hint)]


def _same_figure(shown: object, base: object) -> bool:
    return isinstance(shown, int | float) and base is not None and float(shown) == float(str(base))
