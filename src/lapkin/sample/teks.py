"""Every sentence of the sample. All of them are illustrative."""

from collections.abc import Mapping

from lapkin.sample.part import Part
from lapkin_contracts.pengumpulan import StatusRtl
from lapkin_contracts.rules.aggregation import Mode


class TindakLanjut(Part):
    """Why a figure is below target, and what is done about it."""

    kendala: str
    solusi: str
    rencana_tindak_lanjut: str


class Teks(Part):
    """The shape of `teks.json`."""

    sasaran: str
    penanggung_jawab: str
    media: str
    mekanisme: Mapping[Mode, str]
    belum_dinilai: str
    kendala: Mapping[str, TindakLanjut]
    """By row of the published table, for those below target at the year's end."""
    kendala_umum: Mapping[Mode, TindakLanjut]
    alasan: Mapping[str, str]
    """By code of a check, for figures that it finds unusual."""
    rtl: Mapping[StatusRtl, str]
    faktor_pendorong: str
    progres: tuple[str, str, str]
    """First, second and third month of a quarter."""
    kegiatan: Mapping[str, tuple[str, str, str, str]]
    """By unit, one for each quarter."""
