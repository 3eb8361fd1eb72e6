"""The files of a dossier in signing order, and how each is made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from iom_wagtail.paperwork.kinds import KINDS, offers
from iom_wagtail.paperwork.naming import paper_name, route_folder
from iom_wagtail.paperwork.rendering.formats import RENDERERS
from iom_wagtail.paperwork.scans.queries import readable

if TYPE_CHECKING:
    from iom_wagtail.files.models import PrivateFile
    from iom_wagtail.paperwork.sources import Sources

#: One part: route, name in the ZIP, and either the kind, record and format of a paper, or the
#: kind of file row and its uuid, or what a list of contents lists. It holds nobody's name.
Part = dict[str, Any]

CONTENTS = "00 Содержание.txt"
UNPRINTED = "00 Не напечатано.txt"


def parts_of(sources: Sources, *, folder: bool) -> list[Part]:
    """Return the files of one route's dossier; raises ``NoPaper`` where nothing may be printed.

    ``folder`` puts them below a folder named after the route.
    """
    found = list(_papers(sources))
    found += _files(sources, first=len(found) // len(RENDERERS) + 1)
    top = f"{route_folder(sources.route_title)}/" if folder else ""
    listed = [part["name"] for part in found]
    # Written when all the rest is, so that it tells what is there; programs list it first.
    contents = {"contents": [sources.route_title, *listed], "name": CONTENTS}
    return [
        {**part, "route": sources.page.pk, "name": top + part["name"]}
        for part in (*found, contents)
    ]


def identity(part: Part) -> tuple[str | None, ...] | None:
    """Return what tells a paper or file from all others of its route; None for lists of contents.

    Places and names change when something is added: they don't count.
    """
    if "contents" in part or "index" in part:
        return None
    return tuple(part.get(key) for key in ("kind", "record", "suffix", "file", "uuid"))


def _papers(sources: Sources) -> Iterator[Part]:
    for no, offer in enumerate(offers(sources), start=1):
        for suffix in RENDERERS:
            yield {
                "kind": offer.kind.code,
                "record": str(offer.uuid) if offer.uuid else None,
                "suffix": suffix,
                "name": paper_name(offer.name, suffix, on=offer.on, no=no),
            }


def _files(sources: Sources, *, first: int) -> list[Part]:
    """Return the attachments to the card and the scans of signed papers, as they were given."""
    rows: list[tuple[str, str, PrivateFile]] = [
        ("attachment", f"{first:02d} Приложения", row) for row in sources.attachments
    ]
    rows += [("scan", f"{first + 1:02d} Подписанные", row) for row in readable(sources)]
    found = []
    for no, (what, folder, row) in enumerate(rows, start=1):
        stem = row.file_name.rpartition(".")[0] or row.file_name
        name = f"{folder}/{paper_name(stem, row.kind_of_file.extension, no=no)}"
        found.append({"file": what, "uuid": str(row.uuid), "name": name})
    return found


def rendered(sources: Sources, part: Part) -> bytes:
    """Return the bytes of a paper; raises ``NoPaper`` when it went away meanwhile."""
    uuid = UUID(part["record"]) if part["record"] else None
    return RENDERERS[part["suffix"]].render(KINDS[part["kind"]].paper(sources, uuid))


def index_part(route: int) -> Part:
    """Return the list that a year's package begins with; ``route`` is any of its routes."""
    return {"index": True, "name": CONTENTS, "route": route}


def contents_text(part: Part, teacher: str, written: Collection[str]) -> bytes:
    """Return the list of contents of one route: every paper once, with its formats.

    What was to be in the package and is not is listed apart.
    """
    title, *names = part["contents"]
    top, there = part["name"].removesuffix(CONTENTS), set(written)
    lines = _once([name for name in names if top + name in there])
    if missing := [name for name in names if top + name not in there]:
        lines += ["", "Не вошли (удалены или файла нет на месте):", *_once(missing)]
    return _text(f"Пакет документов: {title}", f"Молодой учитель: {teacher}", "", *lines)


def _once(names: Iterable[str]) -> list[str]:
    """Return each name once, with the formats in which it is there."""
    formats: dict[str, list[str]] = {}
    for name in names:
        stem, _dot, ending = name.rpartition(".")
        formats.setdefault(stem, []).append(ending)
    return [f"{stem} ({', '.join(endings)})" for stem, endings in formats.items()]


def index_text(year: str, routes: Iterable[tuple[str, str]]) -> bytes:
    """Return whose folder is which: title of the route, name of the teacher."""
    lines = [f"{route_folder(title)} — {teacher}" for title, teacher in routes]
    return _text(f"Документы всех маршрутов за {year} учебный год", "", *lines)


def unprinted_text(unprinted: Iterable[tuple[str, str]]) -> bytes:
    """Return what is missing, and why."""
    lines = [f"{name} — шаблон {template}" for name, template in unprinted]
    head = "Эти файлы не напечатаны: шаблон школы не удаётся заполнить. В PDF документы есть."
    return _text(head, "", *lines)


def _text(*lines: str) -> bytes:
    """Return lines that the simplest editors of Windows can read."""
    return "\r\n".join([*lines, ""]).encode("utf-8-sig")
