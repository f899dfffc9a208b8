"""The collector's templates, and the page that somebody signed in looks at."""

from typing import Annotated

from fastapi import Depends

from lapkin_ui import layar
from lapkin_ui.pages import Pages

_pages = Pages("collector")
render = _pages.render


class Layar(layar.Layar):
    pages = _pages


LayarOf = Annotated[Layar, Depends()]
