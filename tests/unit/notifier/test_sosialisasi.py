"""Who is told, and by which link."""

import pytest

from notifier.sosialisasi.domain import Key, Official, is_genuine, key_of, recipients, token_of

KEY = Key("2026-TW3", 1, 2)
TOKEN = token_of("rahasia", KEY, "event-1", "ani@contoh.go.id")


def test_an_address_is_told_once_and_an_official_without_one_not_at_all() -> None:
    officials = [
        Official("Ani", "Inspektur", "ani@contoh.go.id"),
        Official("Budi", "Irban I", ""),
        Official("Ani", "Plt. Sekretaris", "Ani@Contoh.go.id"),
    ]

    assert recipients(officials) == officials[:1]


def test_whoever_holds_the_replaced_edition_is_told_once_and_then_those_who_are_new() -> None:
    ani = Official("Ani", "Inspektur", "ani@contoh.go.id")
    budi = Official("Budi", "Irban I", "budi@contoh.go.id")
    cici = Official("Cici", "Irban II", "cici@contoh.go.id")
    promoted = Official("Budi", "Sekretaris", "Budi@contoh.go.id")

    assert recipients([cici, promoted], [ani, budi]) == [ani, promoted, cici]


def test_a_link_names_its_recipient_and_proves_it() -> None:
    assert key_of(TOKEN) == KEY
    assert is_genuine(TOKEN, "rahasia", "event-1", "ani@contoh.go.id")


@pytest.mark.parametrize(
    ("secret", "event_id", "surel"),
    [
        ("lain", "event-1", "ani@contoh.go.id"),
        ("rahasia", "event-2", "ani@contoh.go.id"),
        ("rahasia", "event-1", "budi@contoh.go.id"),
    ],
)
def test_a_link_proves_nothing_for_another_recipient_report_or_secret(
    secret: str, event_id: str, surel: str
) -> None:
    assert not is_genuine(TOKEN, secret, event_id, surel)


@pytest.mark.parametrize(
    "token",
    ["", "2026-TW3.1.2", f"{TOKEN}x", TOKEN.replace("2026-TW3", "2026-TW9"), f"{TOKEN[:-1]}/"],
)
def test_what_has_not_the_form_of_a_link_names_nobody(token: str) -> None:
    assert key_of(token) is None
    assert not is_genuine(token, "rahasia", "event-1", "ani@contoh.go.id")
