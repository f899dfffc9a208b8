"""QR codes for paper."""

from io import BytesIO

import segno


def qr_svg(url: str) -> str:
    """A whole SVG document, a quarter of which may be dirty; its quiet zone is inside."""
    svg = BytesIO()
    segno.make_qr(url, error="q").save(svg, kind="svg", xmldecl=False, title=url)
    return svg.getvalue().decode()
