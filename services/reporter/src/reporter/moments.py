"""Moments as the office's clock shows them; a store gives them back in UTC."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator

from lapkin_contracts.rules.periods import ZONE


def _local(moment: datetime) -> datetime:
    return moment.astimezone(ZONE)


LocalTime = Annotated[datetime, AfterValidator(_local)]
