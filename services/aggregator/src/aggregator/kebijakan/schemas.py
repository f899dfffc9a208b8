"""What somebody wants the kebijakan to be."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from pydantic import Field, field_validator

from lapkin_contracts.rules.numbers import parse_indonesian
from lapkin_contracts.rules.policy import Kebijakan

LONGEST: Final = 40
"""Letters of the name of a level."""


class PenetapanIn(Kebijakan):
    """A kebijakan, from when it is to hold, and why. Its figures are written as people do."""

    berlaku_sejak: date
    alasan: str = Field(min_length=10, max_length=500)

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

    @property
    def kebijakan(self) -> Kebijakan:
        return Kebijakan(**{name: getattr(self, name) for name in Kebijakan.model_fields})
