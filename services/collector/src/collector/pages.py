"""The collector's templates."""

from lapkin_ui.pages import Pages

render = Pages("collector").render
