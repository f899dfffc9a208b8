"""Whom this process trusts when it calls another one."""

import ssl
from functools import cache


@cache
def trusted() -> ssl.SSLContext:
    """The certificate authorities of the machine, read once: that takes longer than most calls."""
    return ssl.create_default_context()
