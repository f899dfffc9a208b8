"""What integrators rely on: published schemas are fresh, old messages still parse."""

import json
from pathlib import Path

import jsonschema
import pytest

from lapkin_contracts.catalog import EVENTS
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.publish import documents

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "contracts/src/lapkin_contracts/contoh").glob("*.json"))


def test_published_documents_are_what_the_code_says() -> None:
    published = {
        path.name: json.loads(path.read_text(encoding="utf-8"))
        for path in (ROOT / "contracts/schemas").glob("*.json")
    }

    assert published == json.loads(json.dumps(dict(documents()))), "run `make contracts`"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_stored_message_still_parses_and_fits_its_schema(path: Path) -> None:
    message = json.loads(path.read_text(encoding="utf-8"))

    envelope = Envelope[EVENTS[message["type"]]].model_validate(message)

    assert envelope.data.aggregate == message["partitionkey"]
    schema = (ROOT / "contracts/schemas" / f"{path.stem}.json").read_text(encoding="utf-8")
    jsonschema.validate(message, json.loads(schema))


def test_there_is_a_stored_message_of_every_event() -> None:
    """It is the example that integrators are shown, too."""
    assert {path.stem for path in SAMPLES} == {kind.removeprefix("lapkin.") for kind in EVENTS}
