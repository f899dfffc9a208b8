"""Requests that a route reads by itself, described for OpenAPI all the same."""

from typing import Any

from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.requests import Request
from starlette.types import Receive, Scope, Send


class PlainRoute(APIRoute):
    """Hands its endpoint the request and nothing else, which is a quarter of a POST's price.

    FastAPI still describes it: what the endpoint reads by hand stands in `openapi_extra`.
    """

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in (self.methods or ()):
            await super().handle(scope, receive, send)
            return
        answer = await self.endpoint(Request(scope, receive))
        await answer(scope, receive, send)


def documented(model: type[BaseModel]) -> dict[str, Any]:
    """`openapi_extra` of a route that takes `model` as JSON."""
    schema = model.model_json_schema()
    parts = schema.pop("$defs", {})
    content = {"application/json": {"schema": _inlined(schema, parts)}}
    return {"requestBody": {"required": True, "content": content}}


def _inlined(schema: Any, parts: dict[str, Any]) -> Any:  # noqa: ANN401  any piece of JSON
    """References resolved in place: OpenAPI keeps shared schemas elsewhere than pydantic does."""
    if isinstance(schema, list):
        return [_inlined(one, parts) for one in schema]
    if not isinstance(schema, dict):
        return schema
    rest = {name: _inlined(part, parts) for name, part in schema.items() if name != "$ref"}
    if "$ref" not in schema:
        return rest
    return {**_inlined(parts[schema["$ref"].rsplit("/", 1)[1]], parts), **rest}
