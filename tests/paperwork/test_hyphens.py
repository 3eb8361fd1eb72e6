"""Words divided at line ends read as words, with a hyphen that programs understand."""

from __future__ import annotations

import zlib

import pytest

from iom_wagtail.paperwork.rendering.hyphens import plain_hyphens
from iom_wagtail.paperwork.rendering.pdf import PdfRenderer
from tests.paperwork.pdf_papers import paper, six_pages
from tests.paperwork.pdf_reading import Pdf

DIVIDED = "Дифференцированное сопровождение высококвалифицированного кое-какого учителя. " * 3


@pytest.fixture(scope="module")
def divided() -> bytes:
    """A log whose narrow columns divide many words."""
    return PdfRenderer().render(paper("meetings", lambda path: DIVIDED, rows=1))


def test_words_are_divided_in_russian(divided):
    assert "-\n" in Pdf(divided).text


def test_no_soft_hyphen_is_left(divided):
    pdf = Pdf(divided)
    assert "\u00ad" not in pdf.text + pdf.said
    assert "кое-какого" in pdf.said


def test_the_rest_of_the_file_is_as_it_was(monkeypatch):
    from iom_wagtail.paperwork.rendering import pdf as module

    mended = PdfRenderer().render(six_pages())
    monkeypatch.setattr(module, "plain_hyphens", lambda written: written)
    written = PdfRenderer().render(six_pages())
    assert "\u00ad" in Pdf(written).text + Pdf(written).said, "otherwise nothing had to be mended"
    assert Pdf(written).said.replace("\u00ad", "-") == Pdf(mended).said
    assert plain_hyphens(mended) == mended


def test_a_file_without_divided_words_is_left_alone():
    pattern = PdfRenderer().render(paper("extract"))
    assert plain_hyphens(pattern) == pattern


def test_a_file_of_another_make_is_refused():
    packed = zlib.compress(b"objects")
    with pytest.raises(ValueError, match="cross-reference"):
        plain_hyphens(b"%PDF-1.7\n1 0 obj\n" + packed + b"\nendobj\nstartxref\n9\n%%EOF")
