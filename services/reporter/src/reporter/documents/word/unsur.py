"""What the Word template is built from: headings, tables, fields, pages that lie or stand."""

from collections.abc import Sequence
from typing import Final

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from reporter.documents.word.tabel import Grid

BLACK: Final = RGBColor(0, 0, 0)
FONT: Final = "Arial"
HEAD_FILL: Final = "E4E4E4"
TABLE_SIZE: Final = Pt(8.5)


def set_up(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    normal.element.get_or_add_rPr().append(element("w:lang", val="id-ID"))
    for level, size in ((1, 13), (2, 12), (3, 11)):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), BLACK
        fonts = style.element.get_or_add_rPr().rFonts
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14), Pt(6)
    document.styles["Heading 1"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def chapter(document: Document, title: str, number: str = "") -> None:
    heading = document.add_heading(level=1)
    heading.paragraph_format.page_break_before = True
    if number:
        heading.add_run(number).add_break()
    heading.add_run(title.upper())


def centred(document: Document, text: str, size: int, *, is_bold: bool = False) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), is_bold
    return paragraph


def turn_page(document: Document, *, lies: bool) -> None:
    """What follows begins a page that lies or stands."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    if (section.orientation is WD_ORIENT.LANDSCAPE) is not lies:
        section.page_width, section.page_height = section.page_height, section.page_width
        section.orientation = WD_ORIENT.LANDSCAPE if lies else WD_ORIENT.PORTRAIT


def looped(document: Document, clause: str, *texts: str) -> None:
    """Paragraphs repeated, or left out, as a Jinja clause says."""
    document.add_paragraph(f"{{%p {clause} %}}")
    for text in texts:
        document.add_paragraph(text)
    document.add_paragraph(f"{{%p end{clause.split()[0]} %}}")


def table(document: Document, grid: Grid, *, is_short: bool = False) -> None:
    """A head that repeats on every page, and one row for each that `grid` names.

    A short one is kept on one page.
    """
    widths = [column.lebar for column in grid.kolom]
    made = _framed(document, [column.judul for column in grid.kolom], widths)
    _steer(made, f"for {grid.rows}")
    cells = _add_row(made, widths)
    for cell, column in zip(cells, grid.kolom, strict=True):
        cell.paragraphs[0].text = f"{{{{ row.{column.isi} }}}}"
        if column.is_angka:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _steer(made, "endfor")
    _finish(document, made, is_short=is_short)


def facts_table(document: Document, facts: Sequence[tuple[str, str]]) -> None:
    """Two columns: what it is, and what is said of it; a fact that is blank has no row."""
    widths = (4.2, 12.3)
    made = _framed(document, ("Hal", "Uraian"), widths)
    for title, name in facts:
        _steer(made, f"if {name}")
        label, words = _add_row(made, widths)
        label.paragraphs[0].add_run(title).bold = True
        words.paragraphs[0].text = f"{{{{ {name} }}}}"
        _steer(made, "endif")
    _finish(document, made, is_short=True)


def field(paragraph: Paragraph, instruction: str, shown: str = "1") -> None:
    """Word works it out when it opens the document; until then `shown` stands there."""
    begin = element("w:fldChar", fldCharType="begin", dirty="true")
    code = OxmlElement("w:instrText")
    code.text = instruction
    paragraph.add_run()._r.append(begin)
    paragraph.add_run()._r.append(code)
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="separate"))
    paragraph.add_run(shown)
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))


def element(name: str, **attributes: str) -> BaseOxmlElement:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def underline(paragraph: Paragraph) -> None:
    """The double line below a letterhead."""
    borders = OxmlElement("w:pBdr")
    line = element("w:bottom", val="thickThinSmallGap", sz="18", space="4", color="000000")
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def _framed(document: Document, titles: Sequence[str], widths: Sequence[float]) -> Table:
    made: Table = document.add_table(rows=0, cols=len(titles), style="Table Grid")
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    for cell, title in zip(_add_row(made, widths), titles, strict=True):
        cell.paragraphs[0].add_run(title).bold = True
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", fill=HEAD_FILL))
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return made


def _add_row(made: Table, widths: Sequence[float]) -> Sequence[_Cell]:
    row: _Row = made.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Cm(width)
    return row.cells


def _steer(made: Table, clause: str) -> None:
    row: _Row = made.add_row()  # type: ignore[no-untyped-call]
    row.cells[0].paragraphs[0].text = f"{{%tr {clause} %}}"


def _finish(document: Document, made: Table, *, is_short: bool) -> None:
    for paragraph in (one for row in made.rows for cell in row.cells for one in cell.paragraphs):
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)
        paragraph.paragraph_format.keep_with_next = is_short
        for run in paragraph.runs:
            run.font.size = TABLE_SIZE
    document.add_paragraph()
