"""The sample site, built from `profil.json`, `teks.json` and the published tables."""

from collections.abc import Mapping
from importlib.resources import files

from lapkin.sample.plan import perjanjian_kinerja, rencana_aksi
from lapkin.sample.published import indikator_of, program_of
from lapkin.sample.site import Instansi, Kiriman, Part, SampleSite, Unit
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
    tahun, units = profil.tahun, profil.units
    rows = {unit.kode: indikator_of(unit.sumber, tahun) for unit in units}
    programs = {unit.kode: program_of(unit.sumber, tahun) for unit in units}

    def sent(triwulan: Periode) -> dict[str, Kiriman]:
        return {
            unit.kode: kiriman(unit, triwulan, rows[unit.kode], programs[unit.kode], teks)
            for unit in units
        }

    return SampleSite(
        tahun=tahun,
        instansi=profil.instansi,
        units=units,
        pejabat=profil.pejabat,
        perjanjian_kinerja=tuple(
            perjanjian_kinerja(unit, tahun, rows[unit.kode], programs[unit.kode], teks)
            for unit in units
        ),
        rencana_aksi=tuple(rencana_aksi(unit, tahun, rows[unit.kode], teks) for unit in units),
        triwulan={triwulan: sent(triwulan) for triwulan in tahun.triwulan},
    )


def _read(name: str) -> str:
    return files("lapkin.sample").joinpath(name).read_text(encoding="utf-8")
