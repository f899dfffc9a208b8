"""Annual figures split into quarters. Illustrative: the sources publish the year only.

Each rule is exact: recomputing the year from its four quarters gives the published figure back.
"""

from collections.abc import Callable, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import Final, TypeAlias

from lapkin_contracts.rules.aggregation import Mode

Figures: TypeAlias = tuple[Decimal, Decimal, Decimal, Decimal]
Quarters: TypeAlias = Figures | tuple[None, None, None, Decimal]
Percents: TypeAlias = tuple[int, int, int, int]

PLANNED: Final[Percents] = (25, 50, 75, 100)
"""Percent of the year's work that plans put behind each quarter's end."""

DONE: Final[Percents] = (20, 45, 70, 100)
"""Percent that is done by then: offices start slowly and catch up."""

SPENT: Final[Percents] = (12, 38, 65, 100)
"""Percent of the year's spending by then: payments follow the work."""

APPROACH: Final[Percents] = (94, 96, 98, 100)
"""A state moves towards where the year ends."""

SWING: Final[Percents] = (98, 99, 101, 102)
"""Measurements lie around their mean; the four add up to 400."""


def running(year: Decimal, percents: Percents) -> Figures:
    """Totals since 1 January, rounded down to the decimals the year is printed with."""
    first, second, third, _ = (_part(year, percent) for percent in percents)
    return first, second, third, year


def increments(year: Decimal, percents: Percents) -> Figures:
    """What each quarter adds; roundings end up in the last."""
    totals = (Decimal(0), *(_part(year, percent) for percent in percents[:3]), year)
    first, second, third, fourth = (after - before for before, after in pairwise(totals))
    return first, second, third, fourth


def approach(year: Decimal) -> Figures:
    """A state read at each quarter's end, arriving at the year's."""
    return running(year, APPROACH)


def around(year: Decimal) -> Figures:
    """Four measurements whose mean is the year's, to at least two decimals."""
    step = (year / 100).quantize(min(_unit_in_last_place(year), Decimal("0.01")), ROUND_HALF_UP)
    first, second, third, fourth = (year + step * (percent - 100) for percent in SWING)
    return first, second, third, fourth


def at_the_end(year: Decimal) -> tuple[None, None, None, Decimal]:
    """Known once a year."""
    return None, None, None, year


def throughout(year: Decimal) -> Figures:
    """The same in every quarter."""
    return year, year, year, year


TARGETS: Final[Mapping[Mode, Callable[[Decimal], Quarters]]] = MappingProxyType(
    {
        Mode.JUMLAH: lambda year: increments(year, PLANNED),
        Mode.KUMULATIF: lambda year: running(year, PLANNED),
        Mode.AKHIR: throughout,
        Mode.RATA_RATA: throughout,
        Mode.TAHUNAN: at_the_end,
    }
)

REALISASI: Final[Mapping[Mode, Callable[[Decimal], Quarters]]] = MappingProxyType(
    {
        Mode.JUMLAH: lambda year: increments(year, DONE),
        Mode.KUMULATIF: lambda year: running(year, DONE),
        Mode.AKHIR: approach,
        Mode.RATA_RATA: around,
        Mode.TAHUNAN: at_the_end,
    }
)


def _part(year: Decimal, percent: int) -> Decimal:
    return (year * percent / 100).quantize(_unit_in_last_place(year), ROUND_DOWN)


def _unit_in_last_place(year: Decimal) -> Decimal:
    """`0.01` for 91.59, `1` for 11: a count of offices stays whole."""
    return Decimal(1).scaleb(int(year.as_tuple().exponent))
