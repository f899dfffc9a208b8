"""The reporter's templates."""

from lapkin_ui.pages import Pages

render = Pages("reporter").render
