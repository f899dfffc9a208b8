"""The form of a kebijakan: what it sends, and the same filled from one that holds."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from aggregator.kebijakan.schemas import TINGKAT, PenetapanForm, PenetapanIn
from lapkin_chassis.errors import Fault, InvalidBody
from lapkin_contracts.rules.numbers import NumberRefused, format_indonesian
from lapkin_contracts.rules.policy import Kebijakan

LABELS: Final = {
    "versi": "Nama versi",
    "berlaku_sejak": "Berlaku sejak",
    "cap": "Batas atas capaian",
    "desimal": "Desimal",
    "turun": "Rumus indikator yang diharapkan turun",
    "target_nol": "Target nol",
    "target_berlaku": "Target bila rencana berubah",
    "lantai_nol": "Capaian di bawah nol",
    "ambang_efisiensi": "Selisih yang dianggap seimbang",
    "tingkat-0": "Skala",
    "alasan": "Alasan",
}
HINTS: Final = {
    "versi": "Isi 1 sampai 40 huruf, misalnya bantul-2027.",
    "berlaku_sejak": "Pilih tanggal.",
    "desimal": "Isi bilangan 0 sampai 6.",
    "ambang_efisiensi": "Isi angka nol atau lebih.",
    "alasan": "Tulis 10 sampai 500 huruf.",
}
PLAIN: Final = frozenset(PenetapanIn.model_fields) - {"skala", "pembulatan"}


def read(form: Mapping[str, str]) -> PenetapanIn:
    """
    Raises:
        InvalidBody: with one fault per field, in Indonesian.
    """
    fields = {name: form.get(name, "") for name in PLAIN}
    try:
        return PenetapanForm.model_validate({**fields, "skala": list(_levels(form))})
    except ValidationError as error:
        faults = tuple(_fault(one) for one in error.errors())
        raise InvalidBody(errors=faults, count=len(faults)) from error


def filled_from(kebijakan: Kebijakan, day: date) -> dict[str, str]:
    """The form as it would set the same again, but for name and reason."""
    held = kebijakan.model_dump(mode="json", exclude={"versi", "skala"})
    return {
        **{name: str(value) for name, value in held.items()},
        **dict(_scale_of(kebijakan)),
        "lantai_nol": str(kebijakan.lantai_nol).lower(),
        "ambang_efisiensi": format_indonesian(kebijakan.ambang_efisiensi),
        "berlaku_sejak": day.isoformat(),
    }


def _scale_of(kebijakan: Kebijakan) -> Iterator[tuple[str, str]]:
    for place, one in enumerate(kebijakan.skala):
        bound = one.lower_bound
        yield f"tingkat-{place}", one.label
        yield f"mulai-{place}", "" if bound is None else format_indonesian(bound)
        yield f"termasuk-{place}", str(one.inclusive).lower()


def _levels(form: Mapping[str, str]) -> Iterator[dict[str, object]]:
    """A row without a name is no level; the last one takes what is left."""
    for row in range(TINGKAT):
        if label := form.get(f"tingkat-{row}"):
            yield {
                "label": label,
                "lower_bound": form.get(f"mulai-{row}") or None,
                "inclusive": form.get(f"termasuk-{row}") != "false",
            }


def _fault(found: Any) -> Fault:  # noqa: ANN401  pydantic's own description of one error
    name = str(found["loc"][0])
    pointer = "/tingkat-0" if name == "skala" else f"/{name}"
    reason = found.get("ctx", {}).get("error")
    if isinstance(reason, NumberRefused):
        said = f"'{reason.text}' tidak diterima."
        return Fault(pointer, reason.reason_code, said, reason.remedy)
    if isinstance(reason, ValueError):
        return Fault(pointer, "wrong-scale", str(reason))
    code = found["type"].replace("_", "-")
    return Fault(pointer, code, HINTS.get(name, "Pilih dari daftar."))
