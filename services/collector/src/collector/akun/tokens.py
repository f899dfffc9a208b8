"""The tokens that `lapkin_chassis.auth` verifies."""

from datetime import datetime, timedelta

from collector.akun.service import Holder
from collector.akun.signing import SigningKey
from lapkin_chassis.auth import ISSUER, Mandate


def token_for(holder: Holder, key: SigningKey, now: datetime, life: timedelta) -> str:
    """Good for `life` from `now`."""
    return key.token(
        {
            "iss": ISSUER,
            "sub": holder.subject,
            "name": holder.name,
            "grants": holder.grants,
            "mandates": [_claim(mandate) for mandate in holder.mandates],
            "iat": int(now.timestamp()),
            "exp": int((now + life).timestamp()),
        }
    )


def _claim(mandate: Mandate) -> dict[str, str]:
    return {
        "grant": mandate.grant,
        "since": mandate.since.isoformat(),
        "until": mandate.until.isoformat(),
        "title": mandate.title,
        "basis": mandate.basis,
    }
