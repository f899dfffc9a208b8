"""`python -m lapkin`."""

from lapkin.cli import app

app()
