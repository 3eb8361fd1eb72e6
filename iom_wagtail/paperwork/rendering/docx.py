"""Papers as DOCX: a form filled in by docxtpl, ours or a school's own laid over it."""

from __future__ import annotations

import logging
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import segno
from django.conf import settings
from django.utils import translation
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import Environment, TemplateError
from lxml import etree

from iom_wagtail.conf import get_settings
from iom_wagtail.paperwork.exceptions import BrokenTemplate
from iom_wagtail.paperwork.rendering.checking import faults_of
from iom_wagtail.paperwork.rendering.placeholders import NO_EDITION, names_of, sandbox

if TYPE_CHECKING:
    from iom_wagtail.paperwork.papers.parts import Paper

OURS = Path(__file__).resolve().parents[1] / "forms" / "docx"
DRAFT = "ПРОЕКТ"
#: So many faults of a template the log tells; the command tells all.
MOST_FAULTS = 5

logger = logging.getLogger(__name__)

_MARK = (
    f'<w:p {nsdecls("w")}><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/>'
    f'<w:color w:val="B0B0B0"/><w:sz w:val="44"/></w:rPr><w:t>{DRAFT}</w:t></w:r></w:p>'
)

#: A row of the table that is estimated to be longer may break across pages.
KEPT_LINES = 15
_TWIPS_PER_LETTER = 105


def template_of(kind: str) -> Path:
    """Return the template of a kind: the school's own where there is one, else ours."""
    folder = get_settings().paper_templates
    if folder:
        own = Path(folder) / f"{kind}.docx"
        if own.is_file():
            return own
    return OURS / f"{kind}.docx"


class DocxRenderer:
    """Fills a paper into the template of its kind. A renderer may be kept and used again."""

    def render(self, paper: Paper) -> bytes:
        """Return the document; raises ``BrokenTemplate`` when a template can't be filled in."""
        path = template_of(paper.kind)
        try:
            return filled(path.read_bytes(), paper)
        except Exception as error:
            # Whatever a template of the school's own does is a fault of the template.
            if path.parent == OURS:
                raise
            _tell(path, error)
            raise BrokenTemplate(str(error), path.name) from error


def _tell(path: Path, error: Exception) -> None:
    """Write into the log what is wrong with a template, which its own words tell.

    What the error says is left out: it may quote people's words.
    """
    with translation.override(settings.LANGUAGE_CODE):
        faults = "; ".join(str(fault) for fault in faults_of(path)[:MOST_FAULTS])
    logger.error(
        "The paper template %s can't be filled in (%s). See manage.py check_paper_templates. %s",
        path.name,
        type(error.__cause__ or error).__name__,
        faults,
    )


def filled(template: bytes, paper: Paper) -> bytes:
    """Return a template filled in with a paper; raises ``BrokenTemplate``."""
    form = _Form(BytesIO(template))
    context: dict[str, Any] = {name: getattr(paper, name) for name in names_of(paper)}
    edition = paper.edition or NO_EDITION
    context |= {"draft": paper.draft, "edition": edition, "qr": "", "qr_large": ""}
    if edition.address:
        context["qr"] = _Code(form, edition.address, Mm(13))
        context["qr_large"] = _Code(form, edition.address, Mm(32))
    try:
        form.render(context, _environment(), autoescape=True)
    except (TemplateError, TypeError, ValueError, AttributeError, LookupError) as error:
        raise BrokenTemplate(str(error)) from error
    except (PackageNotFoundError, BadZipFile, etree.XMLSyntaxError) as error:
        raise BrokenTemplate(str(error)) from error
    form.finish(paper)
    result = BytesIO()
    form.docx.save(result)
    return result.getvalue()


class _Form(DocxTemplate):
    """A template whose broken XML is an error rather than silently mended."""

    def fix_tables(self, xml: str) -> Any:
        """Refuse what isn't well-formed: docxtpl would drop it without a word."""
        etree.fromstring(xml, parser=etree.XMLParser(huge_tree=True, resolve_entities=False))
        return super().fix_tables(xml)

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Leave the properties to ``finish``: a person's name in the template's doesn't print."""

    def finish(self, paper: Paper) -> None:
        """Set what doesn't stand in the text: properties, the draft's mark, rows that may break."""
        core = self.docx.core_properties
        core.title, core.author, core.language = paper.title[:255], paper.school[:255], "ru-RU"
        core.last_modified_by = ""
        for row in self.docx.element.body.iter(qn("w:tr")):
            _let_break(row)
        if paper.draft:
            self._mark_draft()

    def _mark_draft(self) -> None:
        """Write «ПРОЕКТ» over every page whose template doesn't: first and even pages, too."""
        for section in self.docx.sections:
            heads = [section.header]
            if section.different_first_page_header_footer:
                heads.append(section.first_page_header)
            if self.docx.settings.odd_and_even_pages_header_footer:
                heads.append(section.even_page_header)
            for head in heads:
                element = head.part.element  # made where the template has none
                if DRAFT not in "".join(element.itertext()):
                    element.insert(0, parse_xml(_MARK))


class _Code(InlineImage):
    """The QR code of an address, with words for those who can't see it."""

    def __init__(self, form: DocxTemplate, address: str, width: Mm) -> None:
        super().__init__(form, BytesIO(_drawn(address)), width=width)
        self._words = f"QR-код: {address}"

    def _insert_image(self) -> str:
        inline = self.tpl.current_rendering_part.new_pic_inline(
            self.image_descriptor, self.width, None
        )
        for each in inline.iter(qn("wp:docPr"), qn("pic:cNvPr")):
            each.set("descr", self._words)
        return (
            f"</w:t></w:r><w:r><w:drawing>{inline.xml}</w:drawing></w:r>"
            '<w:r><w:t xml:space="preserve">'
        )

    __str__ = __html__ = _insert_image


@lru_cache(maxsize=64)
def _drawn(address: str) -> bytes:
    """Return the QR code of an address as PNG; a dossier shows the same on every paper."""
    picture = BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="png", scale=8, border=2)
    return picture.getvalue()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return sandbox()


def _let_break(row: Any) -> None:
    """Let a row break across pages when it is long: it would leave a gap, or not fit at all."""
    properties = row.find(qn("w:trPr"))
    kept = properties.find(qn("w:cantSplit")) if properties is not None else None
    if kept is not None and max(map(_lines, row.iter(qn("w:tc"))), default=0) > KEPT_LINES:
        properties.remove(kept)


def _lines(cell: Any) -> float:
    """Return about how many lines a cell takes."""
    width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    twips = int(width.get(qn("w:w"), 0)) if width is not None else 0
    letters = max(1, (twips or 3000) / _TWIPS_PER_LETTER)
    texts = ("".join(node.text or "" for node in p.iter(qn("w:t"))) for p in cell.iter(qn("w:p")))
    breaks = sum(1 for _ in cell.iter(qn("w:br")))
    return breaks + sum(1 + len(text) // letters for text in texts)
