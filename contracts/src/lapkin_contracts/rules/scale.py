"""The five-level scale (Skala Nilai Peringkat Kinerja) as a table with bounds."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pydantic import BaseModel, ConfigDict

from lapkin_contracts.rules.numbers import Angka


class Tingkat(BaseModel):
    """One level: from its lower bound up to the level above it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lower_bound: Angka | None
    """Percent of target; none on the last level only, which takes everything below."""
    inclusive: bool = True
    label: str
    colour: str
    """A token of the design system, not a colour value."""

    def holds(self, exact: Decimal) -> bool:
        if self.lower_bound is None:
            return True
        return exact > self.lower_bound or (self.inclusive and exact == self.lower_bound)


SKALA_LIMA_TINGKAT: Final = (
    Tingkat(lower_bound=Decimal(91), label="Sangat Tinggi", colour="sangat-tinggi"),
    Tingkat(lower_bound=Decimal(76), label="Tinggi", colour="tinggi"),
    Tingkat(lower_bound=Decimal(66), label="Sedang", colour="sedang"),
    Tingkat(lower_bound=Decimal(51), label="Rendah", colour="rendah"),
    Tingkat(lower_bound=None, label="Sangat Rendah", colour="sangat-rendah"),
)
"""Permendagri 54/2010, kept in 86/2017, as printed in LKjIP Inspektorat Sampang 2019.

The printed table (91-100, 76-90, 66-75, 51-65, up to 50) says nothing about 90,5 or 100,1.
Here a level begins at its lower bound and reaches up to the next: 90,5 is Tinggi, 184,75 is
Sangat Tinggi. A site with another reading stores another table in its kebijakan.
"""


def predikat_of(exact: Decimal, table: Sequence[Tingkat]) -> Tingkat:
    """The level of an unrounded capaian, in percent of target."""
    return next(tingkat for tingkat in table if tingkat.holds(exact))


def check_scale(table: Sequence[Tingkat]) -> None:
    """Levels go down from the highest, each value falls into exactly one.

    Raises:
        ValueError: two levels overlap, values fall between them, or a label is used twice.
    """
    if not table or table[-1].lower_bound is not None:
        raise ValueError("Tingkat terakhir skala tidak boleh memiliki batas bawah.")
    bounds = [(tingkat.lower_bound, not tingkat.inclusive) for tingkat in table[:-1]]
    if any(bound is None for bound, _ in bounds):
        raise ValueError("Hanya tingkat terakhir skala yang tanpa batas bawah.")
    if bounds != sorted(set(bounds), reverse=True):
        raise ValueError("Batas bawah skala harus menurun, tanpa batas yang sama.")
    if len({tingkat.label for tingkat in table}) != len(table):
        raise ValueError("Setiap tingkat skala memerlukan sebutan yang berbeda.")
