"""How a page answers an act: done, and back to the page; or the page again, with what was wrong."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fastapi import Request
from fastapi.responses import RedirectResponse

from lapkin_chassis.errors import Refusal
from lapkin_ui.access import words_of


class Hasil(NamedTuple):
    """What a page says of the act that led to it, and the status it says it with."""

    status: int = 200
    selesai: str = ""
    galat: Sequence[Mapping[str, str]] = ()
    isian: Mapping[str, str] = {}
    """What was typed, where it has to be put right."""


def done(request: Request, path: str, selesai: str, anchor: str = "") -> RedirectResponse:
    """Back to a page of the service, which says what was done."""
    root = request.scope.get("root_path", "")
    query = f"{'&' if '?' in path else '?'}selesai={selesai}"
    return RedirectResponse(f"{root}{path}{query}{anchor and f'#{anchor}'}", 303)


def problems(
    refusal: Refusal, where: str, labels: Mapping[str, str], suffix: str = ""
) -> list[Mapping[str, str]]:
    """For the summary on top: each field once, or the refusal with the field `where`.

    `labels` are the names of fields, and `suffix` ends the ids of a form of which the page holds
    several.
    """
    found: dict[str, str] = {}
    for fault in refusal.errors:
        field = _field(fault.pointer, labels)
        label = labels.get(field.rpartition(".")[2], field)
        found.setdefault(field or where, f"{label}: {fault.detail} {fault.hint}".rstrip())
    if not found:
        found[where] = words_of(refusal)
    return [{"id": name + suffix, "pesan": said} for name, said in found.items()]


def _field(pointer: str, labels: Mapping[str, str]) -> str:
    """`/pejabat/0/sampai/date` is `pejabat.0.sampai`: what stands behind a name tells its type."""
    parts = pointer.strip("/").split("/")
    named = [place for place, part in enumerate(parts, 1) if part in labels]
    return ".".join(parts[: named[-1]] if named else parts)
