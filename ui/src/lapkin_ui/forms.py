"""What a plain form sends."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request


async def form_of(request: Request) -> Mapping[str, str]:
    """The fields of a form of which none holds a file; the last of those with the same name."""
    body = (await request.body()).decode("utf-8", "replace")
    return {name: text.strip() for name, text in parse_qsl(body, keep_blank_values=True)}


FormOf = Annotated[Mapping[str, str], Depends(form_of)]
