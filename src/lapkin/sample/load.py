"""The sample site, built from `profil.json`, `teks.json` and the published tables."""

from collections.abc import Mapping
from importlib.resources import files

from lapkin.sample.plan import perjanjian_kinerja, rencana_aksi
from lapkin.sample.published import tables_of
from lapkin.sample.site import Instansi, Part, SampleSite, Unit
from lapkin.sample.teks import Teks
from lapkin.sample.year import kiriman
from lapkin_contracts.organisasi import Pejabat
from lapkin_contracts.rules.periods import Periode


class Profil(Part):
    """The shape of `profil.json`: who there is."""

    tahun: Periode
    instansi: Instansi
    units: tuple[Unit, ...]
    pejabat: Mapping[str, tuple[Pejabat, ...]]


def load_sample() -> SampleSite:
    """The sample site and its year; the same at every call."""
    profil = Profil.model_validate_json(_read("profil.json"))
    teks = Teks.model_validate_json(_read("teks.json"))
    tahun = profil.tahun
    published = [tables_of(unit, tahun) for unit in profil.units]
    return SampleSite(
        tahun=tahun,
        instansi=profil.instansi,
        units=profil.units,
        pejabat=profil.pejabat,
        perjanjian_kinerja=tuple(perjanjian_kinerja(tables, tahun, teks) for tables in published),
        rencana_aksi=tuple(rencana_aksi(tables, tahun, teks) for tables in published),
        triwulan={
            triwulan: {tables.unit.kode: kiriman(tables, triwulan, teks) for tables in published}
            for triwulan in tahun.triwulan
        },
    )


def _read(name: str) -> str:
    return files("lapkin.sample").joinpath(name).read_text(encoding="utf-8")
