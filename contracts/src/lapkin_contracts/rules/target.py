"""Which version of a plan applies on a day, and the target of a triwulan whose plan changed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from lapkin_contracts.rules.policy import TargetBerlaku


class VersiRencana(NamedTuple):
    """A version of a Perjanjian Kinerja or Rencana Aksi; the higher number replaces the lower."""

    versi: int
    sejak: date


class Target(NamedTuple):
    """A number, or a range if there is an upper bound."""

    bawah: Decimal | None
    atas: Decimal | None = None


def in_force(versions: Iterable[VersiRencana], on: date) -> int | None:
    """The newest version that had begun; none before the first."""
    return max((one.versi for one in versions if one.sejak <= on), default=None)


def days_in_force(
    versions: Sequence[VersiRencana], first: date, last: date
) -> tuple[tuple[int, int], ...]:
    """Each version with its calendar days from `first` to `last`, by version."""
    span = (first + timedelta(days=count) for count in range((last - first).days + 1))
    counted = Counter(in_force(versions, day) for day in span)
    return tuple(sorted((versi, days) for versi, days in counted.items() if versi is not None))


def target_in_force(parts: Sequence[tuple[Target, int]], berlaku: TargetBerlaku) -> Target:
    """The target of a triwulan from those in force in it with their days, the last one last.

    Weighted by days, a version without a target is left out: it is not a target of zero. If the
    last one has none, there is none.
    """
    last = parts[-1][0] if parts else Target(None)
    if berlaku is TargetBerlaku.AKHIR_PERIODE or last.bawah is None:
        return last
    upper = None
    if any(target.atas is not None for target, _ in parts):
        upper = _weighted((_upper(target), days) for target, days in parts)
    return Target(_weighted((target.bawah, days) for target, days in parts), upper)


def _upper(target: Target) -> Decimal | None:
    return target.bawah if target.atas is None else target.atas


def _weighted(parts: Iterable[tuple[Decimal | None, int]]) -> Decimal:
    known = [(value, days) for value, days in parts if value is not None]
    total = sum((value * days for value, days in known), Decimal(0))
    return total / sum(days for _, days in known)
