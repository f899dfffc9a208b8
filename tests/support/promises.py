"""The common setting of the scenarios: an office of Kab. Bantul, its units, promises and figures."""

from collections.abc import Iterable, Mapping
from typing import Any

from support.world import World

UNITS = {"dinkes": "Dinas Kesehatan", "disdik": "Dinas Pendidikan"}
PEJABAT = {
    "inspektorat": (
        ("Sri Inspektur", "inspektur", "Inspektur Daerah", "inspektur"),
        ("Tri Sekretaris", "sekretaris", "Sekretaris", "sekretaris"),
        (
            "Budi Kasubag",
            "kasubag",
            "Kepala Subbagian Program dan Keuangan",
            "kasubag",
        ),
    )
}
INSTANSI = {
    "kode": "inspektorat",
    "nama": "Inspektorat Daerah",
    "tempat": "Bantul",
    "kop": {
        "pemerintah": "PEMERINTAH KABUPATEN BANTUL",
        "nama": "INSPEKTORAT DAERAH",
        "alamat": "Jln. Contoh No. 1 Bantul",
    },
}


def indikator(kode: str, nama: str, **facts: Any) -> dict[str, Any]:
    return {
        "kode": kode,
        "sasaran": "Meningkatnya mutu layanan",
        "nama": nama,
        "polaritas": "naik",
        "mode": "akhir",
        **facts,
    }


IKU_01 = indikator(
    "IKU-01", "Persentase layanan sesuai standar", satuan="%", jenis="rasio", target="90"
)
IKU_02 = indikator(
    "IKU-02", "Jumlah temuan berulang", satuan="temuan", polaritas="turun", target="5"
)
IKU_03 = indikator(
    "IKU-03", "Jumlah warga yang dilayani", satuan="orang", mode="kumulatif", target="100"
)
TARGETS = {
    "IKU-01": ("90", "90", "90", "90"),
    "IKU-02": ("5", "5", "5", "5"),
    "IKU-03": ("25", "50", "75", "100"),
}


def perjanjian(tahun: int = 2026, **changes: Any) -> dict[str, Any]:
    return {
        "nomor": f"PK/1/{tahun}",
        "tanggal": f"{tahun}-01-02",
        "berlaku_sejak": f"{tahun}-01-01",
        "indikator": [IKU_01, IKU_02, IKU_03],
        "anggaran": [{"kode": "P1", "uraian": "Program pelayanan", "pagu": "1000000000.00"}],
        **changes,
    }


def rencana(
    targets: Mapping[str, Iterable[str | None]] = TARGETS, **changes: Any
) -> dict[str, Any]:
    target = [{"indikator": code, "target": list(each)} for code, each in targets.items()]
    return {"target": target, **changes}


def figures(triwulan: int, *, without: Iterable[str] = (), **realisasi: str) -> dict[str, Any]:
    """A quarter in which every target is met; `IKU_02="7"` says another figure for IKU-02."""
    said = {
        "IKU-01": "90",
        "IKU-02": ("4", "3", "4", "3")[triwulan - 1],
        "IKU-03": ("26", "51", "77", "101")[triwulan - 1],
    } | {code.replace("_", "-"): value for code, value in realisasi.items() if code != "P1"}
    left_out = set(without)
    return {
        "nilai": [_nilai(code, value) for code, value in said.items() if code not in left_out],
        "anggaran": [
            {"kode": "P1", "realisasi": realisasi.get("P1", f"{240_000_000 * triwulan}")}
        ],
    }


def _nilai(code: str, value: str) -> dict[str, Any]:
    whole = {"indikator": code, "realisasi": value}
    return whole | ({"pembilang": value, "penyebut": "100"} if code == "IKU-01" else {})


async def set_up(
    world: World, units: Mapping[str, str] = UNITS, *, tahun: int = 2026, sejak: str = "2020-01-01"
) -> None:
    """Register the office, its units as of a day, and publish their plans."""
    admin = world.person("admin")
    await admin.ask("PUT", "/collector/v1/instansi", INSTANSI)
    for code, nama in units.items():
        unit = {"nama": nama, "jenis": "opd", "berlaku_sejak": sejak}
        await admin.ask("PUT", f"/collector/v1/units/{code}", unit)
        await publish(world, code, tahun)
        await appoint(world, code, *_of_unit(code, nama))
    await appoint(world, "inspektorat", *PEJABAT["inspektorat"])
    await world.settled()


def _of_unit(code: str, nama: str) -> list[tuple[str, str, str, str]]:
    return [
        (f"Kepala {nama}", "irban", f"Kepala {nama}", f"kepala.{code}"),
        (f"Staf {nama}", "staf", "Penyusun laporan", f"staf.{code}"),
    ]


async def appoint(world: World, unit: str, *pejabat: tuple[str, str, str, str]) -> None:
    """Officials by name, jabatan, sebutan and the account that is also their mail box."""
    body = [
        {
            "nama": nama,
            "jabatan": jabatan,
            "sebutan": sebutan,
            "surel": f"{akun}@bantul.test",
            "akun": akun,
        }
        for nama, jabatan, sebutan, akun in pejabat
    ]
    path = f"/collector/v1/units/{unit}/pejabat"
    await world.person("admin").ask("PUT", path, {"pejabat": body})


async def publish(
    world: World,
    unit: str,
    tahun: int = 2026,
    pk: Mapping[str, Any] | None = None,
    aksi: Mapping[str, Any] | None = None,
) -> None:
    """A Perjanjian Kinerja and the Rencana Aksi to it."""
    kasubag = world.person("kasubag")
    path = f"/collector/v1/perjanjian-kinerja/{unit}/{tahun}"
    await kasubag.ask("PUT", path, pk or perjanjian(tahun))
    path = f"/collector/v1/rencana-aksi/{unit}/{tahun}"
    await kasubag.ask("PUT", path, aksi or rencana())


async def play_triwulan(world: World, triwulan: int, *units: str, tahun: int = 2026) -> str:
    """Open a triwulan, take every unit's figures in, and issue its report on the same day."""
    period = await collect(world, triwulan, *units, tahun=tahun)
    await issue(world, period)
    return period


async def collect(world: World, triwulan: int, *units: str, tahun: int = 2026) -> str:
    """Open a triwulan by the clock and take every unit's figures in."""
    period = await opened(world, triwulan, tahun)
    for unit in units or UNITS:
        await world.unit(unit).submit(period, figures(triwulan))
    await world.settled()
    return period


async def opened(world: World, triwulan: int, tahun: int = 2026) -> str:
    """The morning after a triwulan has ended."""
    year, month = (tahun + 1, 1) if triwulan == 4 else (tahun, 3 * triwulan + 1)
    world.at(f"{year}-{month:02}-01 07:30")
    await world.run_schedules()
    return f"{tahun}-TW{triwulan}"


async def issue(world: World, period: str) -> None:
    """Kasubag says Ya as soon as there is a draft."""
    await world.event("draft.ready", period)
    await world.person("kasubag").approve(period)
    await world.event("laporan.issued", period)
    await world.settled()
