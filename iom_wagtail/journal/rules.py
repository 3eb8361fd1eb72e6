"""Who writes and reads which records: one table. Pure."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from iom_wagtail.routes.rules import Office


class Right(StrEnum):
    """What one may do with records; reading is open to all on the route unless named here."""

    PROGRESS = "progress"
    REPLAN = "replan"
    SELF_ASSESS = "self_assess"
    ASSESS = "assess"
    DIARY = "diary"
    VISIT = "visit"
    MEET = "meet"
    ASK = "ask"
    ACHIEVE = "achieve"
    ENCOURAGE = "encourage"
    READ_AMOUNT = "read_amount"
    ATTACH = "attach"
    TESTIFY = "testify"
    READ_TESTIMONIALS = "read_testimonials"
    READ_NARROW = "read_narrow"


_T, _M, _P = Office.TEACHER, Office.MENTOR, Office.PARTICIPANT
_METH, _DEP, _DIR = Office.METHODIST, Office.DEPUTY, Office.DIRECTOR

#: The table of ``docs/access.md``, «Records»; what is not in it is denied.
RIGHTS: dict[Right, frozenset[Office]] = {
    Right.PROGRESS: frozenset({_T, _M, _DEP}),
    Right.REPLAN: frozenset({_M, _DEP}),
    Right.SELF_ASSESS: frozenset({_T}),
    Right.ASSESS: frozenset({_M, _P, _METH, _DEP, _DIR}),
    Right.DIARY: frozenset({_T}),
    Right.VISIT: frozenset({_T, _M, _P, _METH, _DEP, _DIR}),
    Right.MEET: frozenset({_T, _M, _P, _METH, _DEP, _DIR}),
    Right.ASK: frozenset({_T}),
    Right.ACHIEVE: frozenset({_T, _M, _DEP}),
    Right.ENCOURAGE: frozenset({_DEP, _DIR}),
    Right.READ_AMOUNT: frozenset({_T, _DEP, _DIR}),
    Right.ATTACH: frozenset({_T, _M, _DEP}),
    Right.TESTIFY: frozenset({_M, _P, _METH, _DEP}),
    Right.READ_TESTIMONIALS: frozenset({_M, _METH, _DEP, _DIR}),
    Right.READ_NARROW: frozenset({_DEP}),
}


def allows(offices: Collection[Office], right: Right) -> bool:
    """Return whether somebody with these roles and offices has the right."""
    return not RIGHTS[right].isdisjoint(offices)
