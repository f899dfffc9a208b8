"""What somebody wants the kebijakan to be, and what is told of those there are."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
)

from aggregator.kebijakan.riwayat import Keadaan
from lapkin_contracts.laporan import BarisPerubahan
from lapkin_contracts.rules.numbers import Angka, parse_indonesian
from lapkin_contracts.rules.periods import Periode, Tanggal
from lapkin_contracts.rules.policy import Cap, Kebijakan, RumusTurun, TargetBerlaku, TargetNol
from lapkin_contracts.rules.scale import SKALA_LIMA_TINGKAT, Tingkat, check_scale

LONGEST: Final = 40
"""Letters of the name of a level."""
WARNA: Final = tuple(one.colour for one in SKALA_LIMA_TINGKAT)
TINGKAT: Final = len(WARNA)
"""Levels of the scale; nobody grades in more."""

Line = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")
]
"""One line of text, for it is printed."""


class Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TingkatIn(Body):
    """One level, from its lower bound up to the level above it."""

    label: Line = Field(min_length=1, max_length=LONGEST)
    lower_bound: Angka | None = None
    """Percent of target; none on the last level only, which takes everything below."""
    inclusive: bool = True
    colour: Literal["sangat-tinggi", "tinggi", "sedang", "rendah", "sangat-rendah", ""] = ""
    """By its place between the highest and the lowest, unless it is said."""


def _checked(table: tuple[TingkatIn, ...]) -> tuple[TingkatIn, ...]:
    check_scale([Tingkat(**one.model_dump()) for one in table])
    return table


class PenetapanIn(Body):
    """A whole kebijakan, from when it is to hold, and why: what is left out would change unseen."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "versi": "bantul-2027",
                "berlaku_sejak": "2027-01-02",
                "alasan": "Disepakati dalam rapat evaluasi tahun 2026.",
                "cap": "120",
                "desimal": 2,
                "turun": "dua_t_kurang_r",
                "target_nol": "kosong",
                "target_berlaku": "akhir_periode",
                "lantai_nol": False,
                "ambang_efisiensi": "5",
                "skala": [
                    {"label": "Baik", "lower_bound": "87.5"},
                    {"label": "Cukup", "lower_bound": "60", "inclusive": False},
                    {"label": "Kurang"},
                ],
            }
        }
    )

    versi: Line = Field(min_length=1, max_length=40)
    """Printed on what it is used for."""
    berlaku_sejak: Tanggal
    alasan: str = Field(min_length=10, max_length=500)
    cap: Cap
    desimal: int = Field(ge=0, le=6)
    pembulatan: Literal["half_up"] = "half_up"
    turun: RumusTurun
    target_nol: TargetNol
    target_berlaku: TargetBerlaku
    lantai_nol: bool
    ambang_efisiensi: Angka = Field(ge=0)
    skala: Annotated[tuple[TingkatIn, ...], AfterValidator(_checked)] = Field(max_length=TINGKAT)

    @property
    def kebijakan(self) -> Kebijakan:
        own = self.model_dump(include=Kebijakan.model_fields.keys() - {"skala"})
        last = max(len(self.skala) - 1, 1)
        skala = tuple(
            Tingkat(
                lower_bound=one.lower_bound,
                inclusive=one.inclusive,
                label=one.label,
                colour=one.colour or WARNA[place * (TINGKAT - 1) // last],
            )
            for place, one in enumerate(self.skala)
        )
        return Kebijakan(**own, skala=skala)


class PenetapanForm(PenetapanIn):
    """Its figures are written as people do."""

    @field_validator("ambang_efisiensi", mode="before")
    @classmethod
    def _read_figure(cls, text: object) -> object:
        return parse_indonesian(text) if isinstance(text, str) else text

    @field_validator("skala", mode="before")
    @classmethod
    def _read_scale(cls, rows: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
        if any(len(str(row["label"])) > LONGEST for row in rows):
            msg = f"Sebutan tingkat paling panjang {LONGEST} huruf."
            raise ValueError(msg)
        return [{**row, "lower_bound": cls._read_figure(row["lower_bound"])} for row in rows]


class Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class PenetapanOut(Out):
    """How a kebijakan came to hold."""

    nomor: int
    berlaku_sejak: date
    alasan: str
    oleh: str


class KebijakanOut(Out):
    """How capaian is computed."""

    kebijakan: Kebijakan
    ditetapkan: PenetapanOut | None = None
    """None of what the site was set up with."""


class BedaOut(Out):
    """One setting in two kebijakan, in words."""

    nama: str
    semula: str
    menjadi: str


class VersiOut(KebijakanOut):
    """A kebijakan there was, is or will be."""

    keadaan: Keadaan
    triwulan: list[Periode]
    """Those that are computed with it."""
    perubahan: list[BedaOut]
    """What it changes of the one before."""


class AkibatOut(Out):
    """The newest rekap of a triwulan as it would have been."""

    period: Periode
    indikator: int
    """Those that would read otherwise, of all."""
    dari: int
    rata_rata_semula: Angka | None
    rata_rata_menjadi: Angka | None
    perubahan: list[BarisPerubahan]
    """Every figure that would."""


class UjiOut(Out):
    """What a kebijakan changes of the one in force on its first day, and would have changed."""

    perubahan: list[BedaOut]
    akibat: AkibatOut | None
    """None as long as no triwulan was recapped."""


class DitetapkanOut(KebijakanOut):
    uji: UjiOut | None = None
    """In a dry run, which sets nothing."""
