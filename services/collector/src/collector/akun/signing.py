"""The key this service signs with, and the public half that others verify by."""

import os
import secrets
from pathlib import Path
from typing import Any, Final, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jwt
from joserfc.jwk import OKPKey

ALGORITHM: Final = "Ed25519"


class SigningKey:
    """An Ed25519 key. Its id is its RFC 7638 thumbprint, so every replica calls it the same."""

    def __init__(self, key: OKPKey) -> None:
        private = key.private_key
        assert isinstance(private, Ed25519PrivateKey)
        self._key = key
        self._private = private
        self.kid = key.thumbprint()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read the key, made first if there is none.

        The new key is written aside and linked into place: of several replicas that start
        together one wins, and none ever reads half a file.
        """
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
            descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(OKPKey.generate_key(ALGORITHM).as_pem(private=True))
                file.flush()
                os.fsync(descriptor)
            _link(aside, path)
        return cls(OKPKey.import_key(path.read_bytes()))

    def public_keys(self) -> dict[str, Any]:
        """What others verify by, as a JSON Web Key Set."""
        public = self._key.as_dict(private=False)
        return {"keys": [{**public, "kid": self.kid, "use": "sig", "alg": ALGORITHM}]}

    def token(self, claims: dict[str, Any]) -> str:
        """A signed JWT."""
        header = {"alg": ALGORITHM, "kid": self.kid, "typ": "JWT"}
        return jwt.encode(header, claims, self._key, algorithms=[ALGORITHM])

    def sign(self, message: bytes) -> bytes:
        return self._private.sign(message)

    def is_mine(self, signature: bytes, message: bytes) -> bool:
        """Whether this key made `signature` over `message`."""
        try:
            self._private.public_key().verify(signature, message)
        except InvalidSignature:
            return False
        return True


def _link(aside: Path, path: Path) -> None:
    try:
        os.link(aside, path)
    except FileExistsError:
        return  # another replica was first; its key is the one
    finally:
        aside.unlink()
