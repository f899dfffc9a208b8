"""A spreadsheet's arithmetic in Decimal, for the few functions our workbooks use."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from openpyxl import Workbook

from lapkin_contracts.rules.numbers import round_half_up

REFERENCE = re.compile(r'"[^"]*"|(?:(\w+)!)?\b([A-Z]{1,2}\d+)(?::([A-Z]{1,2}\d+))?')


def recompute(workbook: Workbook, sheet: str, formula: str) -> Any:
    """The value of a formula from the cells it names, never from cached results."""
    names: dict[str, Any] = {"value": lambda *where: _value(workbook, *where), **FUNCTIONS}

    def look_up(match: re.Match[str]) -> str:
        if match[2] is None:
            return match[0]
        return f"value({match[1] or sheet!r}, {match[2]!r}, {match[3] or ''!r})"

    return eval(REFERENCE.sub(look_up, formula.removeprefix("=")), names)


def _value(workbook: Workbook, sheet: str, first: str, last: str) -> Any:
    if not last:
        return _cell(workbook, sheet, workbook[sheet][first].value)
    rows = workbook[sheet][f"{first}:{last}"]
    return [_cell(workbook, sheet, cell.value) for row in rows for cell in row]


def _cell(workbook: Workbook, sheet: str, content: object) -> Any:
    if isinstance(content, str) and content.startswith("="):
        return recompute(workbook, sheet, content)
    return Decimal(repr(content)) if isinstance(content, int | float) else content


def _cells(span: Any) -> list[Any]:
    """A span of one cell is written as that cell."""
    return span if isinstance(span, list) else [span]


def _numbers(span: Any) -> list[Decimal]:
    return [cell for cell in _cells(span) if isinstance(cell, Decimal)]


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "ROUND": round_half_up,
    "ABS": abs,
    "MIN": lambda *values: Decimal(min(values)),
    "MAX": lambda *values: Decimal(max(values)),
    "IF": lambda condition, yes, no: yes if condition else no,
    "SUM": lambda span: sum(_numbers(span), Decimal(0)),
    "AVERAGE": lambda span: sum(_numbers(span), Decimal(0)) / len(_numbers(span)),
    "COUNT": lambda span: len(_numbers(span)),
    "COUNTA": lambda span: sum(cell is not None for cell in _cells(span)),
    "COUNTIF": lambda span, wanted: _cells(span).count(wanted),
}
