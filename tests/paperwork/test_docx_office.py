"""Papers opened by a real LibreOffice: every kind becomes pages with its words on them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace

import pytest

from iom_wagtail.paperwork.kinds import KINDS
from iom_wagtail.paperwork.rendering.docx import DocxRenderer
from iom_wagtail.paperwork.rendering.placeholders import PAPERS
from tests.office import find_office
from tests.paperwork.docx_papers import UNPRINTED, draft, made, numbered, texts

pytestmark = pytest.mark.office

A4 = {True: "841.89 x 595.304 pts (A4)", False: "595.304 x 841.89 pts (A4)"}


def run(*command: object) -> str:
    """Run a program; return what it says."""
    done = subprocess.run(
        [str(part) for part in command], check=True, capture_output=True, text=True, timeout=300
    )
    return done.stdout


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> Callable[[str, str], str]:
    """Every kind, approved and as a draft, turned into PDF at once; a function that reads one."""
    office = find_office()
    if office is None:
        pytest.fail("LibreOffice is required (REQUIRE_OFFICE) but was not found.")
    folder = tmp_path_factory.mktemp("papers")
    for kind in PAPERS:
        paper = made(kind, numbered(), rows=3)
        paper = replace(paper, edition=replace(paper.edition, address="https://школа.example/s/1/"))
        for name, each in (("approved", paper), ("draft", draft(paper))):
            (folder / f"{kind}-{name}.docx").write_bytes(DocxRenderer().render(each))
    run(
        office,
        "--headless",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        *sorted(folder.glob("*.docx")),
    )

    def read(kind: str, name: str, program: str = "pdftotext") -> str:
        file = folder / f"{kind}-{name}.pdf"
        return run(program, file, "-") if program == "pdftotext" else run(program, file)

    return read


@pytest.mark.parametrize("kind", PAPERS)
def test_every_word_of_a_paper_stands_on_its_pages(kind, pages):
    printed = "".join(pages(kind, "approved").split()).casefold()
    paper = made(kind, numbered(), rows=3)
    lost = {path for path, text in texts(paper) if text.casefold() not in printed}
    assert lost - set(UNPRINTED) - {"edition.address"} == set()
    assert "проект" not in printed


@pytest.mark.parametrize("kind", PAPERS)
def test_every_page_of_a_draft_says_so(kind, pages):
    found = [" ".join(page.split()) for page in pages(kind, "draft").split("\f")[:-1]]
    assert found
    for number, page in enumerate(found, start=1):
        assert "ПРОЕКТ" in page
        assert f"Страница {number} из {len(found)}" in page


@pytest.mark.parametrize("kind", [kind for kind in PAPERS if kind in KINDS])
def test_pages_are_a4_and_fonts_are_at_hand(kind, pages):
    assert A4[KINDS[kind].landscape] in pages(kind, "approved", "pdfinfo")
