"""What a chart is made of, before it is drawn."""

from typing import NamedTuple


class Bar(NamedTuple):
    label: str
    length: float
    """In percent, as far as it is drawn."""
    text: str
    is_dark: bool = True


class Cell(NamedTuple):
    text: str
    tint: str
