"""The short address of an approved version, for paper: ``/s/<code>/``. Pure.

A code is the version's key and eight letters of a hash over key and checksum. The content is
private, so nobody guesses its checksum; and nothing that changes with the years, as a server's
secret key does, has a part in it: papers stay findable.
"""

from __future__ import annotations

import hashlib

#: Small letters and digits that nobody takes for one another on paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
#: How many letters vouch for the key: 31⁸, some 850 thousand million.
TAIL = 8


def code_of(key: int, sha256: str) -> str:
    """Return the code of the version with this key and checksum."""
    digest = hashlib.sha256(f"iom_wagtail/{key}/{sha256}".encode()).digest()
    return _letters(key) + _letters(int.from_bytes(digest))[-TAIL:]


def key_in(code: str) -> int | None:
    """Return the key that a code names; None for what is no code. Whether it is right, the
    checksum tells.
    """
    head = code[:-TAIL]
    if not head or len(head) > 10 or not set(code) <= set(ALPHABET) or head[0] == ALPHABET[0]:
        return None
    key = 0
    for letter in head:
        key = key * len(ALPHABET) + ALPHABET.index(letter)
    return key


def _letters(number: int) -> str:
    """Return a number written with the alphabet."""
    found = ""
    while number:
        number, rest = divmod(number, len(ALPHABET))
        found = ALPHABET[rest] + found
    return found
