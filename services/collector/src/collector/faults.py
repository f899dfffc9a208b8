"""What pydantic finds wrong with a body, as faults a sender can act on."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from lapkin_chassis.errors import Fault, InvalidBody, fault_of
from lapkin_contracts.rules.numbers import NumberRefused

M = TypeVar("M", bound=BaseModel)


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
    return fault_of(pointer, found)
