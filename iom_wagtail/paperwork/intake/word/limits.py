"""How much a route takes: a longer file is refused, a longer line goes to the note. Pure."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from iom_wagtail.paperwork.intake.word.blocks import Document, pieces
from iom_wagtail.paperwork.intake.word.draft import Draft
from iom_wagtail.paperwork.intake.word.names import name_of
from iom_wagtail.paperwork.intake.word.package import WordRefused
from iom_wagtail.routes.fields import MAX_TEXT

#: Lengths of one-line fields, as the models have them.
LENGTHS = {
    "decision_basis": 300,
    "place_note": 200,
    "self_education_topic": 300,
    "mentor_consent_document": 300,
    "mentor_order": 300,
    "subject": 300,
    "education": 300,
    "category": 100,
    "total_experience": 150,
    "school_experience": 150,
    "classes": 300,
    "diagnosed_by": 300,
}
ROW_LENGTHS = {
    "taught_programmes": {"classes": 200},
    "difficulties": {"method_other": 200},
    "programme_items": {"due_words": 100, "direction": 150},
    "checkpoints": {"kind_other": 150, "held_by": 200},
}
RELATIONS = ("objectives", "taught_programmes", "difficulties", "programme_items", "checkpoints")
DUTY = 150
_LINE_BREAKS = re.compile(r"[ ]*[\r\n\t]\s*")


def check_words(document: Document) -> None:
    """Raise ``WordRefused`` for a file that holds no word: an empty one, the scan of a paper."""
    if any(piece.text for piece in pieces(document)):
        return
    if document.pictures:
        raise WordRefused(
            _(
                "There is no text in the file, pictures alone: it seems to be a scan. "
                "A scan can't be read; type the route in, and attach the scan to it later."
            ),
            "scan",
        )
    raise WordRefused(_("There is no text in the file."), "blank")


def check_texts(document: Document) -> None:
    """Raise ``WordRefused`` that names the place of a text no cell of the editor takes."""
    for piece in pieces(document):
        if len(piece.text) > MAX_TEXT:
            raise WordRefused(
                _("%(place)s: the text has %(length)d characters, the most is %(most)d. Divide it.")
                % {
                    "place": _capital(str(piece.place)),
                    "length": len(piece.text),
                    "most": MAX_TEXT,
                },
                "text",
            )


def check_rows(draft: Draft, most: int) -> None:
    """Raise ``WordRefused`` that names a table with more rows than the editor takes."""
    for relation in RELATIONS:
        count = len(getattr(draft, relation))
        if count > most:
            raise WordRefused(
                _("%(table)s: %(rows)d rows in the file; a route takes %(most)d at most.")
                % {"table": name_of(relation), "rows": count, "most": most},
                "rows",
            )


def fit(draft: Draft) -> None:
    """Shorten lines that are longer than their field; the whole line goes to the note."""
    for name, length in LENGTHS.items():
        if isinstance(value := draft.values.get(name), str):
            draft.values[name] = _fitted(draft, name_of(name), value, length, draft.remarks)
    for relation, lengths in ROW_LENGTHS.items():
        for number, row in enumerate(getattr(draft, relation), start=1):
            where = _("%(table)s, row %(row)d") % {"table": name_of(relation), "row": number}
            for name, length in lengths.items():
                value: Any = getattr(row, name)
                setattr(row, name, _fitted(draft, where, value, length, row.remarks))


def _fitted(draft: Draft, where: str, value: str, length: int, remarks: list[str]) -> str:
    value = _LINE_BREAKS.sub(" ", value).strip()
    if len(value) <= length:
        return value
    if (line := f"{where}: {value}") not in draft.notes:
        draft.notes.append(line)
    remark = _("%(place)s: too long for one line, the whole text is kept in the note.")
    remarks.append(remark % {"place": where})
    return value[: length - 1].rsplit(" ", 1)[0][: length - 1] + "…"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
