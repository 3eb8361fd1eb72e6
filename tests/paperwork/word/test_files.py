"""Ten files that our exporter didn't make: the stored draft of each, and no word of it lost."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict
from typing import Any

import pytest
from django.utils import translation

from iom_wagtail.paperwork.intake.word.blocks import pieces
from iom_wagtail.paperwork.intake.word.draft import Draft
from iom_wagtail.paperwork.intake.word.names import name_of
from iom_wagtail.paperwork.intake.word.vocabulary import (
    LABELS,
    is_title,
    plain,
)
from tests.paperwork.word import by_docx, by_hand
from tests.paperwork.word.reading import FILES, document_of, draft_of, is_of_the_form, stored

NAMES = sorted(path.stem for path in FILES.glob("*.docx"))
MAKERS = {**by_docx.MAKERS, **by_hand.MAKERS}


@pytest.fixture(autouse=True)
def _russian():
    with translation.override("ru"):
        yield


def test_there_are_ten_files_each_with_its_draft():
    assert len(NAMES) == 10
    assert sorted(path.stem for path in FILES.glob("*.json")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_file_gives_its_stored_draft(name):
    """``DRAFTS=write`` stores the drafts anew; what it wrote is to be read line by line."""
    path = FILES / f"{name}.json"
    found = draft_of(stored(name)).plain()
    if os.environ.get("DRAFTS") == "write":
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("name", MAKERS)
def test_the_script_still_makes_the_same_file(name):
    assert draft_of(MAKERS[name]()).plain() == draft_of(stored(name)).plain()


def words(text: str) -> set[str]:
    """Return the words of a text, for comparing."""
    return set(re.findall(r"[^\W_]+", plain(text)))


def held(draft: Draft) -> set[str]:
    """Return all words that a draft holds."""
    found: set[str] = set()

    def walk(value: Any) -> None:
        if isinstance(value, str):
            found.update(words(value))
        elif isinstance(value, dict):
            for each in value.values():
                walk(each)
        elif isinstance(value, list | tuple):
            for each in value:
                walk(each)
        elif value is not None:
            found.update(words(f"{value:%d.%m.%Y}" if hasattr(value, "year") else str(value)))

    values = asdict(draft)
    walk({name: values[name] for name in values if name not in ("traces", "remarks")})
    return found


def label_words(text: str) -> set[str]:
    """Return the words of the labels that lines of a text begin with."""
    found: set[str] = set()
    for line in text.split("\n"):
        for label in LABELS:
            if match := label.pattern.search(plain(line)):
                found |= words(match[0])
        found |= words(line) if is_title(line) else set()
    return found | {"ф", "и", "о", "учителя", "дата", "специалиста", "специалистов"}


#: Places whose value is a day or a choice: they hold what the words mean, not the words.
MEANT = ("due", "planned_on", "decision_date", "diagnosed_on", "kind", "severity", "methods")
CHOSEN = ("dominance", "place", "load_hours", "mentor_consent")


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_a_file_is_lost(name):
    document, draft = document_of(stored(name)), draft_of(stored(name))
    everything = held(draft)
    meant = {name_of(field) for field in (*MEANT, *CHOSEN)} | {"период"}
    for piece, trace in zip(pieces(document), draft.traces, strict=True):
        assert trace.text == piece.text
        if not trace.kept:
            assert is_of_the_form(piece.text), (trace.place, piece.text)
            continue
        columns = {place.rpartition(": ")[2] for place in trace.went}
        if {column[:1].upper() + column[1:] for column in columns} & meant or columns & meant:
            continue
        assert words(piece.text) <= everything | label_words(piece.text), (trace.place, piece.text)


@pytest.mark.parametrize("name", NAMES)
def test_every_piece_is_told_with_its_place(name):
    draft = draft_of(stored(name))
    assert all(trace.place and trace.went for trace in draft.traces)


def test_what_was_deleted_with_tracked_changes_is_gone_and_what_was_inserted_stays():
    told = json.dumps(draft_of(stored("tracked")).plain(), ensure_ascii=False)
    for gone in ("Марии", "01.08.2025", "Петрова", "старая", "август", "Лишнее"):
        assert gone not in told
    assert "Анны" in told and "уверенные уроки" in told and "Открытый урок" in told


def test_prompts_of_controls_that_nobody_filled_in_are_no_text():
    told = json.dumps(draft_of(stored("controls")).plain(), ensure_ascii=False)
    assert "Место для ввода" not in told
