"""The notifier's templates."""

from lapkin_ui.pages import Pages

render = Pages("notifier").render
