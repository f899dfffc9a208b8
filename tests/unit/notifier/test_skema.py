"""What a document has otherwise than its schema, in words."""

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from lapkin_contracts.catalog import EVENTS
from notifier.skema.domain import Skema, differences

SAMPLES = Path(str(files("lapkin_contracts"))) / "contoh"
KIND = "lapkin.data.submitted.v1"

Change = Callable[[dict[str, Any]], object]

CHANGES: list[tuple[Change, tuple[str, str, str, str]]] = [
    (lambda one: one["data"].pop("oleh"), ("data.oleh", "hilang", "teks", "")),
    (
        lambda one: one["data"].update(revision="tiga"),
        ("data.revision", "salah", "bilangan bulat", "tiga"),
    ),
    (
        lambda one: one["data"]["nilai"][0].update(realisasi="1,5"),
        ("data.nilai[0].realisasi", "salah", "teks, misalnya 1234.56", "1,5"),
    ),
    (
        lambda one: one["data"]["nilai"][0].update(status="lain"),
        ("data.nilai[0].status", "salah", "terisi | nihil | tidak_tersedia", "lain"),
    ),
    (lambda one: one["data"].update(baru=[1]), ("data.baru", "tidak dikenal", "", "[1]")),
    (
        lambda one: one["data"]["nilai"][0].update(baru="x" * 80),
        ("data.nilai[0].baru", "tidak dikenal", "", "x" * 60 + "…"),
    ),
    (lambda one: one.update(time="kemarin"), ("time", "salah", "waktu RFC 3339", "kemarin")),
]


@pytest.mark.parametrize(("change", "found"), CHANGES, ids=[found[0] for _, found in CHANGES])
def test_a_document_that_differs_is_told_where_and_how(
    change: Change, found: tuple[str, str, str, str]
) -> None:
    document = json.loads((SAMPLES / "data.submitted.v1.json").read_text())
    change(document)

    assert [tuple(one) for one in differences(KIND, json.dumps(document).encode())] == [found]


@pytest.mark.parametrize("kind", EVENTS)
def test_a_document_that_fits_differs_nowhere(kind: str) -> None:
    sample = SAMPLES / f"{kind.removeprefix('lapkin.')}.json"

    assert differences(kind, sample.read_bytes()) == []


@pytest.mark.parametrize(
    ("kind", "body", "where"),
    [(KIND, b"{", ""), (KIND, b"[]", ""), ("lapkin.x.y.v1", b"", "type")],
)
def test_what_is_no_document_is_said_to_be_none(kind: str, body: bytes, where: str) -> None:
    (found,) = differences(kind, body)

    assert found.jalur == where


def test_every_event_lists_its_fields_with_a_type_in_words() -> None:
    for event in EVENTS.values():
        fields = Skema(event).fields()

        assert fields[0].jalur == "data.unit", event
        assert all(one.tipe != "nilai" for one in fields), event
