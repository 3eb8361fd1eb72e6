"""The page, the named styles and the settings of our paper forms."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FONT = "Times New Roman"
SYMBOLS = "Segoe UI Symbol"
LONG, SHORT = 297, 210
LEFT, RIGHT, TOP, BOTTOM = 30, 15, 20, 20
#: What of python-docx's own styles stays; ours come beside them.
KEPT = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid", "Title"}
KEPT |= {"Heading 1", "Header", "Footer"}

#: name, id, size, bold, italic, alignment, points before, after, kept with the next
PARAGRAPHS = (
    ("Title", None, 14, True, False, Align.CENTER, 14, 8, True),
    ("Heading 1", None, 12, True, False, Align.LEFT, 12, 4, True),
    ("Header", None, 12, False, False, Align.CENTER, 0, 0, False),
    ("Footer", None, 9, False, False, Align.LEFT, 0, 0, False),
    ("Организация", "FormSchool", 11, False, False, Align.CENTER, 0, 2, True),
    ("Учитель", "FormTeacher", 12, True, False, Align.CENTER, 0, 0, True),
    ("Подстрочник", "FormCaption", 9, False, False, Align.CENTER, 0, 4, False),
    ("Строка формы", "FormLine", 12, False, False, Align.LEFT, 4, 0, True),
    ("Пункт списка", "FormPoint", 12, False, False, Align.LEFT, 0, 2, False),
    ("Абзац", "FormText", 12, False, False, Align.JUSTIFY, 0, 4, False),
    ("Гриф", "FormGrif", 11, False, False, Align.LEFT, 0, 1, True),
    ("Подпись под документом", "FormSignature", 12, False, False, Align.LEFT, 0, 0, True),
    ("Ячейка", "FormCell", 10.5, False, False, Align.LEFT, 0, 0, False),
    ("Шапка таблицы", "FormHead", 10.5, True, False, Align.CENTER, 0, 0, True),
    ("Раздел таблицы", "FormSection", 10.5, True, False, Align.LEFT, 0, 0, True),
    ("Примечание в ячейке", "FormNote", 10, False, True, Align.LEFT, 1, 0, False),
    ("Отметка проекта", "FormDraft", 22, True, False, Align.CENTER, 0, 0, False),
    ("Волосок", "FormHair", 1, False, False, Align.LEFT, 0, 0, False),
)
UNHYPHENATED = {"Title", "Heading 1", "Организация", "Учитель", "Гриф", "Шапка таблицы"}


def child(parent: Any, tag: str, **attributes: str) -> Any:
    """Add an element; attributes are in Word's namespace."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element


def _fonts(properties: Any, name: str) -> None:
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    every = dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), name)
    properties.insert(
        0, properties.makeelement(qn("w:rFonts"), {qn(f"w:{k}"): v for k, v in every.items()})
    )


def set_page(section: Any, *, landscape: bool) -> None:
    """Set A4 and the margins."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (
        (Mm(LONG), Mm(SHORT)) if landscape else (Mm(SHORT), Mm(LONG))
    )
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.header_distance, section.footer_distance = Mm(6), Mm(5)


def set_styles(document: Any) -> None:
    """Leave the styles that the forms use, and no other."""
    styles = document.styles
    for style in list(styles):
        if style.name not in KEPT:
            style.delete()
    defaults = styles.element.find(qn("w:docDefaults"))
    run = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in list(run):
        run.remove(old)
    _fonts(run, FONT)
    child(run, "sz", val="24")
    child(run, "szCs", val="24")
    child(run, "lang", val="ru-RU", eastAsia="ru-RU", bidi="ar-SA")
    spacing = defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}")
    for old in list(spacing):
        spacing.remove(old)
    for name in KEPT - {"Default Paragraph Font", "Normal Table", "No List", "Table Grid"}:
        _bare(styles[name])
    for name, style_id, *look in PARAGRAPHS:
        style = styles[name] if style_id is None else _added(styles, name, style_id)
        _look(style, *look)
    styles["Отметка проекта"].font.color.rgb = RGBColor(0xB0, 0xB0, 0xB0)
    hair = styles["Волосок"].paragraph_format
    hair.line_spacing_rule, hair.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)
    _characters(styles)
    _table_style(styles, "Таблица формы", "FormTable", lines=True)
    _table_style(styles, "Таблица без линий", "FormPlain", lines=False)


def _bare(style: Any) -> None:
    """Take away what the style looked like."""
    for tag in ("w:pPr", "w:rPr", "w:link"):
        for old in style.element.findall(qn(tag)):
            style.element.remove(old)


def _added(styles: Any, name: str, style_id: str, kind: Any = WD_STYLE_TYPE.PARAGRAPH) -> Any:
    style = styles.add_style(name, kind)
    style.element.set(qn("w:styleId"), style_id)
    style.quick_style = True
    if kind == WD_STYLE_TYPE.PARAGRAPH:
        style.base_style = styles["Normal"]
    return style


def _look(
    style: Any,
    size: float,
    bold: bool,
    italic: bool,
    align: Align,
    before: float,
    after: float,
    keep: bool,
) -> None:
    style.font.size = Pt(size)
    style.font.bold = bold or None
    style.font.italic = italic or None
    layout = style.paragraph_format
    layout.alignment = align
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.keep_with_next = keep or None
    layout.widow_control = True
    if style.name in UNHYPHENATED:
        properties = style.element.get_or_add_pPr()
        mark = OxmlElement("w:suppressAutoHyphens")
        followers = [qn(f"w:{t}") for t in ("spacing", "ind", "jc", "outlineLvl")]
        later = next((each for each in properties if each.tag in followers), None)
        properties.append(mark) if later is None else later.addprevious(mark)


def _characters(styles: Any) -> None:
    filled = _added(styles, "Заполнено", "FormFilled", WD_STYLE_TYPE.CHARACTER)
    filled.font.underline = True
    word = _added(styles, "Слово грифа", "FormGrifWord", WD_STYLE_TYPE.CHARACTER)
    word.font.bold = True
    small = _added(styles, "Пояснение", "FormSmall", WD_STYLE_TYPE.CHARACTER)
    small.font.size = Pt(9)
    box = _added(styles, "Отметка", "FormBox", WD_STYLE_TYPE.CHARACTER)
    _fonts(box.element.get_or_add_rPr(), SYMBOLS)


def _table_style(styles: Any, name: str, style_id: str, *, lines: bool) -> None:
    style = _added(styles, name, style_id, WD_STYLE_TYPE.TABLE)
    style.base_style = styles["Normal Table"]
    properties = child(style.element, "tblPr")
    if lines:
        borders = child(properties, "tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            child(borders, side, val="single", sz="4", space="0", color="auto")
    margins = child(properties, "tblCellMar")
    for side, twips in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85)):
        child(margins, side, w=str(twips if lines or side in ("left", "right") else 0), type="dxa")


def set_settings(document: Any) -> None:
    """Write the settings anew, in the order of the schema: ours are few."""
    settings = document.settings.element
    for old in list(settings):
        settings.remove(old)
    child(settings, "zoom", percent="100")
    child(settings, "defaultTabStop", val="709")
    child(settings, "autoHyphenation")
    child(settings, "consecutiveHyphenLimit", val="2")
    child(settings, "doNotHyphenateCaps")
    child(settings, "characterSpacingControl", val="doNotCompress")
    compatibility = child(settings, "compat")
    word = "http://schemas.microsoft.com/office/word"
    child(compatibility, "compatSetting", name="compatibilityMode", uri=word, val="15")
    child(settings, "themeFontLang", val="ru-RU")
    child(settings, "decimalSymbol", val=",")
    child(settings, "listSeparator", val=";")


def set_properties(document: Any, title: str) -> None:
    """Set the title; nobody's name, and no day."""
    core = document.core_properties
    for old in list(core._element):
        core._element.remove(old)
    core.title, core.language = title, "ru-RU"
