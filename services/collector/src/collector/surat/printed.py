"""A letter as text, in the order of the page. The template only places it."""

from collections.abc import Sequence

from pydantic import BaseModel

from collector.perencanaan.jenis import skor_by_label
from collector.surat.models import SuratPermintaan
from lapkin_contracts.perencanaan import Indikator
from lapkin_contracts.rules.numbers import format_indonesian
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.sop import load_sop
from lapkin_papers.sheet import Sheet, TandaTangan
from lapkin_ui.formats import tanggal, waktu


class BarisIndikator(BaseModel):
    nomor: int
    kode: str
    nama: str
    satuan: str
    target: str
    penanggung_jawab: str


class PrintedSurat(Sheet):
    nomor: str
    tempat_tanggal: str
    kepada: str
    hal: str
    pembuka: str
    permintaan: list[str]
    tenggat: list[str]
    tahun: int
    indikator: list[BarisIndikator]
    tanda_tangan: TandaTangan


def judul_of(triwulan: Periode) -> str:
    return f"Permintaan Data Kinerja {triwulan.title}"


def nomor_surat(nomor: int, tahun: int) -> str:
    """In the register of these letters: surat permintaan data."""
    return f"{nomor:03d}/SPD/{tahun}"


def printed(
    sheet: Sheet,
    letter: SuratPermintaan,
    signature: TandaTangan,
    indikator: Sequence[Indikator],
    *,
    programs: int,
) -> PrintedSurat:
    triwulan = Periode(letter.period)
    return PrintedSurat(
        **sheet.model_dump(),
        nomor=nomor_surat(letter.nomor, letter.tahun),
        tempat_tanggal=signature.tempat_tanggal,
        kepada=letter.nama_unit,
        hal=judul_of(triwulan),
        pembuka=_pembuka(triwulan),
        permintaan=_permintaan(len(indikator), programs),
        tenggat=[
            f"Data kami terima paling lambat {waktu(letter.batas)}. Pengumpulan ditutup "
            f"{waktu(letter.ditutup_pada)}; sesudah itu data hanya dapat dikirim setelah "
            "pembukaan kembali disetujui.",
            "Apabila tidak ada yang dilaporkan, sampaikan keterangan nihil beserta alasannya.",
        ],
        tahun=triwulan.tahun,
        indikator=[_baris(nomor, one) for nomor, one in enumerate(indikator, 1)],
        tanda_tangan=signature,
    )


def _pembuka(triwulan: Periode) -> str:
    sop = load_sop()
    return (
        f"Berdasarkan SOP Nomor {sop.nomor} tentang {sop.judul}, dan sehubungan dengan "
        f"berakhirnya {triwulan.title} pada {tanggal(triwulan.ends_on)}, kami minta Saudara "
        "menyampaikan data kinerja berikut:"
    )


def _permintaan(indikator: int, programs: int) -> list[str]:
    wanted = [
        f"realisasi {indikator} indikator Perjanjian Kinerja sebagaimana tercantum dalam "
        "lampiran, beserta bukti dukungnya;"
    ]
    if programs:
        wanted.append(f"realisasi anggaran {programs} program;")
    rest = "kendala, solusi, dan rencana tindak lanjut untuk target yang belum tercapai."
    return [*wanted, rest]


def _baris(nomor: int, one: Indikator) -> BarisIndikator:
    return BarisIndikator(
        nomor=nomor,
        kode=one.kode,
        nama=one.nama,
        satuan=one.satuan,
        target=_target(one),
        penanggung_jawab=one.penanggung_jawab or "–",
    )


def _target(one: Indikator) -> str:
    """A figure, a range, or the word behind a level's figure."""
    if one.target is None:
        return "–"
    words = {skor: label for label, skor in skor_by_label(one.jenis, one.tingkat).items()}
    low = words.get(one.target) or format_indonesian(one.target)
    return low if one.target_atas is None else f"{low}–{format_indonesian(one.target_atas)}"
