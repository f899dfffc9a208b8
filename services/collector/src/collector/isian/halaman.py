"""The entry grid as the page shows it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from collector.isian.domain import BUKTI, Ketikan, read, says_the_same, sidik
from collector.isian.kata import capaian_words, last_time_words, target_words
from collector.isian.kiriman import Isian, Temuan, bagian_of, main_field
from collector.isian.repository import Kunci, texts_in
from collector.isian.service import Bentrok
from collector.lembar_kerja.columns import Isi, Kolom
from lapkin_contracts.perencanaan import JenisIndikator
from lapkin_contracts.rules.numbers import (
    format_percent,
    format_rupiah,
    parse_canonical,
)
from lapkin_ui.formats import tanggal

LIPATAN: Final = frozenset(
    {
        "alasan",
        "kendala",
        "solusi",
        "rencana_tindak_lanjut",
        "penanggung_jawab",
        "batas_waktu",
    }
)
"""Fields of an indikator that are folded away until they are wanted."""
PARTS: Final = frozenset({"pembilang", "penyebut"})
"""Folded away too, where realisasi does not follow from them."""


@dataclass(frozen=True, slots=True)
class Sel:
    """One field."""

    nama: str
    id: str
    judul: str
    isi: Isi | None
    nilai: str
    panjang: int
    pilihan: Mapping[str, str]
    """Values of a select by their words."""
    galat: str


@dataclass(frozen=True, slots=True)
class BuktiTampil:
    """One piece of evidence, or the blank for the next one."""

    nomor: int
    nama: str
    href: str
    sha256: str
    galat: str


@dataclass(frozen=True, slots=True)
class BarisTampil:
    """One row: what it is about, what was typed, and what that says."""

    bagian: str
    kode: str
    nomor: int
    nama: str
    satuan: str
    target: str
    sebelumnya: str
    catatan_janji: str
    """What is to be answered, of a tindak lanjut."""
    sel: Sequence[Sel]
    lipatan: Sequence[Sel]
    bukti: Sequence[BuktiTampil]
    versi: int
    sidik: str
    capaian: str
    catatan: Sequence[str]
    terkirim: str
    """What is stored, where something else stands in the field."""
    bentrok: str
    galat: Sequence[str]
    terisi: bool

    @property
    def id(self) -> str:
        return f"{self.bagian}.{self.kode}"

    @property
    def terbuka(self) -> bool:
        """Whether the fold holds something to look at now."""
        return any(one.galat for one in self.lipatan) or any(one.galat for one in self.bukti)


class Penampil:
    """Makes rows of a grid."""

    def __init__(
        self, isian: Isian, temuan: Iterable[Temuan] = (), bentrok: Iterable[Bentrok] = ()
    ) -> None:
        self._isian = isian
        self._lembar = isian.lembar
        self._galat: dict[Kunci, dict[str, str]] = {}
        for one in temuan:
            if one.kunci:
                self._galat.setdefault(one.kunci, {}).setdefault(one.field, one.pesan)
        self._bentrok = {one.baris.kunci: one for one in bentrok}

    def rows(self, bagian: str) -> list[BarisTampil]:
        return [self.row(kunci) for kunci in self._isian.rows() if kunci[0] == bagian]

    def row(self, kunci: Kunci) -> BarisTampil:
        isian, clash = self._isian, self._bentrok.get(kunci)
        typed = clash.baris.isi if clash else isian.typed(kunci)
        kolom, galat = isian.kolom(kunci), self._galat.get(kunci, {})
        bacaan = read(typed, kolom)
        cells = [self._sel(kunci, one, typed, galat) for one in kolom]
        folded = self._folded(kunci)
        return BarisTampil(
            *kunci,
            nomor=self._lembar.codes(bagian_of(kunci)).index(kunci[1]) + 1,
            **self._about(kunci),
            sel=[one for one in cells if one.nama not in folded],
            lipatan=[one for one in cells if one.nama in folded],
            bukti=[] if kunci[0] == "anggaran" else _bukti(typed, galat),
            versi=isian.versi(kunci),
            sidik="" if clash else sidik(isian.typed(kunci)),
            capaian="" if bacaan.temuan else self._capaian(kunci, bacaan.isi),
            catatan=bacaan.catatan if texts_in(isian.draf.get(kunci)) else (),
            terkirim=self._sent_otherwise(kunci),
            bentrok=_clash_words(clash, kolom) if clash else "",
            galat=list(galat.values()),
            terisi=bool(typed) and not galat and not bacaan.temuan,
        )

    def _folded(self, kunci: Kunci) -> frozenset[str]:
        if kunci[0] != "nilai":
            return frozenset()
        is_rasio = self._lembar.plan.indikator[kunci[1]].jenis is JenisIndikator.RASIO
        return LIPATAN if is_rasio else LIPATAN | PARTS

    def _sel(self, kunci: Kunci, kolom: Kolom, typed: Ketikan, galat: Mapping[str, str]) -> Sel:
        choices = (
            self._lembar.choices(bagian_of(kunci), kunci[1], kolom.nama)
            if kolom.isi is Isi.PILIHAN
            else {}
        )
        return Sel(
            nama=kolom.nama,
            id=".".join([*kunci, kolom.nama]),
            judul=kolom.judul,
            isi=kolom.isi,
            nilai=typed.get(kolom.nama, ""),
            panjang=kolom.panjang,
            pilihan={word: str(value) for word, value in choices.items()},
            galat=galat.get(kolom.nama, ""),
        )

    def _about(self, kunci: Kunci) -> dict[str, str]:
        bagian, kode = kunci
        about = {"satuan": "", "target": "", "sebelumnya": "", "catatan_janji": ""}
        if bagian == "anggaran":
            return {**about, **self._about_anggaran(kode)}
        named = next((one.nama for one in self._lembar.indikator if one.kode == kode), kode)
        if bagian == "rtl":
            return {**about, "nama": named, "catatan_janji": self._promise(kode)}
        janji = self._lembar.plan.indikator[kode]
        return {
            **about,
            "nama": named,
            "satuan": janji.satuan,
            "target": target_words(janji),
            "sebelumnya": last_time_words(self._lembar.past.nilai.get(kode), janji),
        }

    def _about_anggaran(self, kode: str) -> dict[str, str]:
        line = next(one for one in self._lembar.anggaran if one.kode == kode)
        past = self._lembar.past.anggaran.get(kode) if self._lembar.period.nomor != 1 else None
        return {
            "nama": line.uraian,
            "target": format_rupiah(line.pagu),
            "sebelumnya": format_rupiah(past.realisasi) if past else "–",
        }

    def _promise(self, kode: str) -> str:
        promise = self._lembar.past.nilai[kode]
        due = f", batas {tanggal(promise.batas_waktu)}" if promise.batas_waktu else ""
        who = f" ({promise.penanggung_jawab}{due})" if promise.penanggung_jawab else ""
        return f"{promise.rencana_tindak_lanjut}{who}"

    def _capaian(self, kunci: Kunci, isi: Mapping[str, object]) -> str:
        bagian, kode = kunci
        if bagian == "nilai":
            return capaian_words(self._lembar.plan.indikator[kode], {**isi, "indikator": kode})
        pagu = self._lembar.plan.anggaran.get(kode) if bagian == "anggaran" else None
        if not pagu or "realisasi" not in isi:
            return ""
        return format_percent(parse_canonical(str(isi["realisasi"])) * 100 / pagu)

    def _sent_otherwise(self, kunci: Kunci) -> str:
        sent, kolom = self._isian.sent(kunci), self._isian.kolom(kunci)
        typed = texts_in(self._isian.draf.get(kunci))
        if not sent or typed is None or says_the_same(sent, typed, kolom):
            return ""
        main = main_field(kolom).nama
        return sent.get(main) or sent.get("status", "")


def filled_in(rows: Iterable[BarisTampil]) -> int:
    return sum(one.terisi for one in rows)


def _bukti(typed: Ketikan, galat: Mapping[str, str]) -> list[BuktiTampil]:
    """What there is, and one blank."""
    numbers = {int(part[1]) for name in typed if (part := BUKTI.fullmatch(name))}
    wanted = [*sorted(numbers), max(numbers, default=0) + 1]
    return [
        BuktiTampil(
            nomor=number,
            nama=typed.get(f"bukti{number}_nama", ""),
            href=typed.get(f"bukti{number}_href", ""),
            sha256=typed.get(f"bukti{number}_sha256", ""),
            galat=" ".join(
                text for name, text in galat.items() if name.startswith(f"bukti{number}_")
            ),
        )
        for number in wanted
    ]


def _clash_words(clash: Bentrok, kolom: Sequence[Kolom]) -> str:
    facts = clash.sebab.facts
    theirs = facts["isi"]
    assert isinstance(theirs, dict)
    main = main_field(kolom)
    said = (
        "; ".join(f"{one.judul}: {theirs[one.nama]}" for one in kolom if theirs.get(one.nama))
        or f"{main.judul} dikosongkan"
    )
    return (
        f"Baris ini diubah oleh {facts['nama']} pukul {facts['jam']} ({said}). "
        "Isian Saudara di bawah ini belum menggantikannya; tekan Simpan untuk memakai isian Saudara."
    )
