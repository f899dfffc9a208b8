"""Writes what integrators read: one JSON Schema per event and body, and one AsyncAPI document.

`python -m lapkin_contracts.publish FOLDER`; `make contracts` calls it, and a test compares.
"""

import json
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from lapkin_contracts.catalog import OWNED
from lapkin_contracts.envelope import STREAM, Envelope, Event

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def documents() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every published document by its file name."""
    for events in OWNED.values():
        for event in events:
            yield f"{name_of(event)}.json", schema_of(event)
    yield "asyncapi.json", asyncapi()


def schema_of(event: type[Event]) -> dict[str, Any]:
    """Of the whole document, envelope and fact."""
    schema = Envelope[event].model_json_schema(mode="serialization")  # type: ignore[valid-type]
    schema["properties"]["type"] = {"const": event.type}
    return {"$schema": DRAFT, **schema, "title": event.__name__}


def example_of(event: type[Event]) -> str:
    """A document as it travelled once."""
    stored = files("lapkin_contracts") / "contoh" / f"{name_of(event)}.json"
    return stored.read_text(encoding="utf-8")


def publish(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in documents():
        text = json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True)
        (folder / name).write_text(f"{text}\n", encoding="utf-8")


def asyncapi(schemas: str = ".") -> dict[str, Any]:
    """The document of all channels; `schemas` is where it finds the JSON Schemas."""
    channels, operations, messages = {}, {}, {}
    for owner, events in OWNED.items():
        for event in events:
            name = name_of(event)
            messages[name] = {
                "name": event.__name__,
                "contentType": "application/cloudevents+json",
                "summary": (event.__doc__ or "").split("\n")[0],
                "payload": {"$ref": f"{schemas}/{name}.json"},
            }
            channels[name] = {
                "address": f"{event.type}.{{unit}}.{{period}}",
                "parameters": {
                    "unit": {"description": "code of the unit or the instansi"},
                    "period": {"description": "2026-TW3, 2026-S2, 2026, or - where there is none"},
                },
                "messages": {name: {"$ref": f"#/components/messages/{name}"}},
            }
            operations[f"{owner}.{name}"] = {
                "action": "send",
                "channel": {"$ref": f"#/channels/{name}"},
                "x-jetstream": {"stream": STREAM, "msgId": "the event's id"},
            }
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Lapkin events",
            "version": "1",
            "description": "One message is one fact, as CloudEvents 1.0 structured JSON.",
        },
        "defaultContentType": "application/cloudevents+json",
        "channels": channels,
        "operations": operations,
        "components": {"messages": messages},
    }


def name_of(event: type[Event]) -> str:
    """`data.submitted.v1`"""
    return event.type.removeprefix("lapkin.")


if __name__ == "__main__":
    publish(Path(sys.argv[1]))
