"""The sample site, built from `profil.json`, `teks.json` and the published tables."""

from collections.abc import Mapping
from importlib.resources import files

from lapkin.sample.kasus import Kasus
from lapkin.sample.part import Part
from lapkin.sample.plan import perjanjian_kinerja, rencana_aksi, revised, revised_aksi
from lapkin.sample.published import tables_of
from lapkin.sample.site import Instansi, SampleSite, Unit
from lapkin.sample.teks import Teks
from lapkin.sample.year import Bahan, kiriman
from lapkin_contracts.organisasi import Pejabat
from lapkin_contracts.rules.periods import Periode


class Profil(Part):
    """The shape of `profil.json`: who there is."""

    tahun: Periode
    instansi: Instansi
    units: tuple[Unit, ...]
    pejabat: Mapping[str, tuple[Pejabat, ...]]
    kasus: Kasus


def load_sample() -> SampleSite:
    """The sample site and its year; the same at every call."""
    profil = Profil.model_validate_json(_read("profil.json"))
    teks = Teks.model_validate_json(_read("teks.json"))
    tahun = profil.tahun
    perubahan = profil.kasus.perubahan
    published = [tables_of(unit, tahun) for unit in profil.units]
    changing = next(tables for tables in published if tables.unit.kode == perubahan.unit)
    bahan = [Bahan(tables, teks, perubahan) for tables in published]
    return SampleSite(
        tahun=tahun,
        instansi=profil.instansi,
        units=profil.units,
        pejabat=profil.pejabat,
        perjanjian_kinerja=revised(
            [perjanjian_kinerja(tables, tahun, teks) for tables in published], perubahan
        ),
        rencana_aksi=revised_aksi(
            [rencana_aksi(tables, tahun, teks) for tables in published], changing, perubahan
        ),
        triwulan={
            triwulan: {one.unit.kode: kiriman(one, triwulan) for one in bahan}
            for triwulan in tahun.triwulan
        },
        kasus=profil.kasus,
    )


def _read(name: str) -> str:
    return files("lapkin.sample").joinpath(name).read_text(encoding="utf-8")
