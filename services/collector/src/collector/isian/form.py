"""Rows out of a plain form: `nilai.IK-1.realisasi=3,31`."""

from collections.abc import Iterable, Mapping

from collector.isian.service import Baris

PARTS = 3
CONTROLS = frozenset({"versi", "sidik"})
MAX_TEXT = 4000


def rows_in(form: Iterable[tuple[str, object]]) -> list[Baris]:
    """One per row of the page, in its order; what is no field of a row is left out."""
    texts: dict[tuple[str, str], dict[str, str]] = {}
    for name, value in form:
        parts = name.split(".")
        if len(parts) == PARTS and isinstance(value, str):
            texts.setdefault((parts[0], parts[1]), {})[parts[2]] = value[:MAX_TEXT]
    return [_row(kunci, fields) for kunci, fields in texts.items()]


def _row(kunci: tuple[str, str], fields: Mapping[str, str]) -> Baris:
    versi = fields.get("versi", "")
    return Baris(
        kunci,
        {name: text for name, text in fields.items() if name not in CONTROLS},
        int(versi) if versi.isdecimal() else 0,
        fields.get("sidik", ""),
    )
