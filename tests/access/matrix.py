"""Running the matrix: every role × every address × GET and POST, each cell rolled back.

The expected cells stand in ``matrix_*.txt``, a table a person can read and a review can see
change. ``MATRIX=write`` writes them anew; what it wrote is to be read line by line.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from tests.access import canaries
from tests.access.addresses import Address
from tests.access.bodies import BODIES
from tests.access.world import ENTITLED, ROLES, World

FOLDER = Path(__file__).parent
#: Columns of the table: three letters a role.
SHORT = {
    "teacher": "tea",
    "mentor": "men",
    "participant": "par",
    "methodist": "met",
    "deputy": "dep",
    "director": "dir",
    "delegate": "del",
    "superuser": "sup",
    "colleague": "col",
    "removed": "rem",
    "their_teacher": "oth",
    "their_director": "odi",
    "site_editor": "edi",
    "technician": "tec",
    "tree_editor": "tre",
    "anonymous": "ano",
}
#: Tables in which a row may come and go with any request: they don't count as a change.
_NOISE = (
    "django_session",
    "wagtailcore_pagelogentry",
    "wagtailcore_modellogentry",
    "wagtailcore_pagesubscription",
    "wagtailadmin_editingsession",
    "wagtailadmin_formstate",
    "wagtailimages_rendition",
    "wagtailusers_userprofile",
)


@dataclass(frozen=True)
class Cell:
    """What one request got: status, whether a row changed, which canaries came out, and where."""

    status: int
    changed: bool
    leaked: frozenset[str]
    stored: bool
    mailed: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.status}{'+' if self.changed else ''}"


def visit(world: World, address: Address, method: str, role: str) -> Cell:
    """Make one request as a role, look at all it brought, and roll everything back."""
    path = address.path(world)
    body = BODIES.get(address.label, lambda w: {})(world) if method == "POST" else {}
    mail.outbox = []
    with transaction.atomic(), world.as_role(role) as client:
        with (
            TestCase.captureOnCommitCallbacks(execute=True),
            CaptureQueriesContext(connection) as queries,
        ):
            call = client.post if method == "POST" else client.get
            response = call(path, body) if method == "POST" else call(path)
            # The page of a missing address leads back to it: whoever asked for it knows it.
            leaked = canaries.found(response, world.canaries) - canaries.found(path, world.canaries)
        written = any(
            query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
            and not any(word in query["sql"] for word in _NOISE)
            for query in queries.captured_queries
        )
        mailed = _wrong_mails(world)
        transaction.set_rollback(True)
    if method == "POST":
        cache.clear()
    return Cell(
        status=response.status_code,
        changed=written,
        leaked=frozenset(leaked),
        stored="no-store" not in response.headers.get("Cache-Control", ""),
        mailed=mailed,
    )


def _wrong_mails(world: World) -> tuple[str, ...]:
    """Return the addresses of those who were mailed a canary of a route they may not see."""
    private = canaries.without(world.canaries, "people.")
    wrong = []
    for message in mail.outbox:
        if canaries.found(message, private):
            for role, user in world.users.items():
                if user.email in message.recipients() and role not in ENTITLED:
                    wrong.append(role)
    return tuple(wrong)


# The table ----------------------------------------------------------------------------------


def header(width: int) -> str:
    """Return the line of column names."""
    names = " ".join(f"{SHORT[role]:4}" for role in ROLES)
    return f"{'':{width}} {names}".rstrip()


def row(cells: dict[str, str], label: str, width: int) -> str:
    """Return one line of the table."""
    return f"{label:{width}} " + " ".join(f"{cells[role]:4}" for role in ROLES).rstrip()


def read_table(name: str) -> dict[str, dict[str, str]]:
    """Return label → role → cell as the file states them."""
    path = FOLDER / f"matrix_{name}.txt"
    if not path.exists():
        return {}
    lines = [line for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]
    columns = lines[0].split()
    role_of = {short: role for role, short in SHORT.items()}
    table = {}
    for line in lines[1:]:
        *label, cells = _split(line, len(columns))
        table[" ".join(label)] = {
            role_of[column]: cell for column, cell in zip(columns, cells, strict=True)
        }
    return table


def _split(line: str, count: int) -> tuple[str, list[str]]:
    words = line.split()
    return " ".join(words[:-count]), words[-count:]


def write_table(name: str, rows: dict[str, dict[str, str]]) -> None:
    """Write the table anew."""
    width = max(len(label) for label in rows) + 1
    columns = ", ".join(f"{short} {role}" for role, short in SHORT.items())
    about = (
        "# Who gets which status where.\n"
        f"# {columns}\n"
        "# A plus says that a row was changed. Written by MATRIX=write, read by people.\n"
    )
    lines = [row(cells, label, width) for label, cells in rows.items()]
    text = about + "\n".join([header(width), *lines]) + "\n"
    (FOLDER / f"matrix_{name}.txt").write_text(text, "utf-8")


def writing() -> bool:
    """Whether the table is being written instead of compared."""
    return os.environ.get("MATRIX") == "write"
