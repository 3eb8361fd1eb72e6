"""Cases of the abuse list where papers go out and come back: nothing is fetched, nothing lost."""

from __future__ import annotations

import io
import re
import socket
import zipfile
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from iom_wagtail.paperwork.rendering.docx import DocxRenderer
from iom_wagtail.paperwork.rendering.placeholders import PAPERS
from iom_wagtail.paperwork.scans.models import SignedScan
from tests.files import samples
from tests.paperwork.docx_papers import made
from tests.paperwork.pdf_papers import six_pages
from tests.paperwork.word.raw import RELATIONS, docx, package, par, row, table
from tests.paperwork.word.reading import draft_of

#: Letters that a name or a cell may hold.
LETTERS = [
    "Анна-Мария Смирнова-Ким",
    "О’Нил Д'Артаньян",
    "Мадонна",
    "Ӏела Къоьзан Ӏалаевич",
    "Ура 🎓 команде",
    "ы" * 5_000,
]


@pytest.fixture
def cast(signed):
    """A school with a route in force."""
    return signed


@pytest.fixture
def listening():
    """The address of a server that must not be asked; the test fails when it was."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        server.settimeout(0.3)
        with pytest.raises(TimeoutError):
            server.accept()


# --- 28 -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", PAPERS)
def test_case_28_a_docx_fetches_nothing_and_leads_nowhere(kind, listening, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("канарейка", encoding="utf-8")
    text = f'<img src="{listening}/x.png"> http://169.254.169.254 file://{secret} \\\\host\\x'
    written = DocxRenderer().render(made(kind, lambda path: text))
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    links = [text for name, text in parts.items() if name.endswith(".rels")]
    assert links and not any("External" in link for link in links)
    assert not any("канарейка" in text for text in parts.values())
    assert "169.254.169.254" in parts["word/document.xml"]


def linking(address: str) -> bytes:
    """Return a Word file with a linked picture, and a template and a frame on another machine."""
    picture = (
        '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'xmlns:r="{RELATIONS}" r:link="out1"/></w:drawing></w:r>'
    )
    head = row("Содержание", "Срок", "Совместная деятельность")
    body = table(head, row("Дело", "май", "Вместе")) + par(picture, "После рисунка")
    with zipfile.ZipFile(io.BytesIO(docx(body))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    rows = "".join(
        f'<Relationship Id="out{n}" Type="{RELATIONS}/{kind}" TargetMode="External" '
        f'Target="{target}"/>'
        for n, (kind, target) in enumerate(
            [
                ("attachedTemplate", f"{address}/x.dotx"),
                ("image", f"{address}/x.png"),
                ("subDocument", "file:///etc/passwd"),
            ]
        )
    )
    (name,) = [name for name in parts if name.endswith("document.xml.rels")]
    parts[name] = f'<Relationships xmlns="{space}">{rows}</Relationships>'.encode()
    return package(parts)


def test_case_28_a_word_file_that_links_outside_fetches_nothing(listening):
    draft = draft_of(linking(listening))
    assert [item.content for item in draft.programme_items] == ["Дело"]
    assert "root:" not in draft.note


# --- 30 -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("скан.png", samples.pixel_bomb()),
        ("скан.heic", samples.heic(60_000, 60_000)),
        ("скан.docx", samples.zip_bomb()),
        ("скан.pdf", samples.pdf() + b"\0" * (26 * 1024 * 1024)),
    ],
    ids=["pixels", "heic", "zip", "size"],
)
def test_case_30_a_bomb_among_scans_gets_a_sentence_and_the_rest_is_kept(
    cast, enter, name, content
):
    url = reverse("iom_route_signed", args=[cast.route.pk, "passport"])
    files = [SimpleUploadedFile(name, content), SimpleUploadedFile("лист.pdf", samples.pdf())]
    answer = enter("mentor").post(url, {"files": files})
    assert answer.status_code == 200
    # A sentence for people, not a list of Python's.
    assert re.search(rf"{re.escape(name)}: [А-ЯЁ]", answer.content.decode())
    assert [row.file_name for row in SignedScan.objects.all()] == ["лист.pdf"]


# --- 25, 33 ---------------------------------------------------------------------------------


def there_and_back(text: str):
    """Return the draft that comes of a printed passport with a text in its cells."""
    paper = six_pages()
    first, *others = paper.groups[0].rows
    changed = replace(first, content=text, joint=text)
    groups = (replace(paper.groups[0], rows=(changed, *others)), *paper.groups[1:])
    return draft_of(DocxRenderer().render(replace(paper, groups=groups)))


@pytest.mark.parametrize("text", LETTERS, ids=lambda text: text[:12])
def test_case_33_a_cell_comes_back_from_our_own_paper_to_the_letter(text):
    item = there_and_back(text).programme_items[0]
    assert (item.content, item.activity_joint) == (text, text)


def test_case_25_a_formula_goes_out_and_comes_back_as_the_text_it_was():
    formula = '=HYPERLINK("http://evil.example","Жми")'
    item = there_and_back(formula).programme_items[0]
    assert (item.content, item.activity_joint) == (formula, formula)
