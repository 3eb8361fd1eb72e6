"""Rules of the school room: who manages whom, logins, one-time passwords. Pure."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from anyascii import anyascii

#: Letters and digits nobody confuses on paper: no O/0, l/1/I, no similar pairs.
CLEAR_LETTERS = "abcdefghjkmnpqrstuvwxyz"
CLEAR_DIGITS = "23456789"

#: The offices of a school, as fields of ``School``.
OFFICES = ("director", "deputy", "methodists")


def may_manage_people(*, staff_id: int | None, leaders: set[int], is_setting_up: bool) -> bool:
    """Return whether a person manages the school and its staff.

    Director and deputy do; whoever sets the site up (a superuser or the technician) does too.
    """
    return is_setting_up or (staff_id is not None and staff_id in leaders)


def base_login(surname: str, given_name: str, patronymic: str = "") -> str:
    """Return a login in Latin letters: «Лебедева Анна Игоревна» → ``lebedeva.ai``."""
    initials = "".join(part[0] for part in (given_name, patronymic) if part)
    words = [anyascii(word).lower() for word in (surname, initials) if word]
    cleaned = ["".join(char for char in word if char.isalnum() or char == "-") for word in words]
    return ".".join(word.strip("-") for word in cleaned if word.strip("-")) or "user"


def free_login(base: str, taken: Callable[[str], bool]) -> str:
    """Return the login, with a number behind it when others have it already."""
    login, number = base, 2
    while taken(login):
        login, number = f"{base}{number}", number + 1
    return login


def one_time_password() -> str:
    """Return a password that is easy to read from paper: ``kfmd-4873-rtbn`` (about 47 bits)."""
    letters = ["".join(secrets.choice(CLEAR_LETTERS) for _ in range(4)) for _ in range(2)]
    digits = "".join(secrets.choice(CLEAR_DIGITS) for _ in range(4))
    return f"{letters[0]}-{digits}-{letters[1]}"
