"""The entry grid as the page shows it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pydantic import ValidationError

from collector.isian.domain import BUKTI, Ketikan, read, says_the_same, sidik
from collector.isian.kiriman import Isian, Temuan, bagian_of, main_field
from collector.isian.repository import Kunci, texts_in
from collector.isian.service import Bentrok
from collector.lembar_kerja.columns import Isi, Kolom
from collector.perencanaan.domain import Janji
from collector.submission.kinds import filled, levels_of
from lapkin_contracts.pengumpulan import Nilai, StatusNilai
from lapkin_contracts.perencanaan import JenisIndikator
from lapkin_contracts.rules.capaian import State as Keadaan
from lapkin_contracts.rules.capaian import compute_capaian
from lapkin_contracts.rules.checks import LEVELS
from lapkin_contracts.rules.numbers import (
    format_indonesian,
    format_percent,
    format_rupiah,
    parse_canonical,
)
from lapkin_contracts.rules.policy import KEBIJAKAN_BAWAAN
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
STATUS_WORDS: Final = {
    StatusNilai.TERISI: "Terisi",
    StatusNilai.NIHIL: "Nihil",
    StatusNilai.TIDAK_TERSEDIA: "Tidak tersedia",
}
WITHOUT_PERCENT: Final = {
    Keadaan.TARGET_NOL: "Target nol",
    Keadaan.TANPA_TARGET: "Tanpa target",
    Keadaan.TIDAK_DIUKUR: "Tidak diukur",
}


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
        folded = LIPATAN if kunci[0] == "nilai" else frozenset()
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
            catatan=bacaan.catatan,
            terkirim=self._sent_otherwise(kunci),
            bentrok=_clash_words(clash, kolom) if clash else "",
            galat=list(galat.values()),
            terisi=bool(typed) and not galat and not bacaan.temuan,
        )

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
            "sebelumnya": _last_time(self._lembar.past.nilai.get(kode), janji),
        }

    def _about_anggaran(self, kode: str) -> dict[str, str]:
        line = next(one for one in self._lembar.anggaran if one.kode == kode)
        past = self._lembar.past.anggaran.get(kode) if self._lembar.period.nomor != 1 else None
        return {
            "nama": line.uraian,
            "target": format_rupiah(line.pagu),
            "sebelumnya": format_rupiah(past.realisasi) if past else "-",
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


def target_words(janji: Janji) -> str:
    if janji.target is None:
        return "-"
    by_skor = {skor: label for label, skor in levels_of(janji).items()}
    if janji.target in by_skor:
        return by_skor[janji.target]
    if janji.jenis is JenisIndikator.UANG:
        return format_rupiah(janji.target)
    upper = f" s.d. {format_indonesian(janji.target_atas)}" if janji.target_atas else ""
    return f"{format_indonesian(janji.target)}{upper}"


def capaian_words(janji: Janji, isi: Mapping[str, object]) -> str:
    """`97,88%`, why there is none, or nothing while the row cannot be read."""
    try:
        nilai = filled(Nilai.model_validate(isi), janji)
    except ValidationError:
        return ""
    capaian = compute_capaian(
        janji.target,
        nilai.realisasi,
        janji.polaritas,
        KEBIJAKAN_BAWAAN,
        diukur=nilai.status is StatusNilai.TERISI,
        target_atas=janji.target_atas,
    )
    if capaian.persen is None:
        return WITHOUT_PERCENT.get(capaian.state, "")
    return format_percent(capaian.persen)


def _last_time(past: Nilai | None, janji: Janji) -> str:
    if past is None:
        return "-"
    if past.status is not StatusNilai.TERISI or past.realisasi is None:
        return STATUS_WORDS[past.status]
    if janji.jenis in LEVELS:
        return past.label
    return _figure(past.realisasi, janji)


def _figure(value: Decimal, janji: Janji) -> str:
    return format_rupiah(value) if janji.jenis is JenisIndikator.UANG else format_indonesian(value)


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
        "Isian Anda di bawah ini belum menggantikannya; tekan Simpan untuk memakai isian Anda."
    )
