"""What PDF/UA-1 asks for, read from the files themselves."""

from __future__ import annotations

import dataclasses
import re

import pytest

from iom_wagtail.paperwork.rendering.pdf import PdfRenderer
from tests.paperwork.pdf_papers import APPROVED, PAPERS, paper, six_pages
from tests.paperwork.pdf_reading import Pdf, squeezed


@pytest.fixture(params=PAPERS, scope="module")
def printed(request):
    made = paper(request.param)
    return made, Pdf(PdfRenderer().render(made))


def test_file_says_what_it_is(printed):
    made, pdf = printed
    metadata = pdf.root["/Metadata"].get_data().decode()
    assert re.search(r"<pdfuaid:part>1</pdfuaid:part>", metadata)
    assert pdf.root["/Lang"] == "ru"
    assert pdf.root["/MarkInfo"]["/Marked"]
    assert pdf.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.reader.metadata.title == made.title
    assert made.teacher not in metadata, "a file's properties name nobody"


def test_fonts_are_the_ones_of_the_wheel_and_lie_in_the_file(printed):
    _made, pdf = printed
    found = set()
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            (inner,) = font.get_object()["/DescendantFonts"]
            description = inner.get_object()["/FontDescriptor"].get_object()
            assert "/FontFile2" in description or "/FontFile3" in description
            assert "/ToUnicode" in font.get_object()
            found.add(font.get_object()["/BaseFont"].split("+")[1])
    assert "LiberationSerif" in found
    assert all(name.startswith(("LiberationSerif", "DejaVuSans")) for name in found), found


def test_there_is_one_title_and_headings_below_it(printed):
    made, pdf = printed
    titles = [tag.text for tag in pdf.tags if "H1" in tag.path]
    assert titles == [made.title]


def test_header_cells_are_header_cells(printed):
    _made, pdf = printed
    tables = pdf.elements("/Table")
    assert len(pdf.elements("/THead")) == len(tables)
    for cell in pdf.elements("/TH"):
        owned = [each.get_object() for each in cell["/A"]]
        assert any(each.get("/Scope") == "/Column" for each in owned)
    if tables:
        assert pdf.elements("/TD")


def test_activity_stands_over_its_three_columns():
    pdf = Pdf(PdfRenderer().render(six_pages()))
    spans = {
        each.get_object().get("/ColSpan") for cell in pdf.elements("/TH") for each in cell["/A"]
    }
    assert 3 in spans
    heads = [tag.text.strip() for tag in pdf.tags if tag.path[-2:] == ("TR", "TH")]
    assert heads[:2] == ["Содержание пункта программы", "Срок"]
    assert heads[-5:] == ["№", "Содержание", "Форма", "Срок", "Кто проводит"]


def test_code_of_the_address_is_told_in_words():
    (figure,) = Pdf(PdfRenderer().render(paper("sheet"))).elements("/Figure")
    assert APPROVED.address in figure["/Alt"]
    # At the foot of a page the code is decoration: the address stands in words at the end.
    pdf = Pdf(PdfRenderer().render(six_pages()))
    assert not pdf.elements("/Figure")
    assert squeezed(APPROVED.address) in squeezed(pdf.said)


def test_everything_drawn_is_tagged_or_marked_as_decoration(printed):
    _made, pdf = printed
    tagged = "".join(tag.text for tag in pdf.tags)
    loose = "".join(pdf.unmarked(number) for number in range(len(pdf.pages)))
    drawn = "".join(page.extract_text() for page in pdf.pages)

    def letters(text: str) -> int:
        return len(re.sub(r"\s", "", text))

    assert letters(tagged) + letters(loose) >= letters(drawn)


def test_file_has_no_links_scripts_or_files_in_it(printed):
    _made, pdf = printed
    assert not [page for page in pdf.pages if "/Annots" in page]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.root)
    assert "/EmbeddedFiles" not in pdf.root.get("/Names", {})


def test_paper_without_a_school_or_a_title_of_its_own_is_printed():
    made = dataclasses.replace(six_pages(), school="")
    assert Pdf(PdfRenderer().render(made)).reader.metadata.author is None
