"""Rules of the school room: who manages whom, logins, one-time passwords. Pure."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from enum import StrEnum

from anyascii import anyascii

#: Letters and digits nobody confuses on paper: no O/0, l/1/I, no similar pairs.
CLEAR_LETTERS = "abcdefghjkmnpqrstuvwxyz"
CLEAR_DIGITS = "23456789"

#: The offices of a school, as fields of ``School``.
OFFICES = ("director", "deputy", "methodists")

LONGEST_LOGIN = 40


class Standing(StrEnum):
    """What an account is in a school; one may be several things."""

    SUPERUSER = "superuser"
    TECHNICIAN = "technician"
    DIRECTOR = "director"
    DEPUTY = "deputy"
    METHODIST = "methodist"


class Act(StrEnum):
    """What one may do with the school's record and its people."""

    VIEW = "view"
    ADD = "add"
    EDIT = "edit"
    SCHOOL = "school"


#: The table of ``docs/access.md``. Those who stand nowhere here may do nothing.
ACTS: dict[Standing, frozenset[Act]] = {
    Standing.SUPERUSER: frozenset(Act),
    Standing.DIRECTOR: frozenset(Act),
    Standing.DEPUTY: frozenset(Act),
    Standing.TECHNICIAN: frozenset({Act.VIEW, Act.ADD}),
    Standing.METHODIST: frozenset({Act.VIEW}),
}


def acts(standings: Iterable[Standing]) -> frozenset[Act]:
    """Return everything the given standings allow together; none allow nothing."""
    return frozenset().union(*(ACTS[standing] for standing in standings))


def may_appoint(standings: Iterable[Standing], office: str, *, vacant: bool, oneself: bool) -> bool:
    """Return whether somebody gives an office of the school.

    The director hands offices out, the deputy only a methodist's; whoever sets the site up
    fills what is vacant. Nobody gives themselves an office, but for a superuser who is setting
    the school up (abuse case 37).
    """
    held = set(standings)
    if Standing.SUPERUSER in held:
        return True
    if oneself:
        return False
    if Standing.DIRECTOR in held or (Standing.DEPUTY in held and office == "methodists"):
        return True
    return Standing.TECHNICIAN in held and vacant


def may_rule_account(
    by: Iterable[Standing], target: Iterable[Standing], *, oneself: bool, first: bool
) -> bool:
    """Return whether somebody gives a password to, or closes, another's account.

    ``first``: the person has no account yet. A password handed out is a password known: so the
    deputy doesn't reset the director's, nor the technician's who could; a technician only gives
    first passwords; a superuser's is a superuser's matter. One's own is changed, not handed out.
    """
    held, theirs = set(by), set(target)
    if oneself:
        return False
    if Standing.SUPERUSER in held:
        return True
    if Standing.SUPERUSER in theirs:
        return False
    if Standing.DIRECTOR in held:
        return True
    if first and held & {Standing.DEPUTY, Standing.TECHNICIAN}:
        return True
    return Standing.DEPUTY in held and not theirs & {Standing.DIRECTOR, Standing.TECHNICIAN}


def may_grant(standings: Iterable[Standing], group: str, *, oneself: bool) -> bool:
    """Return whether somebody puts another into a group given by hand, or takes them out.

    The deputy names site editors, the director technicians too. Nobody serves themselves.
    """
    held = set(standings)
    if oneself:
        return False
    if held & {Standing.SUPERUSER, Standing.DIRECTOR}:
        return True
    return Standing.DEPUTY in held and group == "site_editor"


def may_edit_account(
    *, superuser: bool, target_superuser: bool, on_staff: bool, groups: set[int], own: set[int]
) -> bool:
    """Return whether somebody with Wagtail's right to change users may change this account there.

    Whoever changes an account's password or e-mail can act as its owner. So a superuser's is a
    superuser's matter, the accounts of people on a staff are handed out in the staff list alone
    (``may_rule_account``), and of the rest nobody touches one that is in more groups than theirs.
    """
    return superuser or not (target_superuser or on_staff or groups - own)


def base_login(surname: str, given_name: str, patronymic: str = "") -> str:
    """Return a login in Latin letters: «Лебедева Анна Игоревна» → ``lebedeva.ai``."""
    initials = "".join(part[0] for part in (given_name, patronymic) if part)
    words = [anyascii(word).lower() for word in (surname, initials) if word]
    cleaned = [
        "".join(char for char in word if (char.isascii() and char.isalnum()) or char == "-")
        for word in words
    ]
    login = ".".join(word.strip("-") for word in cleaned if word.strip("-"))
    return login[:LONGEST_LOGIN].strip("-.") or "user"


def free_login(base: str, taken: Callable[[str], bool]) -> str:
    """Return the login, with a number behind it when others have it already."""
    login, number = base, 2
    while taken(login):
        login, number = f"{base}{number}", number + 1
    return login


def one_time_password() -> str:
    """Return a password that is easy to read from paper: ``kfmd-4873-rtbn`` (about 48 bits)."""
    letters = ["".join(secrets.choice(CLEAR_LETTERS) for _ in range(4)) for _ in range(2)]
    digits = "".join(secrets.choice(CLEAR_DIGITS) for _ in range(4))
    return f"{letters[0]}-{digits}-{letters[1]}"
