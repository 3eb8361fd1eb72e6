"""What must hold in every cell of a row of the matrix."""

from __future__ import annotations

from typing import Any

from tests.access import matrix
from tests.access.addresses import Address
from tests.access.parameters import FAILING
from tests.access.telling import MARK
from tests.access.world import ENTITLED, ROLES, World

#: Names and posts of colleagues are no secret inside a school.
PUBLIC_TO = dict.fromkeys(("colleague", "removed", "site_editor", "technician"), ("people.",))
#: Who keeps consents without being on a route; the signed copies are not for them.
PUBLIC_TO["site_editor"] = ("people.", "consent.conditions", "telling.")
#: A story that isn't told yet belongs to its author, and to those who may change any public page.
PUBLIC_TO["colleague"] = ("people.", "telling.")
PUBLIC_TO["tree_editor"] = ("telling.",)
#: Whoever may change any public page is told there whom it shows.
TOLD_ON_PAGES = {"tree_editor": ("people.",)}

#: Of consents the people of a route know nothing, but for the teacher's own; nor of what others
#: write for the site.
_NO_CONSENT = ("consent.", "telling.")

#: Words of conclusions that wait or are written anew: nobody's business but the draft's readers',
#: and the teacher's at the own step.
UNREAD_BY = {
    "teacher": ("at_director.", "rewritten.", "consent.copy", "telling."),
    "mentor": _NO_CONSENT,
    "participant": ("at_teacher.", "at_director.", "rewritten.", *_NO_CONSENT),
    "methodist": _NO_CONSENT,
    "delegate": _NO_CONSENT,
    "deputy": ("telling.",),
    "director": ("telling.",),
}

#: Beginnings of the addresses that are about a route or its index, whoever asks.
ABOUT_ROUTES = (
    "iom_route",
    "iom_approval",
    "iom_sheet",
    "wagtailadmin_api:pages",
    "wagtailadmin_explore",
    "wagtailadmin_pages:",
    "wagtail_bulk_action [page",
)


def touches_a_route(address: Address) -> bool:
    """Return whether an address is about a route."""
    return address.label.startswith(ABOUT_ROUTES) and not touches_the_public(address)


def touches_the_public(address: Address) -> bool:
    """Return whether an address is about a page of the public site."""
    return f"[{MARK}" in address.label or address.name == "iom_anonymise"


def known_to(role: str, address: Address) -> tuple[str, ...]:
    """Return the beginnings of what somebody without a part in the route may know there."""
    more = TOLD_ON_PAGES.get(role, ()) if touches_the_public(address) else ()
    return (*PUBLIC_TO.get(role, ()), *more)


def check_row(world: World, table: tuple, address: Address, method: str) -> None:
    """Visit one address as every role and compare with the table and the laws of all cells."""
    expected, seen = table
    cells: dict[str, Any] = {role: matrix.visit(world, address, method, role) for role in ROLES}
    for role, cell in cells.items():
        where = f"{role}, {method} {address.label}"
        assert cell.status < 500 or address.name in FAILING, f"{where}: {cell.status}"
        assert not cell.mailed, f"{where}: private words were mailed to {cell.mailed}"
        private = {path for path in cell.leaked if not path.startswith(known_to(role, address))}
        if role not in ENTITLED:
            assert not private, f"{where}: saw {sorted(private)}"
            assert not (cell.changed and touches_a_route(address)), f"{where}: changed a row"
        early = [path for path in private if path.startswith(UNREAD_BY.get(role, ()))]
        assert not early, f"{where}: read before it is approved: {early}"
        if private:
            assert not cell.stored, f"{where}: a cache on the way may keep private words"
    seen[address.label] = {role: str(cell) for role, cell in cells.items()}
    if not matrix.writing():
        assert address.label in expected, "a new address: run MATRIX=write, read its row, commit"
        assert seen[address.label] == expected[address.label]
