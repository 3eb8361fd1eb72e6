"""How our paper forms look: page, styles, tables, blocks that all of them share.

Only ``paper_templates.py`` uses it. A form is a DOCX with docxtpl's placeholders in it, so every
helper writes what a person would have typed in Word.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell

FONT = "Times New Roman"
SYMBOLS = "Segoe UI Symbol"
LONG, SHORT = 297, 210
LEFT, RIGHT, TOP, BOTTOM = 30, 15, 20, 20
GREY = "F2F2F2"
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

#: A piece of a paragraph: text, or text with the name of a character style.
Piece = str | tuple[str, str]


def _child(parent: Any, tag: str, **attributes: str) -> Any:
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


@dataclass
class Form:
    """A form that is being written; ``width`` is the width of its text in mm."""

    document: Any
    width: int

    # --- words ----------------------------------------------------------------

    def add(self, style: str, *pieces: Piece, indent: float | None = None, into: Any = None) -> Any:
        """Write a paragraph; ``into`` is a cell whose last paragraph is empty, or a document."""
        paragraph = self._fresh(into)
        paragraph.style = self.document.styles[style]
        for piece in pieces:
            text, character = piece if isinstance(piece, tuple) else (piece, None)
            paragraph.add_run(text, style=character)
        if indent is not None:
            paragraph.paragraph_format.left_indent = Mm(indent)
        return paragraph

    def _fresh(self, into: Any) -> Any:
        if into is None:
            return self.document.add_paragraph()
        last = into.paragraphs[-1]
        return into.add_paragraph() if last.text or last.style.style_id != "Normal" else last

    def tag(self, text: str, into: Any = None) -> None:
        """Write a paragraph that disappears: «{%p … %}»."""
        self.add("Ячейка", f"{{%p {text} %}}", into=into)

    # --- tables ---------------------------------------------------------------

    def table(self, widths: Sequence[float], *, lines: bool = True) -> Table:
        """Begin a table of fixed column widths in mm, with or without lines."""
        table = self.document.add_table(rows=0, cols=0)
        return prepared(table, self.document, widths, lines=lines)

    def head(self, table: Table, *names: str) -> None:
        """Write a header row that every page repeats."""
        cells = self.row(table, *names, style="Шапка таблицы")
        repeat(table.rows[-1])
        for cell in cells:
            shade(cell)

    def two_heads(self, table: Table, *columns: tuple[str, ...]) -> None:
        """Write a header of two rows: (name,) reaches over both, (name, *below) stands above some."""
        upper, lower = fresh_row(table), fresh_row(table)
        place = 0
        for name, *below in columns:
            last = place + max(1, len(below)) - 1
            cell = upper[place].merge(upper[last] if below else lower[place])
            self.add("Шапка таблицы", name, into=cell)
            shade(cell)
            for beneath, words in zip(lower[place:], below, strict=False):
                self.add("Шапка таблицы", words, into=beneath)
                shade(beneath)
            place = last + 1
        for row in table.rows[:2]:
            repeat(row)

    def row(self, table: Table, *texts: Any, style: str = "Ячейка") -> list[_Cell]:
        """Write a row; a text may be a tuple of paragraphs, each with a style or without."""
        cells = fresh_row(table)
        for cell, text in zip(cells, texts, strict=True):
            for each in text if isinstance(text, list) else [text]:
                kind, *pieces = each if isinstance(each, tuple) else (style, each)
                self.add(kind, *pieces, into=cell)
        return cells

    def tag_row(self, table: Table, text: str) -> None:
        """Write a row that disappears: «{%tr … %}»."""
        merged = span(fresh_row(table))
        self.add("Ячейка", f"{{%tr {text} %}}", into=merged)

    def section_row(self, table: Table, text: str) -> None:
        """Write a row merged over the width, for what follows."""
        merged = span(fresh_row(table))
        shade(merged)
        self.add("Раздел таблицы", text, into=merged)

    # --- blocks that papers share ---------------------------------------------

    def school(self) -> None:
        """Write whose paper it is."""
        self.add("Организация", "{{ school }}")
        self.tag("if place")
        self.add("Организация", "{{ place }}")
        self.tag("endif")

    def grifs(self) -> None:
        """Write the approval blocks side by side, the last at the right."""
        places = 3 if self.width > 200 else 2
        self.tag("if grifs")
        self.add("Волосок").paragraph_format.space_before = Pt(10)
        first, block, last = fresh_row(self.table([self.width / 3] * 3, lines=False))
        block.width = Mm(self.width / places)
        self.add("Гриф", f"{{%tc for grif in grifs|across({places}) %}}", into=first)
        self.add("Гриф", ("{{ grif.word }}", "Слово грифа"), into=block)
        self.tag("for line in grif.lines", block)
        self.add("Гриф", "{{ line }}", into=block)
        self.tag("endfor", block)
        self.add("Гриф", "{%tc endfor %}", into=last)
        self.tag("endif")

    def title(self, wording: str = "{{ title }}") -> None:
        """Write the name of the form and the blank «(Ф. И. О. учителя)» under it."""
        self.add("Title", wording)
        teacher = self.add("Учитель", "{{ teacher|blank(45) }}")
        borders = _child(teacher._p.get_or_add_pPr(), "pBdr")
        _child(borders, "bottom", val="single", sz="4", space="1", color="auto")
        margin = Mm((self.width - 110) / 2)
        teacher.paragraph_format.left_indent = teacher.paragraph_format.right_indent = margin
        self.add("Подстрочник", "(Ф. И. О. учителя)")
        self.add("Подстрочник", "{{ year }} учебный год").paragraph_format.space_after = Pt(8)

    def facts(self, heading: str = "Дополнительные сведения") -> None:
        """Write the table of what the form doesn't ask for."""
        self.tag("if facts")
        self.add("Heading 1", heading)
        table = self.table([self.width * 0.28, self.width * 0.72])
        self.tag_row(table, "for fact in facts")
        self.row(table, "{{ fact.label }}", "{{ fact.text }}")
        self.tag_row(table, "endfor")
        self.tag("endif")

    def pairs(self, *rows: tuple[str, str], share: float = 0.34) -> None:
        """Write a table of labels and what stands beside them."""
        table = self.table([self.width * share, self.width * (1 - share)])
        for label, text in rows:
            self.row(table, label, text)

    def listed(self, heading: str, values: str) -> None:
        """Write a numbered list under a heading, if there is anything to list."""
        self.tag(f"if {values}")
        self.add("Heading 1", heading)
        self.tag(f"for each in {values}")
        point = self.add("Пункт списка", "{{ loop.index }}. {{ each }}", indent=6)
        point.paragraph_format.first_line_indent = Mm(-6)
        self.tag("endfor")
        self.tag("endif")

    def signatures(self) -> None:
        """Write the lines to sign on; the reader's «Ознакомлен(а)» with its blank for the day."""
        self.tag("if signatures")
        self.add("Волосок").paragraph_format.space_before = Pt(14)
        post, pen = self.width * 0.34, self.width * 0.17
        table = self.table([post, pen, self.width - post - pen], lines=False)
        self.tag_row(table, "for line in signatures")
        self.tag_row(table, "if line.acquainted")
        self._signature(
            table,
            ["{{ line.position }}", "Ознакомлен(а)"],
            "/ {{ line.name|blank(18) }} / «___»\u00a0________\u00a020___\u00a0г.",
        )
        self.tag_row(table, "else")
        self._signature(table, ["{{ line.position }}"], "{{ line.name|blank(18) }}")
        self.tag_row(table, "endif")
        self.tag_row(table, "endfor")
        self.tag("endif")

    def _signature(self, table: Table, position: list[str], name: str) -> None:
        cells = self.row(table, position, "", name, style="Подпись под документом")
        for cell in cells:
            cell.paragraphs[0].paragraph_format.space_before = Pt(10)
            _child(cell._tc.get_or_add_tcPr(), "vAlign", val="bottom")
        underline(cells[1])


# Tables -----------------------------------------------------------------------------------


def prepared(table: Table, document: Any, widths: Sequence[float], *, lines: bool) -> Table:
    """Give a table its style and its columns."""
    table.style = document.styles["Таблица формы" if lines else "Таблица без линий"]
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for width in widths:
        table.add_column(Mm(width))
    properties = table._tbl.tblPr
    whole = properties.find(qn("w:tblW"))
    whole.set(qn("w:type"), "dxa")
    whole.set(qn("w:w"), str(sum(Mm(width).twips for width in widths)))
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    return table


def fresh_row(table: Table) -> list[_Cell]:
    """Add a row that stays on one page; the renderer lets long ones break."""
    row = table.add_row()
    _child(row._tr.get_or_add_trPr(), "cantSplit")
    return list(row.cells)


def span(cells: Sequence[_Cell]) -> _Cell:
    """Merge cells side by side."""
    return cells[0].merge(cells[-1]) if len(cells) > 1 else cells[0]


def repeat(row: Any) -> None:
    """Let every page repeat a header row."""
    _child(row._tr.get_or_add_trPr(), "tblHeader")


def shade(cell: _Cell) -> None:
    """Give a cell a light ground."""
    _child(cell._tc.get_or_add_tcPr(), "shd", val="clear", color="auto", fill=GREY)


def underline(cell: _Cell) -> None:
    """Draw a line under a cell, for the pen."""
    borders = OxmlElement("w:tcBorders")
    _child(borders, "bottom", val="single", sz="4", space="0", color="auto")
    properties = cell._tc.get_or_add_tcPr()
    properties.insert(list(properties).index(properties.find(qn("w:vAlign"))), borders)


# The empty form ---------------------------------------------------------------------------


def blank(title: str, *, landscape: bool, big_code: bool = False) -> Form:
    """Return an empty form: page, styles, settings, the mark of a draft, the foot.

    ``big_code`` is for a form that shows the QR code in its text, not at its foot.
    """
    document = Document()
    _page(document.sections[0], landscape=landscape)
    _styles(document)
    _settings(document)
    _properties(document, title)
    form = Form(document, (LONG if landscape else SHORT) - LEFT - RIGHT)
    _header(form)
    _footer(form, code=not big_code)
    return form


def _page(section: Any, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (
        (Mm(LONG), Mm(SHORT)) if landscape else (Mm(SHORT), Mm(LONG))
    )
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.header_distance, section.footer_distance = Mm(6), Mm(5)


def _styles(document: Any) -> None:
    styles = document.styles
    for style in list(styles):
        if style.name not in KEPT:
            style.delete()
    defaults = styles.element.find(qn("w:docDefaults"))
    run = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(run):
        run.remove(child)
    _fonts(run, FONT)
    _child(run, "sz", val="24")
    _child(run, "szCs", val="24")
    _child(run, "lang", val="ru-RU", eastAsia="ru-RU", bidi="ar-SA")
    spacing = defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}")
    for child in list(spacing):
        spacing.remove(child)
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
        later = next((child for child in properties if child.tag in followers), None)
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
    properties = _child(style.element, "tblPr")
    if lines:
        borders = _child(properties, "tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            _child(borders, side, val="single", sz="4", space="0", color="auto")
    margins = _child(properties, "tblCellMar")
    for side, twips in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85)):
        _child(margins, side, w=str(twips if lines or side in ("left", "right") else 0), type="dxa")


def _settings(document: Any) -> None:
    """Write the settings anew, in the order of the schema: ours are few."""
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    _child(settings, "zoom", percent="100")
    _child(settings, "defaultTabStop", val="709")
    _child(settings, "autoHyphenation")
    _child(settings, "consecutiveHyphenLimit", val="2")
    _child(settings, "doNotHyphenateCaps")
    _child(settings, "characterSpacingControl", val="doNotCompress")
    compatibility = _child(settings, "compat")
    word = "http://schemas.microsoft.com/office/word"
    _child(compatibility, "compatSetting", name="compatibilityMode", uri=word, val="15")
    _child(settings, "themeFontLang", val="ru-RU")
    _child(settings, "decimalSymbol", val=",")
    _child(settings, "listSeparator", val=";")


def _properties(document: Any, title: str) -> None:
    core = document.core_properties
    for child in list(core._element):
        core._element.remove(child)
    core.title, core.language = title, "ru-RU"


def _header(form: Form) -> None:
    header = form.document.sections[0].header
    header.is_linked_to_previous = False
    form.add("Отметка проекта", "{% if draft %}ПРОЕКТ{% endif %}", into=header)


def _footer(form: Form, *, code: bool) -> None:
    footer = form.document.sections[0].footer
    footer.is_linked_to_previous = False
    side = 17 if code else 0
    table = footer.add_table(0, 0, Mm(form.width))
    widths = [form.width - 38 - side, 38, *([side] if code else [])]
    prepared(table, form.document, widths, lines=False)
    cells = fresh_row(table)
    form.add(
        "Footer",
        "{{ route }}{% if edition %}. {{ edition.words }}{% endif %}",
        into=cells[0],
    )
    form.tag("if edition and edition.address", cells[0])
    form.add("Footer", "Сверить с записью: {{ edition.address }}", into=cells[0])
    form.tag("endif", cells[0])
    page = form.add("Footer", "Страница\u00a0", into=cells[1])
    page.alignment = Align.RIGHT
    _field(page, "PAGE")
    page.add_run(" из\u00a0")
    _field(page, "NUMPAGES")
    if code:
        form.add("Footer", "{{ qr }}", into=cells[2]).alignment = Align.RIGHT
    for cell in cells:
        _child(cell._tc.get_or_add_tcPr(), "vAlign", val="bottom")
    # Word wants a paragraph after a table; python-docx put its own before it.
    first = footer.paragraphs[0]
    first.style = form.document.styles["Волосок"]
    footer._element.append(first._p)


def _field(paragraph: Any, name: str) -> None:
    field = _child(paragraph._p, "fldSimple", instr=name)
    _child(_child(field, "r"), "t").text = "1"


# The file ---------------------------------------------------------------------------------

_UNUSED = re.compile("customXml|thumbnail|/app|stylesWithEffects|numbering|webSettings|theme")


def packed(form: Form) -> bytes:
    """Return a form as the bytes of a file, the same for the same form."""
    package = form.document.part.package
    for owner in (package, form.document.part):
        for key, rel in list(owner.rels.items()):
            if not rel.is_external and _UNUSED.search(str(rel.target_part.partname)):
                del owner.rels[key]
    loose = BytesIO()
    form.document.save(loose)
    result = BytesIO()
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(result, "w") as target:
        for name in _order(source.namelist()):
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return result.getvalue()


def _order(names: Iterable[str]) -> list[str]:
    """Return the names, the content types first, as readers expect."""
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
