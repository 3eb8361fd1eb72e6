"""Hostile and strange texts in a PDF: cases 25, 26, 28 and 33."""

from __future__ import annotations

import dataclasses
import io
import json
import socket
import threading

import pytest
import typst
from PIL import Image, ImageOps

from iom_wagtail.paperwork.rendering import pdf as rendering
from iom_wagtail.paperwork.rendering.pdf import FONTS, FORMS, PdfRenderer, values_of
from tests.paperwork.pdf_papers import ADDRESS, DRAFT, PAPERS, paper, six_pages, texts
from tests.paperwork.pdf_reading import Pdf, squeezed

FORMULA = '=HYPERLINK("http://evil.example/";"Премия")'
MARKUP = [
    '#import "@preview/cetz:0.3.4"',
    '#read("/etc/passwd")',
    "#panic(1) $x^2$ *жирно* _косо_ @ссылка <метка> `код` // нет \\",
    "= Заголовок\n- список\n+ ещё\n/ Термин: слово",
    "]#{sys.inputs}[",
    '"); panic("',
    "{{ 7|add:7 }} {% now 'Y' %} ${7*7}",
    "</Alt> (скобка) \\( <</JS>>",
]
SCRIPT = '<script>alert(26)</script><img src=x onerror="alert(26)">'


def printed(made) -> Pdf:
    return Pdf(PdfRenderer().render(made))


def everywhere(kind: str, text: str):
    """Return a paper with this text in every field that is not closed."""
    return paper(kind, lambda path: text, edition=DRAFT, rows=1)


def assert_literal(kind: str, text: str) -> None:
    made = everywhere(kind, text)
    pdf = printed(made)
    said = squeezed(pdf.said)
    own = [each for _path, each in texts(made) if each == text]
    assert len(own) >= 8
    assert said.count(squeezed(text)) >= len(own) - 1, "route and year share a line at times"


@pytest.mark.parametrize("kind", PAPERS)
def test_case_25_a_formula_stays_literal(kind):
    assert_literal(kind, FORMULA)


@pytest.mark.parametrize("kind", PAPERS)
def test_case_26_a_script_stays_literal(kind):
    assert_literal(kind, SCRIPT)


@pytest.mark.parametrize("text", MARKUP)
def test_case_26_the_language_of_the_forms_stays_literal(text):
    for kind in ("passport", "conclusion", "testimonial"):
        assert_literal(kind, text)


def test_case_26_bidi_marks_turn_nothing_round():
    made = dataclasses.replace(six_pages(), teacher="Иванова \u202eанна\u202c \u2067Петровна\u2069")
    pdf = printed(made)
    assert "Иванова анна Петровна" in pdf.said
    assert "Иванова анна Петровна" in pdf.text


@pytest.mark.parametrize("kind", PAPERS)
def test_case_28_nothing_is_fetched(kind, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("канарейка", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x.svg"
        server.settimeout(0.3)
        text = f'<img src="{address}"> #image("{address}") http://169.254.169.254 file://{secret}'
        pdf = printed(everywhere(kind, text))
        with pytest.raises(TimeoutError):
            server.accept()
    assert squeezed(text) in squeezed(pdf.said)
    assert "канарейка" not in pdf.said


def test_case_28_no_socket_is_needed(monkeypatch):
    def refused(*args, **kwargs):
        raise AssertionError("a paper must not look for the network")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    assert printed(dataclasses.replace(six_pages(), place="http://169.254.169.254/")).text


def test_case_28_a_form_itself_reads_nothing_outside_its_folder(tmp_path):
    (tmp_path / "secret.typ").write_text("#let secret = 1")
    form = f'#import "{"../" * 20}{tmp_path}/secret.typ": secret'
    with pytest.raises(typst.TypstError):
        typst.compile(form.encode(), root=str(FORMS))
    source = "".join(path.read_text(encoding="utf-8") for path in FORMS.glob("*.typ"))
    assert "eval(" not in source, "a text must never become markup"
    assert "@preview" not in source, "a package would be fetched"


@pytest.mark.parametrize(
    "name",
    [
        "Салтыкова-Щедрина Анна",
        "О’Нил Д'Артаньян",
        "Роза",
        "Ӏаьржа ЖӀовхьар ӏӏ",
        "Учитель 🙂 👍🏽 👨‍👩‍👧",
        "ёлка № 5 «А» – 100 ₽ ½ ≤ ☐",
        "e\u0301 и\u0306 кра\u0301сный",
        "中文 हिन्दी ქართული Ελλάδα",
        "\U000e000a\U00012000 \ue000 \U0010fffd",
    ],
)
def test_case_33_names_and_letters_are_kept(name):
    for kind in PAPERS:
        if kind == "conclusion":
            continue
        made = dataclasses.replace(paper(kind), teacher=name)
        assert squeezed(name) in squeezed(printed(made).said)


def test_case_33_right_to_left_names_are_kept():
    pdf = printed(dataclasses.replace(six_pages(), teacher="محمد"))
    assert set("محمد") <= set(pdf.said)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("а\x00б\x07в\ufeffг\u00adд\uffffе", "абвгде"),
        ("а\tб", "а б"),
        ("половина \ud83d знака", "половина  знака"),
        ("строка\r\nдругая\u2028третья\x0bпятая", "строка\nдругая\nтретья\nпятая"),
    ],
)
def test_case_33_what_no_paper_can_show_does_not_stop_it(text, shown):
    for kind in ("card", "meetings", "testimonial"):
        assert squeezed(shown) in squeezed(printed(everywhere(kind, text)).said)


@pytest.mark.parametrize("length", [5000])
@pytest.mark.parametrize("kind", ["passport", "card", "meetings", "analysis", "conclusion"])
def test_case_33_a_long_cell_goes_on_over_pages_and_loses_nothing(kind, length):
    words = " ".join(f"слово{number}" for number in range(length // 9))
    fields = {
        "passport": ".joint",
        "card": ".planning",
        "meetings": ".concern",
        "analysis": ".finding",
        "conclusion": ".named",
    }
    made = paper(kind, lambda path: words if path.endswith(fields[kind]) else "Коротко", rows=1)
    pdf = printed(made)
    assert len(pdf.pages) > 1
    assert squeezed(words) in squeezed(pdf.said)
    lowest = min(low for starts in places(pdf) for _left, low in starts)
    assert lowest > 20, "text runs out of the page"


def test_case_33_a_word_without_end_stays_on_the_page():
    endless = "ж" * 2000
    made = paper("meetings", lambda path: endless if path == "meetings.rows.0.works" else ADDRESS)
    pdf = printed(made)
    assert endless in squeezed(pdf.said)
    for page, starts in zip(pdf.pages, places(pdf), strict=True):
        assert max(left for left, _low in starts) < float(page.mediabox.right) - 15 / 25.4 * 72


@pytest.mark.parametrize("kind", PAPERS)
def test_case_33_long_words_stay_inside_the_margins(kind):
    """Names aren't divided at the end of a line, yet one may be wider than its column."""
    name = "Христорождественская (наставничество, консультирование) Достопримечательный"
    closed = ".label"  # an answer of a closed list is never longer than the list's
    made = paper(kind, lambda path: "Ответ" if path.endswith(closed) else name, edition=DRAFT)
    values = json.dumps(values_of(made), ensure_ascii=False)
    pages = typst.compile(
        str(FORMS / f"{kind}.typ"),
        root=str(FORMS),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"paper": values},
        format="png",
        ppi=72,
    )
    for content in pages if isinstance(pages, list) else [pages]:
        with Image.open(io.BytesIO(content)) as page:
            ink = ImageOps.invert(page.convert("L")).point(lambda grey: 255 * (grey > 128))
            edge = page.width - 14 / 25.4 * 72
            assert ink.getbbox()[2] <= edge, f"{kind}: a word runs over the margin"


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("Анализ урока в 7 «Б», 71 %; см. п. 2.1 и «Сферум»", False),
        ("Христорождественская-Достопримечательная", False),
        ("ж" * 40, False),
        ("Наблюдение_урока.docx", True),
        ("план.pdf", True),
        ("anna@school.example", True),
        ("Достопримечательный Ahmatovajungfrau", True),
    ],
)
def test_case_33_wide_words_are_looked_for_only_where_there_are_any(text, wide, monkeypatch):
    made = paper("meetings", lambda path: text if path == "meetings.rows.0.works" else "Слово")
    assert values_of(made)["wide"] is wide
    was = PdfRenderer().render(made)
    monkeypatch.setattr(rendering, "is_wide", lambda value: not wide)
    assert (PdfRenderer().render(made) == was) is not wide


def places(pdf: Pdf) -> list[list[tuple[float, float]]]:
    """Return where the texts of every page begin, in points from the left and from below."""
    found: list[list[tuple[float, float]]] = []
    for page in pdf.pages:
        starts: list[tuple[float, float]] = []

        def note(text, cm, tm, font, size, starts=starts):
            if text.strip():
                starts.append((cm[4], cm[5]))

        page.extract_text(visitor_text=note)
        found.append(starts)
    return found


def test_papers_of_several_threads_do_not_mix():
    made = [dataclasses.replace(six_pages(), teacher=f"Учитель{number}") for number in range(4)]
    alone = [PdfRenderer().render(each) for each in made]
    together: dict[int, bytes] = {}
    threads = [
        threading.Thread(
            target=lambda at=at, each=each: together.update({at: PdfRenderer().render(each)})
        )
        for at, each in enumerate(made)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[at] for at in range(4)] == alone
