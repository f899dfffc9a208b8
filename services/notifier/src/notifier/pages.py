"""The notifier's templates. In them `samar` hides numbers and addresses of persons."""

from lapkin_ui.pages import Pages
from notifier.pemantauan.domain import masked

render = Pages("notifier", samar=masked).render
