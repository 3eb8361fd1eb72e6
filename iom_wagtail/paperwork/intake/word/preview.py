"""Between a draft and the form that mends it: first values, what to look at, what was seen where.

What the browser sends back is the form alone. The table of places travels signed with it, so that
it can be shown again, and neither the session nor a file on the server holds a word of the paper.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from iom_wagtail.paperwork.intake.word.draft import Draft, Row, Trace
from iom_wagtail.paperwork.intake.word.labels import doubt
from iom_wagtail.paperwork.intake.word.limits import RELATIONS
from iom_wagtail.paperwork.intake.word.people import Named, Person

_SALT = "iom_wagtail.word"


@dataclass(frozen=True, slots=True)
class Remark:
    """What to look at, and the id of the element it leads to."""

    anchor: str
    where: str
    text: str


@dataclass(slots=True)
class Seen:
    """What the preview shows beside its form: the file's name, its pieces, what to look at."""

    name: str = ""
    traces: list[Trace] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def packed(self) -> str:
        """Return it as a signed text for a hidden field."""
        traces = [[t.place, t.text, list(t.went), t.remark, t.kept] for t in self.traces]
        remarks = [[r.anchor, r.where, r.text] for r in self.remarks]
        return signing.dumps([self.name, traces, remarks], salt=_SALT, compress=True)

    @classmethod
    def unpacked(cls, text: str) -> Seen:
        """Return what a hidden field holds; nothing when it isn't ours."""
        try:
            name, traces, remarks = signing.loads(text, salt=_SALT, max_age=7 * 24 * 3600)
        except signing.BadSignature:
            return cls()
        return cls(
            name,
            [Trace(t[0], t[1], tuple(t[2]), t[3], t[4]) for t in traces],
            [Remark(*row) for row in remarks],
        )

    def beside(self, prefix: str) -> list[str]:
        """Return the remarks about a row, by the prefix of its fields."""
        return [remark.text for remark in self.remarks if remark.anchor == f"row-{prefix}"]

    @property
    def left(self) -> list[Trace]:
        """The pieces that went to the note alone."""
        note = (_("note"),)
        return [trace for trace in self.traces if trace.went == note]

    @property
    def placed(self) -> int:
        """How many pieces found a place in the route."""
        return sum(1 for trace in self.traces if trace.kept) - len(self.left)


def seen_of(draft: Draft, name: str, staff: list[Person]) -> Seen:
    """Return what the preview of a draft shows beside its form."""
    remarks = [Remark("", "", text) for text in draft.remarks]
    for role, label in (("teacher", _("Young teacher")), ("mentor", _("Leading mentor"))):
        named: Named | None = getattr(draft, role)
        text = doubt(named, staff) if named else _("The file names nobody. Choose somebody.")
        if text:
            remarks.append(Remark(f"field-{role}", label, text))
    if "decision_date" not in draft.values:
        text = _("The file has no date of the decision.")
        remarks.append(Remark("field-decision_date", _("Date of the decision"), text))
    for number, named in enumerate(draft.participants):
        if text := doubt(named, staff):
            remarks.append(Remark(f"row-participants-{number}", _("Participants"), text))
    for relation in RELATIONS:
        for number, row in enumerate(getattr(draft, relation)):
            where = row_name(relation, number + 1)
            anchor = f"row-{relation}-{number}"
            remarks += [Remark(anchor, where, text) for text in dict.fromkeys(row.remarks)]
    return Seen(name, draft.traces, remarks)


def row_name(relation: str, number: int) -> str:
    """Return «Пункт 3», «Затруднение 1»."""
    names = {
        "programme_items": _("Item %(no)d"),
        "difficulties": _("Difficulty %(no)d"),
        "checkpoints": _("Checkpoint %(no)d"),
        "objectives": _("Task %(no)d"),
        "taught_programmes": _("Programme of the class %(no)d"),
        "participants": _("Participant %(no)d"),
    }
    return names[relation] % {"no": number}


def initial_of(draft: Draft) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """Return the first values of the preview's form and of its tables."""
    values = {**draft.values, "import_note": draft.note}
    for role in ("teacher", "mentor"):
        named: Named | None = getattr(draft, role)
        values[role] = named.key if named else None
    rows = {relation: [_row(row) for row in getattr(draft, relation)] for relation in RELATIONS}
    rows["participants"] = [
        {"staff": named.key, "duty": _duty(named), "written": _written(named)}
        for named in draft.participants
    ]
    return values, rows


def _row(row: Row) -> dict[str, Any]:
    return {name: value for name, value in asdict(row).items() if name != "remarks"}


def _duty(named: Named) -> str:
    return named.beside if len(named.beside) <= 150 else ""


def _written(named: Named) -> str:
    return ", ".join(part for part in (named.written, named.beside) if part)
