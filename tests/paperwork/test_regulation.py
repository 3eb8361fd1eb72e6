"""Our papers are the regulation's forms: an empty one holds its words in its order, and no other.

The words stand in ``scripts/regulation_forms.py`` as the regulation has them (5.1, 5.2, 5.4, 1,
6.2 – 6.5); pictures of both side by side are in the guide.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from docx.oxml.ns import qn

from iom_wagtail.paperwork.kinds import KINDS
from iom_wagtail.paperwork.papers import outcome
from iom_wagtail.paperwork.papers.parts import BLANK_DATE, Paper
from iom_wagtail.paperwork.rendering.pdf import PdfRenderer
from iom_wagtail.paperwork.sources import Sources, Text
from iom_wagtail.routes.models import RoutePage
from scripts.regulation_forms import REGULATION, RegulationForm
from tests import factories
from tests.paperwork.docx_papers import opened, paragraphs
from tests.paperwork.pdf_papers import DRAFT, blank
from tests.paperwork.pdf_reading import Pdf, squeezed

FORMS = pytest.mark.parametrize("kind", REGULATION)
#: What our papers have beyond the form: their day, which the regulation leaves out.
OURS = "Дата:"
EMPTY_DAY = BLANK_DATE.replace("\N{NO-BREAK SPACE}", " ")


def empty(kind: str) -> Paper:
    """Return a paper of which nothing is known yet."""
    if kind == "conclusion":
        return _empty_conclusion()
    return dataclasses.replace(blank(kind), title=REGULATION[kind].title)


def _empty_conclusion() -> Paper:
    """Return the conclusion that the builder makes of a draft nobody has written in."""
    nobody = dict.fromkeys(("teacher", "director", "deputy")) | {"mentors": []}
    nothing = dict.fromkeys(("result", "problems", "concluded_on"))
    words = dict.fromkeys(("diagnosis_blank", "reasons", "best_ways"), "")
    data = {
        **nothing,
        **words,
        "people": nobody,
        "school": {"full_name": "", "place": "", "short_name": ""},
        "remaining": [],
        "further": [],
        "rows": [],
        "open_items": [],
    }
    text = Text(data=data, words="", grifs=False, numbered=True)
    return outcome.conclusion(
        SimpleNamespace(need_conclusion=lambda: text, route_title="", year="")
    )


def words_of(form: RegulationForm) -> Iterator[str]:
    """Yield every piece of a form in the order in which it is read."""
    yield form.title
    yield from filter(None, [form.whose])
    for line, hint in form.lines:
        yield line
        yield hint
    yield from form.rows
    yield from filter(None, [form.section])
    yield from (column.head for column in form.columns)
    yield from (below for column in form.columns for below in column.below)
    for clause in form.clauses:
        yield f"{clause.number}. {clause.words}"
        yield from clause.answers


def plain(text: str) -> str:
    """Return a piece of a form without blanks and boxes, its white space as single spaces."""
    text = text.replace("\N{NO-BREAK SPACE}", " ").replace(EMPTY_DAY, "")
    return " ".join(re.sub("[_☐☒]", " ", text).split())


@FORMS
def test_an_empty_docx_is_the_form_to_the_letter(kind):
    body = opened(empty(kind)).element.body
    said = ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]
    ours = [each for each in map(plain, said) if each not in ("", OURS)]
    assert ours == [plain(each) for each in words_of(REGULATION[kind])]


@FORMS
def test_an_empty_pdf_is_the_form_to_the_letter(kind):
    """Lines of a PDF end anywhere, so spaces and hyphens don't count, but in the hints."""
    form = REGULATION[kind]
    said = "".join(tag.text for tag in Pdf(PdfRenderer().render(empty(kind))).tags)
    said = plain(said.replace(DRAFT.words, "")).replace(OURS, "")
    assert squeezed(said) == squeezed("".join(map(plain, words_of(form))))
    assert all(hint in said for hint in (form.whose, *dict(form.lines).values()))


@FORMS
def test_every_blank_of_the_form_is_there_for_the_pen(kind):
    form = REGULATION[kind]
    said = [" ".join(each.split()) for each in paragraphs(opened(empty(kind)))]
    for line, _hint in form.lines:
        assert [each for each in said if each.startswith(line) and "____" in each]
    named = [each for each in said if each.startswith("☐ не сняты (указываются")]
    assert all("____" in each for each in named)
    assert len(named) == (kind == "conclusion")
    if form.columns:
        table = opened(empty(kind)).tables[-1]
        assert [cell.text for cell in table.rows[-1].cells] == [""] * len(table.columns)


def test_what_the_route_prints_has_the_titles_of_the_forms(cast):
    factories.make_conclusion(cast)
    user = cast.user("deputy")
    page = RoutePage.objects.visible_to(user).with_stop().get(pk=cast.route.pk)
    page.reader = page.permissions_for_user(user)
    sources = Sources(page)
    titles = {kind: KINDS[kind].paper(sources).title for kind in REGULATION}
    assert titles == {kind: form.title for kind, form in REGULATION.items()}
    landscape = {kind: KINDS[kind].landscape for kind in REGULATION}
    assert landscape == {kind: form.landscape for kind, form in REGULATION.items()}
