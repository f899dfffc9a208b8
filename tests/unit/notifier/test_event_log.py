"""Who hears of what."""

import pytest

from notifier.event_log.domain import Frame, Interest, frame_of

FRAME = frame_of(7, "lapkin.data.submitted.v1", "dinkes", "2026-TW3", b'{"id":"x"}')
PERSONAL = FRAME._replace(type="lapkin.pejabat.assigned.v1")


def test_a_frame_names_its_position_and_type_before_the_document() -> None:
    assert FRAME.text == b'id: 7\nevent: lapkin.data.submitted.v1\ndata: {"id":"x"}\n\n'


@pytest.mark.parametrize(
    ("interest", "frame"),
    [
        (Interest(), FRAME),
        (Interest(types=frozenset({FRAME.type})), FRAME),
        (Interest(unit="dinkes", period="2026-TW3"), FRAME),
        (Interest(hidden=frozenset()), PERSONAL),
    ],
)
def test_a_listener_hears_what_it_asked_for(interest: Interest, frame: Frame) -> None:
    assert interest.covers(frame)


@pytest.mark.parametrize(
    ("interest", "frame"),
    [
        (Interest(types=frozenset({"lapkin.rekap.completed.v1"})), FRAME),
        (Interest(unit="dishub"), FRAME),
        (Interest(period="2026-TW4"), FRAME),
        (Interest(), PERSONAL),
    ],
)
def test_a_listener_does_not_hear_the_rest(interest: Interest, frame: Frame) -> None:
    assert not interest.covers(frame)
