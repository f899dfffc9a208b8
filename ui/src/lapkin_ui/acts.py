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
    refusal: Refusal, where: str, labels: Mapping[str, str] | None = None, suffix: str = ""
) -> list[Mapping[str, str]]:
    """For the summary on top: each fault with its field, or the refusal with the field `where`.

    `suffix` ends the ids of a form of which the page holds several.
    """
    if not refusal.errors:
        return [{"id": where + suffix, "pesan": words_of(refusal)}]
    found: list[Mapping[str, str]] = []
    for fault in refusal.errors:
        field = fault.pointer.strip("/").replace("/", ".")
        label = (labels or {}).get(field.rpartition(".")[2], field)
        said = f"{label}: {fault.detail} {fault.hint}".rstrip()
        found.append({"id": (field or where) + suffix, "pesan": said})
    return found
