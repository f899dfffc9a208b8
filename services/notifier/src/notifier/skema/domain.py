"""JSON Schemas of events in words: which fields there are, and what a document has otherwise."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from lapkin_contracts.catalog import EVENTS
from lapkin_contracts.envelope import Envelope, Event

Node = Mapping[str, Any]
Path = tuple[str | int, ...]

_FORMATS: Final = {
    "date-time": "waktu RFC 3339",
    "date": "tanggal YYYY-MM-DD",
    "time": "jam HH:MM",
    "uri": "alamat URI",
}
_TYPES: Final = {
    "string": "teks",
    "integer": "bilangan bulat",
    "number": "bilangan",
    "boolean": "true atau false",
    "object": "objek",
    "null": "null",
}
_SHOWN: Final = 60
"""Letters of a wrong value; a payload may be long."""


class Kolom(NamedTuple):
    """One field of an event."""

    jalur: str
    """`data.nilai[].indikator`"""
    tipe: str
    wajib: bool


class Beda(NamedTuple):
    """Where a document does not fit its schema."""

    jalur: str
    keadaan: str
    """hilang, tidak dikenal, salah"""
    seharusnya: str
    isi: str


class Skema:
    """The schema of one event's whole document."""

    def __init__(self, event: type[Event]) -> None:
        self.model = Envelope[event]  # type: ignore[valid-type]
        self.root: Node = self.model.model_json_schema(mode="serialization")

    def fields(self) -> list[Kolom]:
        """Of the fact itself; the attributes of the envelope are the same for every event."""
        return list(self._fields(self._child(self.root, "data"), ("data",)))

    def describe(self, node: Node) -> str:
        node = self._resolved(node)
        if "enum" in node:
            return " | ".join(map(str, node["enum"]))
        if "const" in node:
            return f"selalu {node['const']}"
        if node.get("type") == "array":
            return f"daftar {self.describe(node.get('items', {}))}"
        if "pattern" in node and "examples" in node:
            return f"teks, misalnya {node['examples'][0]}"
        words = _FORMATS.get(node.get("format", "")) or _TYPES.get(node.get("type", ""), "nilai")
        return f"{words}, paling panjang {node['maxLength']}" if "maxLength" in node else words

    def at(self, path: Path) -> str:
        """What stands at a place of the document, in words; nothing where the schema has no such."""
        node: Node = self.root
        for step in path:
            node = self._child(node, step)
            if not node:
                return ""
        return self.describe(node)

    def unknown(self, value: object, node: Node | None = None, path: Path = ()) -> Iterator[Path]:
        """Fields that the schema does not name."""
        node = self._resolved(self.root if node is None else node)
        for step, one in _steps_into(value, node):
            known = self._child(node, step)
            if known or isinstance(step, int):
                yield from self.unknown(one, known, (*path, step))
            else:
                yield (*path, step)

    def _fields(self, node: Node, path: tuple[str, ...]) -> Iterator[Kolom]:
        node = self._resolved(node)
        for name, given in node.get("properties", {}).items():
            inner = self._resolved(given)
            is_list = inner.get("type") == "array"
            where = (*path, f"{name}[]" if is_list else name)
            wajib = name in node.get("required", ())
            yield Kolom(".".join(where), self.describe(given), wajib)
            yield from self._fields(inner.get("items", {}) if is_list else inner, where)

    def _child(self, node: Node, step: str | int) -> Node:
        node = self._resolved(node)
        if isinstance(step, int):
            items: Node = node.get("items", {})
            return items
        found: Node = node.get("properties", {}).get(step, {})
        return found

    def _resolved(self, node: Node) -> Node:
        """Behind references, and without the null that a field may be instead."""
        while "$ref" in node or "anyOf" in node:
            if "$ref" in node:
                node = self.root["$defs"][node["$ref"].rpartition("/")[2]]
            else:
                rest = [one for one in node["anyOf"] if one.get("type") != "null"]
                node = rest[0]
        return node


def differences(kind: str, body: bytes) -> Sequence[Beda]:
    """Where a document does not fit today's schema of its type; what is missing stands first."""
    if kind not in EVENTS:
        return [Beda("type", "tidak dikenal", "jenis peristiwa yang terdaftar", kind)]
    try:
        document = json.loads(body)
    except ValueError:
        return [Beda("", "salah", "dokumen JSON", _short(body.decode("utf-8", "replace")))]
    skema = _skema_of(kind)
    found = [*_misfits(skema, document), *_strangers(skema, document)]
    return sorted(found, key=lambda one: one.keadaan)


@lru_cache(maxsize=8)
def _skema_of(kind: str) -> Skema:
    """A list of dead letters is mostly of few kinds; making a schema takes milliseconds."""
    return Skema(EVENTS[kind])


def _misfits(skema: Skema, document: object) -> Iterator[Beda]:
    try:
        skema.model.model_validate_json(json.dumps(document))
    except ValidationError as error:
        for one in error.errors(include_url=False):
            wanted = skema.at(one["loc"]) or one["msg"]
            if one["type"] == "missing":
                yield Beda(_written(one["loc"]), "hilang", wanted, "")
            elif one["type"] != "extra_forbidden":
                yield Beda(_written(one["loc"]), "salah", wanted, _short(one["input"]))


def _strangers(skema: Skema, document: object) -> Iterator[Beda]:
    for path in skema.unknown(document):
        value = document
        for step in path:
            value = value[step]  # type: ignore[index]  # the path was found in it
        yield Beda(_written(path), "tidak dikenal", "", _short(value))


def _written(path: Path) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)[1:]


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _steps_into(value: object, node: Node) -> Iterator[tuple[str | int, object]]:
    """The parts of a value that the schema could name."""
    if isinstance(value, list):
        yield from enumerate(value)
    elif isinstance(value, dict) and "properties" in node:
        yield from value.items()
