"""A kebijakan in words."""

from datetime import date
from decimal import Decimal

from aggregator.kebijakan.domain import butir_of, skala_of
from aggregator.kebijakan.riwayat import Keadaan, versions
from aggregator.kebijakan.schemas import PenetapanIn
from lapkin_contracts.kebijakan import KebijakanChanged
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import Cap, Kebijakan, RumusTurun, TargetBerlaku, TargetNol
from lapkin_contracts.rules.scale import Tingkat

NOW = Kebijakan(versi="bantul-2", cap=Cap.SERATUS_DUA_PULUH)
BEFORE = Kebijakan(versi="bantul-1")


def test_the_scale_says_where_each_level_begins_and_ends() -> None:
    assert [(one.label, one.rentang) for one in skala_of(NOW)][::4] == [
        ("Sangat Tinggi", "91% atau lebih"),
        ("Sangat Rendah", "di bawah 51%"),
    ]
    assert skala_of(NOW)[1].rentang == "76% atau lebih, di bawah 91%"


def test_a_bound_that_does_not_belong_to_its_level_is_told_so() -> None:
    skala = (
        Tingkat(lower_bound=Decimal(100), inclusive=False, label="Melampaui", colour="tinggi"),
        Tingkat(lower_bound=None, label="Belum", colour="rendah"),
    )

    said = [one.rentang for one in skala_of(Kebijakan(versi="dua", skala=skala))]

    assert said == ["lebih dari 100%", "paling tinggi 100%"]


def test_every_value_of_every_setting_has_words() -> None:
    for cap in Cap:
        for turun in RumusTurun:
            for nol in TargetNol:
                for berlaku in TargetBerlaku:
                    kebijakan = Kebijakan(
                        versi="x", cap=cap, turun=turun, target_nol=nol, target_berlaku=berlaku
                    )
                    assert all(one.uraian.endswith(".") for one in butir_of(kebijakan))


def penetapan(nomor: int, versi: str, day: date) -> KebijakanChanged:
    kebijakan = Kebijakan(versi=versi, desimal=nomor)
    fields = {"unit": "inspektorat", "alasan": "rapat evaluasi", "oleh": "adi"}
    return KebijakanChanged(nomor=nomor, kebijakan=kebijakan, berlaku_sejak=day, **fields)


def test_the_version_in_force_comes_first_even_before_a_triwulan_uses_it() -> None:
    tw1, tw2 = Periode("2026-TW1"), Periode("2026-TW2")

    found = versions([(tw2, BEFORE), (tw1, BEFORE)], [], NOW, date(2026, 7, 1))

    assert [(one.kebijakan.versi, one.triwulan) for one in found] == [
        ("bantul-2", []),
        ("bantul-1", [tw2, tw1]),
    ]


def test_what_is_to_come_stands_after_what_holds_and_before_what_held() -> None:
    january, may, october = date(2026, 1, 1), date(2026, 5, 1), date(2026, 10, 1)
    days = [january, may, may, october]
    ditetapkan = [penetapan(place, f"v{place}", day) for place, day in enumerate(days, 1)]

    found = versions([], ditetapkan, BEFORE, date(2026, 7, 1))

    assert [(one.kebijakan.versi, one.keadaan) for one in found] == [
        ("v3", Keadaan.BERLAKU),
        ("v4", Keadaan.MENDATANG),
        ("v1", Keadaan.SEBELUMNYA),
        ("v2", Keadaan.DIGANTIKAN),
    ]
    assert [one.menjadi[:25] for one in found[0].perubahan] == ["Setengah ke atas, 3 desim"]


def test_whoever_sets_a_kebijakan_says_every_setting_of_it() -> None:
    asked = PenetapanIn.model_fields

    assert asked.keys() - Kebijakan.model_fields.keys() == {"berlaku_sejak", "alasan"}
    assert [name for name in Kebijakan.model_fields if name not in asked] == []
    assert [name for name, field in asked.items() if not field.is_required()] == ["pembulatan"]
