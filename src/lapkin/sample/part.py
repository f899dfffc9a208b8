"""The base of everything the sample consists of."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A piece of the sample, read once and never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")
