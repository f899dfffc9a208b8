"""What pydantic finds wrong with a body, as faults a sender can act on."""

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from lapkin_chassis.errors import Fault, InvalidBody
from lapkin_contracts.rules.numbers import NumberRefused

M = TypeVar("M", bound=BaseModel)

WORDS: Final = {
    "json-invalid": "Isi permintaan bukan JSON yang utuh.",
    "missing": "Isian wajib ini tidak ada.",
    "extra-forbidden": "Isian ini tidak dikenal.",
    "enum": "Bukan salah satu pilihan.",
    "greater-than-equal": "Tidak boleh negatif.",
    "string-too-long": "Teks terlalu panjang.",
    "string-too-short": "Teks tidak boleh kosong.",
    "string-pattern-mismatch": "Bentuk tulisannya tidak sesuai.",
    "url-parsing": "Bukan alamat web yang utuh.",
}
"""By pydantic's own code. The numbers and labels of the contracts bring their own words."""


def read_body(model: type[M], raw: bytes) -> M:
    """
    Raises:
        InvalidBody: with one fault per field, in Indonesian.
    """
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        faults = faults_of(error)
        raise InvalidBody(errors=faults, count=len(faults)) from error


def read_form(model: type[M], form: Mapping[str, object]) -> M:
    """What is left blank counts as not given.

    Raises:
        InvalidBody: with one fault per field, in Indonesian.
    """
    try:
        return model.model_validate({name: value for name, value in form.items() if value != ""})
    except ValidationError as error:
        faults = faults_of(error)
        raise InvalidBody(errors=faults, count=len(faults)) from error


def faults_of(error: ValidationError) -> tuple[Fault, ...]:
    return tuple(_fault(found) for found in error.errors())


def _fault(found: Any) -> Fault:  # noqa: ANN401  pydantic's own description of one error
    pointer = "".join(f"/{part}" for part in found["loc"])
    reason = found.get("ctx", {}).get("error")
    if isinstance(reason, NumberRefused):
        return Fault(
            pointer, reason.reason_code, f"'{reason.text}' tidak diterima.", reason.remedy
        )
    if isinstance(reason, ValueError):
        return Fault(pointer, "wrong-label", str(reason))
    code = found["type"].replace("_", "-")
    expected = found.get("ctx", {}).get("expected", "")
    hint = f"Pilihannya: {expected.replace(' or ', ' atau ')}." if expected else ""
    return Fault(
        pointer, code, WORDS.get(code, "Isian tidak sesuai bentuk yang ditetapkan."), hint
    )
