"""Rows of a form."""

from collections.abc import Mapping


def rows_of(form: Mapping[str, str], of: str, *named_by: str) -> list[dict[str, str]]:
    """`pejabat.0.nama` and its neighbours as rows, in their order; those that name something."""
    rows: dict[int, dict[str, str]] = {}
    for name, text in form.items():
        prefix, number, field = (*name.split("."), "", "")[:3]
        if prefix == of and number.isdecimal() and field and text:
            rows.setdefault(int(number), {})[field] = text
    return [
        rows[number] for number in sorted(rows) if not rows[number].keys().isdisjoint(named_by)
    ]
