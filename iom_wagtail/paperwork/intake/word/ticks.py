"""Check boxes and closed lists in words: «☒ методические ☐ организационные». Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iom_wagtail.paperwork.intake.word.vocabulary import plain

_MARKED = "☒☑✓✔🗹🗵⊠✅■"
_UNMARKED = "☐□⬜◻"
_BOX = re.compile(f"[{_MARKED}{_UNMARKED}]")

DIFFICULTY_KINDS = (
    ("psych", r"психол"),
    ("general", r"общепедагог"),
    ("theory", r"теоретич|научн"),
    ("method", r"методич"),
    ("org", r"организац"),
)
SEVERITIES = (
    ("0", r"^0|нет"),
    ("1", r"^1|незнач|слаб|низк"),
    ("2", r"^2|заметн|средн|умерен"),
    ("3", r"^3|требу|сильн|высок|значит"),
)
METHODS = (
    ("pupil_survey_psych", r"анкет.*(?:с психолог|совместно)"),
    ("pupil_survey", r"анкет"),
    ("interview", r"собеседован|беседа"),
    ("lesson_planning", r"поурочн"),
    ("plans", r"план|конспект"),
    ("materials", r"материал"),
    ("lessons", r"урок"),
    ("journal", r"журнал"),
    ("notebooks", r"тетрад"),
    ("tests", r"контрольн|срез|тест"),
)
CUTS = (
    ("open_lesson", r"открыт\w+ (?:\w+ )?(?:урок|занят)"),
    ("diary", r"дневник"),
    ("defence", r"защит"),
    ("article", r"стать|публикац"),
    ("speech", r"выступ|педсовет|педагогическ\w+ совет|методическ\w+ объединен|\bшмо\b"),
    ("interview", r"собеседован|беседа"),
)
DOMINANCES = (("practical", r"практич"), ("theoretical", r"теоретич"))
PLACES = (("outside", r"вне|район|регион|курс"), ("school", r"школ|\bоо\b|\bоу\b"))
YES = re.compile(r"^(?:да|есть|получено|имеется|☒|☑|✓|✔)")


def has_boxes(text: str) -> bool:
    """Return whether a text offers answers with boxes."""
    return bool(_BOX.search(text))


def marked(text: str) -> list[str]:
    """Return the answers whose box is marked; the box stands before its words or behind them."""
    boxes = list(_BOX.finditer(text))
    if not boxes:
        return []
    leads = not text[: boxes[0].start()].strip(" \n\t:–—-")
    found = []
    for index, box in enumerate(boxes):
        if box[0] not in _MARKED:
            continue
        before = boxes[index - 1].end() if index else 0
        behind = boxes[index + 1].start() if index + 1 < len(boxes) else len(text)
        answer = text[box.end() : behind] if leads else text[before : box.start()]
        found.append(" ".join(answer.split()).strip(" ,;"))
    return [answer for answer in found if answer]


def choose(text: str, choices: Sequence[tuple[str, str]]) -> str:
    """Return the one choice that a text means, marked answers first; "" for none."""
    told = plain(" ".join(marked(text)) if has_boxes(text) else text)
    return next((value for value, pattern in choices if re.search(pattern, told)), "")


def choose_methods(text: str) -> tuple[list[str], str]:
    """Return the methods of diagnosis that a text names, and what of it is none."""
    parts = marked(text) if has_boxes(text) else re.split(r"[,;\n]", text)
    methods: list[str] = []
    other: list[str] = []
    for part in (" ".join(part.split()).strip(" .–—-") for part in parts):
        if not part:
            continue
        value = choose(part, METHODS)
        if not value:
            other.append(part)
        elif value not in methods:
            methods.append(value)
    return methods, ", ".join(other)
