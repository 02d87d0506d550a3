"""What DOCX needs and python-docx has no name for: language, fields, bookmarks, shading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aqyl.publish.documents.fonts import OFFICE_FONT

INK, SOFT, BAR, LINE, PALE = "14212B", "465662", "0B3A52", "B9C5CD", "F3F6F8"
_TONES = {"good": "E9F4EF", "warn": "FFF5DA", "bad": "FDECEA"}
# What follows borders and margins among the properties of a table: OOXML wants them in order.
_AFTER_MARGINS = ("w:tblLook", "w:tblCaption", "w:tblDescription")
_AFTER_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", *_AFTER_MARGINS)
# Styles of our own: the style each is made from, points, colour, space before and after in points.
_STYLES = {
    "Facts": ("Normal", 10.5, INK, 0, 2),
    "Notice": ("Normal", 10, "553A00", 0, 4),
    "Note": ("Normal", 9, SOFT, 2, 6),
    "Cell": ("Normal", 9, INK, 0, 0),
    "Cell Note": ("Normal", 8, SOFT, 0, 0),
    "Picture": ("Normal", 10, INK, 6, 0),
    "After": ("Normal", 4, INK, 0, 0),
    "Contents": ("Normal", 10.5, INK, 0, 2),
    "Contents Heading": ("Normal", 13, BAR, 10, 4),
}


def _element(name: str, /, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def page(section: Any, landscape: bool) -> None:
    """A4, upright or lying, with margins."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section.page_width, section.page_height = Mm(210), Mm(297)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(18 if landscape else 22)
    section.top_margin = section.bottom_margin = Mm(20)


def width(section: Any) -> int:
    """What lies between the margins, in the units of OOXML."""
    return int(section.page_width - section.left_margin - section.right_margin)


def look(word: Any, locale: str) -> None:
    """Font, sizes and colours of every style, and the language of the whole text."""
    from docx.enum.style import WD_STYLE_TYPE

    styles = word.styles
    _font(styles["Normal"], 11, INK)
    styles["Normal"].paragraph_format.space_after = _points(6)
    _language(styles, locale)
    for name, size, colour in (
        ("Title", 22, BAR), ("Subtitle", 13, SOFT), ("Heading 1", 15, BAR),
        ("Heading 2", 12, BAR), ("Caption", 9.5, SOFT), ("Header", 9, SOFT), ("Footer", 9, SOFT),
    ):  # fmt: skip
        _font(styles[name], size, colour)
    for name, (base, size, colour, before, after) in _STYLES.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[base]
        _font(style, size, colour)
        style.paragraph_format.space_before = _points(before)
        style.paragraph_format.space_after = _points(after)
    for name in ("Caption", "Subtitle"):
        styles[name].font.bold = styles[name].font.italic = False
    notice = styles["Notice"].element.get_or_add_pPr()
    notice.insert_element_before(_shading("FFF5DA"), "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _points(size: float) -> Any:
    from docx.shared import Pt

    return Pt(size)


def _font(style: Any, size: float, colour: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    style.font.name, style.font.size = OFFICE_FONT, _points(size)
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), OFFICE_FONT)


def _language(styles: Any, locale: str) -> None:
    from docx.oxml.ns import qn

    for old in styles.element.iter(qn("w:lang")):
        for kind in ("val", "eastAsia"):
            old.set(qn(f"w:{kind}"), locale)


def _shading(colour: str) -> Any:
    return _element("w:shd", val="clear", color="auto", fill=colour)


def header_and_footer(section: Any, running: str) -> None:
    """The running head, and the page number out of all."""
    section.header.paragraphs[0].text = running
    foot = section.footer.paragraphs[0]
    foot.alignment = 1
    _field(foot, "PAGE", "1")
    foot.add_run(" / ")
    _field(foot, "NUMPAGES", "1")


def _field(paragraph: Any, code: str, shown: str) -> None:
    field = _element("w:fldSimple", instr=code)
    paragraph._p.append(field)
    run = paragraph.add_run(shown)
    field.append(run._r)


def labelled(paragraph: Any, label: str, value: str) -> None:
    """A label in the soft colour and its value."""
    from docx.shared import RGBColor

    paragraph.add_run(label).font.color.rgb = RGBColor.from_string(SOFT)
    paragraph.add_run(value)


def contents(word: Any, title: str, headings: Sequence[tuple[str, int]]) -> None:
    """A table of contents: a field the word processor renews, filled with links to the headings."""
    word.add_paragraph(title, style="Contents Heading")
    last = None
    for place, (text, level) in enumerate(headings, start=1):
        paragraph = word.add_paragraph(style="Contents")
        paragraph.paragraph_format.left_indent = _points(14 * (level - 1))
        if last is None:
            _mark(paragraph, "begin")
            _code(paragraph, r'TOC \o "1-2" \h \z')
            _mark(paragraph, "separate")
        link = _element("w:hyperlink", anchor=_name(place))
        paragraph._p.append(link)
        link.append(paragraph.add_run(text)._r)
        last = paragraph
    if last is not None:
        _mark(last, "end")


def _mark(paragraph: Any, kind: str) -> None:
    paragraph.add_run()._r.append(_element("w:fldChar", fldCharType=kind))


def _code(paragraph: Any, code: str) -> None:
    from docx.oxml.ns import qn

    text = _element("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = code
    paragraph.add_run()._r.append(text)


def _name(place: int) -> str:
    return f"_Toc{place:06d}"


def bookmark(heading: Any, place: int) -> None:
    """A name that the contents lead to."""
    start = _element("w:bookmarkStart", id=str(place), name=_name(place))
    heading._p.insert_element_before(start, "w:r")
    heading._p.append(_element("w:bookmarkEnd", id=str(place)))


def table_look(table: Any, widths: Sequence[int]) -> None:
    """Thin lines and fixed widths: long words fold, they do not push the table off the page."""
    from docx.enum.table import WD_TABLE_ALIGNMENT

    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    borders = _element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=LINE))
    table._tbl.tblPr.insert_element_before(borders, *_AFTER_BORDERS)
    margins = _element("w:tblCellMar")
    for side, twentieths in (("top", 50), ("left", 80), ("bottom", 50), ("right", 80)):
        margins.append(_element(f"w:{side}", w=str(twentieths), type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, *_AFTER_MARGINS)
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide


def described(table: Any, text: str) -> None:
    """What the table holds, for those who hear it."""
    table._tbl.tblPr.append(_element("w:tblDescription", val=text))


def repeated(row: Any) -> None:
    """A head row that stands on every page."""
    whole(row)
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))


def whole(row: Any) -> None:
    """A row that no page break cuts."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))


def in_cell(paragraph: Any, align: int, style: str = "Cell") -> None:
    """The style of a paragraph by its id: python-docx would look through all styles by name."""
    paragraph._p.style = style
    paragraph._p.alignment = align


def head(cell: Any, title: str, align: int) -> None:
    """A cell of the head row."""
    from docx.shared import RGBColor

    paragraph = cell.paragraphs[0]
    in_cell(paragraph, align)
    run = paragraph.add_run(title)
    run.bold = True
    run.font.color.rgb = RGBColor.from_string("FFFFFF")
    cell._tc.get_or_add_tcPr().append(_shading(BAR))


def tone(cell: Any, name: str) -> None:
    """The ground of a cell; its words say the same."""
    if name in _TONES:
        cell._tc.get_or_add_tcPr().append(_shading(_TONES[name]))
