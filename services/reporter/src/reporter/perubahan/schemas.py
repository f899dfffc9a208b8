"""HTTP bodies about newer figures."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from reporter.draft.schemas import Prose


class RalatIn(BaseModel):
    """Why the issued edition is replaced."""

    model_config = ConfigDict(extra="forbid")

    sebab: Annotated[Prose, Field(max_length=1000)]
