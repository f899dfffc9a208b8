"""Writes what integrators read: one JSON Schema per event and body, and one AsyncAPI document.

`python -m lapkin_contracts.publish FOLDER`; `make contracts` calls it, and a test compares.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lapkin_contracts.catalog import OWNED
from lapkin_contracts.envelope import STREAM, Envelope, Event

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def documents() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every published document by its file name."""
    for events in OWNED.values():
        for event in events:
            schema = Envelope[event].model_json_schema(mode="serialization")  # type: ignore[valid-type]
            schema["properties"]["type"] = {"const": event.type}
            yield f"{_name(event)}.json", {"$schema": DRAFT, **schema, "title": event.__name__}
    yield "asyncapi.json", _asyncapi()


def publish(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in documents():
        text = json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True)
        (folder / name).write_text(f"{text}\n", encoding="utf-8")


def _asyncapi() -> dict[str, Any]:
    channels, operations, messages = {}, {}, {}
    for owner, events in OWNED.items():
        for event in events:
            name = _name(event)
            messages[name] = {
                "name": event.__name__,
                "contentType": "application/cloudevents+json",
                "summary": (event.__doc__ or "").split("\n")[0],
                "payload": {"$ref": f"./{name}.json"},
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


def _name(event: type[Event]) -> str:
    return event.type.removeprefix("lapkin.")


if __name__ == "__main__":
    publish(Path(sys.argv[1]))
