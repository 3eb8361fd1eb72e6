"""Check boxes and closed lists in words: «☒ методические ☐ организационные». Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from iom_wagtail.paperwork.intake.word.printed import labels
from iom_wagtail.paperwork.intake.word.vocabulary import plain
from iom_wagtail.routes.choices import CheckpointKind, DiagnosisMethod

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
#: The same where the form stands in a column of its own: the words mean it, and nothing more.
FORMS = (
    ("open_lesson", r"открыт(?:ый|ое) (?:урок|занятие)"),
    ("diary", r"(?:ведение |проверка |просмотр )?дневник(?:а)?(?: иом)?"),
    ("defence", r"защита(?: (?:материалов|портфолио))?"),
    ("article", r"(?:статья|публикация)(?: в журнале?)?"),
    ("speech", r"выступление(?: на (?:педсовете|шмо|педагогическом совете))?"),
    ("interview", r"собеседование|беседа"),
)
DOMINANCES = (("practical", r"практич"), ("theoretical", r"теоретич"))
PLACES = (("outside", r"вне|район|регион|курс"), ("school", r"школ|\bоо\b|\bоу\b"))
YES = re.compile(r"(?:да|дано|есть|получено|имеется)(?![а-я])|[☒☑✓✔]")
_OTHER = re.compile(r"(?:^|[,;\n])\s*(?:и )?(?:др\.?|другое)\s*:")


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
    """Return the methods of diagnosis that a text names, and what of it is none.

    Behind «др.:» stands what isn't on the list (4.2), whatever its words are.
    """
    behind = ""
    if has_boxes(text):
        parts = marked(text)
    else:
        if found := _OTHER.search(plain(text)):
            text, behind = text[: found.start()], text[found.end() :].strip()
        parts = _parts(text)
    methods: list[str] = []
    unknown: list[str] = []
    for part in (" ".join(part.split()).strip(" .–—-") for part in parts):
        value = "other" if plain(part) in ("др", "другое") else choose(part, METHODS)
        if value and value not in methods:
            methods.append(value)
        elif part and not value:
            unknown.append(part)
    other = ", ".join(filter(None, [*unknown, behind]))
    if other and "other" not in methods:
        methods.append("other")
    return methods, other


def _parts(text: str) -> list[str]:
    """Return the parts of a list; a name of the regulation with a comma in it stays whole."""
    parts: list[str] = []
    while text := text.lstrip(" ,;\n"):
        low = plain(text)
        whole = next((name for name in _long_names() if low.startswith(name)), "")
        stop = re.search(r"[,;\n]", text[len(whole) :])
        end = len(whole) + stop.start() if stop else len(text)
        parts.append(text[:end])
        text = text[end:]
    return parts


@cache
def _long_names() -> list[str]:
    return [name for name in labels(DiagnosisMethod) if "," in name]


def form_of(text: str) -> tuple[str, str]:
    """Return the form of a checkpoint, and what its words say beyond the list."""
    flat = " ".join((" ".join(marked(text)) or text).split())
    low = plain(flat).rstrip(" .")
    for name, value in labels(CheckpointKind).items():
        rest = flat[len(name) :].strip(" ,.") if low.startswith(name.rstrip(".")) else None
        if rest == "":
            return value, ""
        if rest is not None and flat[len(name)] == ",":
            return value, rest
        if rest is not None and not flat[len(name)].isalnum():
            return value, flat
    value = next((value for value, pattern in FORMS if re.fullmatch(pattern, low)), "")
    return (value, "") if value else ("other", flat)
