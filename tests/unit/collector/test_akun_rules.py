"""Rules of access: passwords, throttling, secrets, addresses to return to."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from collector.akun import credentials
from collector.akun.domain import (
    FAILURE_WINDOW,
    as_username,
    blocked_until,
    check_password,
    local_path,
)
from collector.akun.errors import (
    PasswordHoldsUsername,
    PasswordTooCommon,
    PasswordTooLong,
    PasswordTooShort,
    WeakPassword,
)
from collector.akun.oauth import FORM, TokenRefused, credentials_in, form_of
from collector.akun.signing import SigningKey

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("sebelas krt", PasswordTooShort),
        ("x" * 64 + "y" * 65, PasswordTooLong),
        ("Bismillah123", PasswordTooCommon),
        ("abababababab", PasswordTooCommon),
        ("kudaBudi liar dan biru", PasswordHoldsUsername),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(
    password: str, refusal: type[WeakPassword]
) -> None:
    with pytest.raises(refusal):
        check_password(password, "budi")


@pytest.mark.parametrize(
    "password", ["hujan turun pagi", "12 karakter!", "ñ€ 漢字 ꦲꦤꦕꦫꦏ satu dua"]
)
def test_no_composition_is_asked_for(password: str) -> None:
    check_password(password, "budi")


@given(st.text(max_size=200))
@example("kata sandi saya: rahasia")
@example("budi\n")
def test_only_what_can_be_a_username_is_kept(text: str) -> None:
    assert as_username(text) in {"", text}
    assert re.search(r"\s", as_username(text)) is None


def test_the_fifth_failure_closes_the_door_until_the_window_of_the_first_has_passed() -> None:
    failures = [NOON - timedelta(minutes=minutes) for minutes in (1, 2, 3, 9, 14)]

    assert blocked_until(failures[:4]) is None
    assert blocked_until(failures) == NOON - timedelta(minutes=14) + FAILURE_WINDOW


@pytest.mark.parametrize("path", ["/", "/notifier/", "/collector/v1/rekap/2024-TW3?a=b#c"])
def test_a_path_of_this_site_is_returned_to(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "masuk",
        "//evil.test",
        "/\\evil.test",
        "\\\\evil.test",
        "/\t/evil.test",
        "/\n/evil.test",
        " //evil.test",
        "https://evil.test",
        "javascript:alert(1)",
        "/masuk\r\nSet-Cookie: a=b",
    ],
)
def test_an_address_elsewhere_is_not(path: str) -> None:
    assert local_path(path) == "/"


def test_a_secret_is_recognised_by_its_prefix_and_checksum() -> None:
    secret = credentials.new_secret()

    assert re.fullmatch(r"lpk_[A-Za-z0-9_-]{43}[A-Z2-7]{6}", secret)
    assert credentials.is_digest_of(credentials.digest(secret), secret)
    assert not credentials.is_well_formed(secret[:-1] + ("A" if secret[-1] != "A" else "B"))
    assert not credentials.is_digest_of(credentials.digest(secret), credentials.new_secret())


@given(st.text(max_size=80))
def test_no_other_text_passes_for_a_secret(text: str) -> None:
    assert not credentials.is_digest_of(credentials.digest(text), text)


def test_a_made_password_passes_the_rules_and_is_never_made_twice() -> None:
    made = {credentials.new_password() for _ in range(200)}

    assert len(made) == 200
    for password in made:
        check_password(password, "budi")


def test_a_password_and_its_digest_are_not_in_what_is_printed_of_a_row() -> None:
    from collector.akun.models import Account, Client

    account = Account(username="ani", name="Ani", password_hash="$argon2id$rahasia")
    client = Client(client_id="simda", name="Simda", secret_sha256="ab" * 32, expires_at=NOON)

    assert "rahasia" not in repr(account)
    assert "abab" not in repr(client)


@pytest.mark.parametrize(
    ("content_type", "body", "error"),
    [
        ("application/json", '{"grant_type": "client_credentials"}', "invalid_request"),
        (FORM, "client_id=a", "invalid_request"),
        (FORM, "grant_type=client_credentials&grant_type=password", "invalid_request"),
        (FORM, "grant_type=password&username=a", "unsupported_grant_type"),
    ],
)
def test_a_token_request_of_another_shape_is_refused(
    content_type: str, body: str, error: str
) -> None:
    with pytest.raises(TokenRefused, match=error):
        form_of(Headers({"content-type": content_type}), body)


@pytest.mark.parametrize(
    ("authorization", "form", "error"),
    [
        ("Basic !!!", {}, "invalid_client"),
        ("Basic /w==", {}, "invalid_client"),
        ("Bearer abc", {}, "invalid_client"),
        ("Basic YTpi", {"client_secret": "b"}, "invalid_request"),
        (None, {"client_id": "a"}, "invalid_client"),
    ],
)
def test_a_client_says_who_it_is_in_exactly_one_readable_way(
    authorization: str | None, form: dict[str, str], error: str
) -> None:
    headers = Headers({"authorization": authorization} if authorization else {})

    with pytest.raises(TokenRefused, match=error):
        credentials_in(headers, form)


def test_basic_credentials_are_decoded_as_a_form_would_be() -> None:
    # "a:b c%" as RFC 6749, section 2.3.1, has it: each half form-encoded, then base64
    headers = Headers({"authorization": "Basic YTpiK2MlMjU="})

    assert credentials_in(headers, {}) == ("a", "b c%")


def test_replicas_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    path = tmp_path / "keys" / "collector.key"
    with ThreadPoolExecutor(8) as replicas:
        keys = list(replicas.map(lambda _: SigningKey.open(path), range(8)))

    assert len({key.kid for key in keys}) == 1
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_signature_holds_for_its_message_and_key_only(tmp_path: Path) -> None:
    mine, other = SigningKey.open(tmp_path / "mine"), SigningKey.open(tmp_path / "other")
    signature = mine.sign(b"tanda terima 1")

    assert mine.is_mine(signature, b"tanda terima 1")
    assert not mine.is_mine(signature, b"tanda terima 2")
    assert not other.is_mine(signature, b"tanda terima 1")
    assert mine.kid != other.kid


def test_only_the_public_half_is_published(tmp_path: Path) -> None:
    [published] = SigningKey.open(tmp_path / "key").public_keys()["keys"]

    assert set(published) == {"kty", "crv", "x", "kid", "use", "alg"}
