"""A request with figures, read once: sound, malformed, or in part."""

import hashlib
import json
from typing import Any

import pytest

from collector.submission.delivery import read_delivery, read_nilai
from lapkin_chassis.errors import InvalidBody
from lapkin_contracts.rules.periods import Periode

GOOD = {"indikator": "A", "realisasi": "1"}
BAD = {"indikator": "B", "realisasi": "1,5"}


def a_body(*nilai: object, **changes: Any) -> bytes:
    return json.dumps({"unit": "u", "period": "2024Q1", "nilai": nilai} | changes).encode()


def test_the_hash_is_that_of_the_bytes_sent() -> None:
    raw = a_body(GOOD)

    delivery = read_delivery(raw)

    assert delivery.body_sha256 == hashlib.sha256(raw).hexdigest()
    assert delivery.period == "2024-TW1"


def test_a_malformed_item_refuses_the_whole_unless_partial() -> None:
    with pytest.raises(InvalidBody) as refused:
        read_delivery(a_body(GOOD, BAD))
    partial = read_delivery(a_body(BAD, GOOD, mode="partial"))

    assert [fault.pointer for fault in refused.value.errors] == ["/nilai/1/realisasi"]
    assert [(place, one.indikator) for place, one in partial.nilai] == [(1, "A")]
    assert [fault.pointer for fault in partial.faults] == ["/nilai/0/realisasi"]


def test_a_malformed_frame_refuses_even_a_partial_request() -> None:
    for changes in ({"period": "x"}, {"nilai": "x"}, {"lain": 1}, {"anggaran": {"0": 1}}):
        with pytest.raises(InvalidBody):
            read_delivery(a_body(**({"nilai": [BAD], "mode": "partial"} | changes)))


def test_one_value_takes_its_name_from_the_path() -> None:
    period = Periode("2024-TW1")
    bare = read_nilai(b'{"realisasi": "1"}', "u", period, "A")
    named = read_nilai(json.dumps(GOOD).encode(), "u", period, "A")

    assert bare.nilai == named.nilai
    assert type(bare.nilai[0][1]).__name__ == "Nilai"
    with pytest.raises(InvalidBody) as refused:
        read_nilai(json.dumps(GOOD).encode(), "u", period, "B")
    assert [fault.code for fault in refused.value.errors] == ["indikator-mismatch"]
