"""The aggregator's templates."""

from lapkin_ui.pages import Pages

render = Pages("aggregator").render
