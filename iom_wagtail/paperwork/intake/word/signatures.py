"""The lines to sign on under a paper: a post that the staff record holds, and its holder. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iom_wagtail.paperwork.intake.word.people import Person, find_all
from iom_wagtail.paperwork.intake.word.vocabulary import is_blank, plain

#: The blank for the day: «___» ________ 20___ г.
_DAY = re.compile(r"«_*»[\s_]*20_+\s*г?\.?")
_ROLE = re.compile(r"(?:наставник|сопровождающий),? ?")
_ACQUAINTED = re.compile(r"ознакомлен(?:\(а\)|а)?")


def is_signature(cells: Sequence[str], staff: Sequence[Person]) -> bool:
    """Return whether a row only says who signs: nothing in it that the staff record doesn't."""
    if len(cells) < 2 or not all(is_blank(cell) for cell in cells[1:-1]):
        return False
    people = find_all(_DAY.sub(" ", cells[-1]).replace("_", " ").strip(" /\n"), staff)
    if len(people) != 1 or people[0].key is None or people[0].beside:
        return False
    post, *more = [" ".join(plain(line).split()) for line in cells[0].split("\n")]
    holder = next(each for each in staff if each.key == people[0].key)
    known = " ".join(plain(holder.position).split())
    said = post.removeprefix(found[0]) if (found := _ROLE.match(post)) else post
    return known in (post, said) and all(_ACQUAINTED.fullmatch(line) for line in more)
