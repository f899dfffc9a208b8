"""What pydantic finds, told in Indonesian."""

from datetime import date
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field, ValidationError, field_validator

from lapkin_chassis.errors import faults_of


class Isian(BaseModel):
    nama: Annotated[str, Field(max_length=5)] = "Ani"
    hari: Annotated[int, Field(ge=1)] = 1
    arah: Literal["naik", "turun"] = "naik"
    tanggal: date = date(2026, 10, 31)
    kode: str = "a"

    @field_validator("kode")
    @classmethod
    def _is_small(cls, kode: str) -> str:
        if not kode.islower():
            raise ValueError("Tulis kode dengan huruf kecil.")
        return kode


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("nama", "Hermawan", "Teks terlalu panjang; paling banyak 5 huruf."),
        ("hari", 0, "Paling kecil 1."),
        ("hari", "dua", "Bukan bilangan bulat."),
        ("arah", "datar", "Bukan salah satu pilihan. Pilihannya: 'naik' atau 'turun'."),
        ("tanggal", "31/10/2026", "Bukan tanggal; tulis seperti 2026-10-31."),
        ("kode", "A", "Tulis kode dengan huruf kecil."),
        ("nama", [], "Isian tidak sesuai bentuk yang ditetapkan."),
    ],
)
def test_what_is_wrong_with_a_field_is_told_in_indonesian(
    field: str, value: object, told: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        Isian.model_validate({field: value})

    [fault] = faults_of(refused.value)
    assert fault.pointer == f"/{field}"
    assert f"{fault.detail} {fault.hint}".strip() == told
