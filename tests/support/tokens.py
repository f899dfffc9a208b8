"""Tokens as the collector signs them, and the public keys served over real HTTP."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.jwk import OKPKey

ALGORITHM = "Ed25519"


class Signer:
    """An Ed25519 key that signs tokens for any person or program a test wants to be."""

    def __init__(self) -> None:
        self._key = OKPKey.generate_key("Ed25519")
        self.kid = self._key.thumbprint()
        self.keys_url = ""
        """Where `serving` publishes the key."""

    def token(self, *grants: str, sub: str = "ani", **claims: Any) -> str:
        """A token that holds for an hour, unless `claims` say otherwise."""
        now = int(time.time())
        whole = {
            "iss": "lapkin",
            "sub": sub,
            "name": sub.title(),
            "grants": list(grants),
            "iat": now,
            "exp": now + 3600,
            **claims,
        }
        header = {"alg": ALGORITHM, "kid": self.kid}
        return jwt.encode(header, whole, self._key, algorithms=[ALGORITHM])

    def bearer(self, *grants: str, sub: str = "ani") -> dict[str, str]:
        """Headers of a request by someone with these grants, such as `staf@dinkes`."""
        return {"Authorization": f"Bearer {self.token(*grants, sub=sub)}"}

    def public_keys(self) -> bytes:
        public = self._key.as_dict(private=False)
        key = {**public, "kid": self.kid, "use": "sig", "alg": ALGORITHM}
        return json.dumps({"keys": [key]}).encode()

    def write(self, path: Path) -> Path:
        """Lay the private key where a collector looks for it."""
        path.write_bytes(self._key.as_pem(private=True))
        return path


@contextmanager
def serving(signer: Signer) -> Iterator[Signer]:
    """Publish the signer's key on a loopback port; its address is `signer.keys_url`."""

    class Keys(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = signer.public_keys()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Keys) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        signer.keys_url = f"http://127.0.0.1:{server.server_port}/.well-known/jwks.json"
        yield signer
        server.shutdown()
        thread.join()
