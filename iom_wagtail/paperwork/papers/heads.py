"""The head and the foot that papers share: whose, which edition, approval blocks, signatures."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from iom_wagtail.approval.rules import EventKind
from iom_wagtail.paperwork.papers.parts import BLANK_DATE, Edition, Grif, Signature
from iom_wagtail.school import words

if TYPE_CHECKING:
    from iom_wagtail.paperwork.sources import Sources, Text

#: A line for the pen before a name.
PEN = "_______________"


def head_of(sources: Sources, text: Text, kind: str, title: str) -> dict[str, Any]:
    """Return the fields that every paper begins with, from the text it is printed of."""
    data = text.data
    teacher = data["people"]["teacher"]
    return {
        "kind": kind,
        "title": title,
        "school": data["school"]["full_name"],
        "place": data["school"]["place"],
        "route": sources.route_title,
        "year": sources.year,
        "teacher": teacher["full"] if teacher else "",
    }


def day_of(value: dt.date | str | None) -> str:
    """Return «1 сентября 2025 г.», as official papers write a day; "" for none."""
    day = words.ru_date(value)
    return f"{day}{words.NBSP}г." if day else ""


def edition_of(text: Text) -> Edition:
    """Return the line that says which text this is, and where it can be compared."""
    if text.number is None:
        return Edition(draft=True, words="Проект, не утверждён")
    signed = text.signature
    on = words.ru_date(signed.get("document_on") or signed.get("moment"), "short")
    by = numbered(signed.get("document_no", ""))
    parts = [f"Редакция {text.number}", f"утверждена {on}" if on else "утверждена", by]
    return Edition(
        draft=False,
        words=", ".join(filter(None, parts)),
        address=text.address,
        sha256=text.sha256,
    )


def numbered(number: str) -> str:
    """Return «№ 64-од»; people write the sign themselves at times. "" for no number."""
    plain = number.strip().removeprefix("№").strip()
    return f"№{words.NBSP}{plain}" if plain else ""


def grifs_of(text: Text, *, adopted: bool = False) -> tuple[Grif, ...]:
    """Return the approval blocks; none where the school prints papers without them.

    ``adopted`` puts first by which protocol the council adopted the regulation. Who approved is
    told by the signing itself: perhaps somebody in the director's stead.
    """
    if not text.grifs:
        return ()
    school = text.data["school"]
    found = []
    regulation = school["regulation"]
    if adopted and regulation["adopted_on"]:
        number = numbered(regulation["adoption_protocol"])
        on = f"от {words.ru_date(regulation['adopted_on'], 'short')}"
        lines = (
            regulation["title"],
            "на заседании педагогического совета",
            f"Протокол {number} {on}" if number else on,
        )
        found.append(Grif("ПРИНЯТО", lines))
    deputy = text.data["people"]["deputy"]
    if adopted and deputy:
        found.append(_signed("СОГЛАСОВАНО", deputy, _agreed(text, deputy)))
    director = text.data["people"]["director"]
    if director or text.signature:
        found.append(_signed("УТВЕРЖДАЮ", director, text.signature or None, school["short_name"]))
    return tuple(found)


def _agreed(text: Text, deputy: dict[str, Any]) -> dict[str, Any] | None:
    """Return how the deputy agreed: at the own step, or by submitting the text."""
    return next(
        (
            event
            for event in text.trail
            if (event["step"] == "deputy" and event["name"])
            or (event["kind"] == EventKind.SUBMITTED and event["name"] == deputy["short"])
        ),
        None,
    )


def _signed(
    word: str, person: dict[str, Any] | None, event: dict[str, Any] | None, school: str = ""
) -> Grif:
    """Return a block with the line for the pen; the day stands in it once somebody has decided."""
    position = (event or {}).get("position") or (person or {}).get("position", "")
    name = (event or {}).get("name") or (person or {}).get("short", "")
    stead = (event or {}).get("on_behalf", "")
    day = (event or {}).get("document_on") or (event or {}).get("moment")
    head = " ".join(filter(None, [position[:1].upper() + position[1:], school]))
    lines = [head, f"за: {stead}" if stead else "", f"{PEN} {name}".rstrip()]
    lines.append(day_of(day) or BLANK_DATE)
    return Grif(word, tuple(filter(None, lines)))


def signature_of(
    person: dict[str, Any] | None, role: str = "", *, acquainted: bool = False
) -> Signature | None:
    """Return the line of a person as the text knows them; None where nobody is known."""
    if person is None:
        return None
    where = ", ".join(part for part in (role, person["position"]) if part)
    return Signature(where[:1].upper() + where[1:], person["short"], acquainted)


def mentor_of(text: Text) -> Signature | None:
    """Return the line of the mentor who leads."""
    mentors = text.data["people"]["mentors"]
    return signature_of(next((p for p in mentors if p["leads"]), None), "наставник")


def line_of(person: Any) -> Signature:
    """Return the line of a member of the staff as they are today, who keeps a record."""
    return Signature(person.position[:1].upper() + person.position[1:], person.short_name)
