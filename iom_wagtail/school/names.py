"""Russian forms of a person's name, as papers and screens write them. Pure functions."""

from __future__ import annotations

NBSP = "\u00a0"


def full_name(surname: str, given_name: str, patronymic: str = "") -> str:
    """Return «Лебедева Анна Игоревна»; an absent part leaves no gap."""
    return " ".join(part for part in (surname, given_name, patronymic) if part)


def _initial(name: str) -> str:
    """Return the initial of a name, of both halves of a hyphenated one: «А.», «А.-М.»."""
    return "-".join(f"{part[0].upper()}." for part in name.split("-") if part)


def initials(given_name: str, patronymic: str = "") -> str:
    """Return «А. И.» with a non-breaking space, or only what there is."""
    found = (_initial(part) for part in (given_name, patronymic))
    return NBSP.join(initial for initial in found if initial)


def short_name(surname: str, given_name: str, patronymic: str = "") -> str:
    """Return «А. И. Лебедева», the form of signatures; a single name stays as it is."""
    return NBSP.join(part for part in (initials(given_name, patronymic), surname) if part)


def list_name(surname: str, given_name: str, patronymic: str = "") -> str:
    """Return «Лебедева А. И.», the form of lists sorted by surname."""
    return NBSP.join(part for part in (surname, initials(given_name, patronymic)) if part)
