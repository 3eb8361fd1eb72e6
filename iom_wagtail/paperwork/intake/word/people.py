"""People named in a paper, found on the staff: «Лебедева А. И.», «Лебедевой Анны». Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from iom_wagtail.school import names

_WORD = r"[^\W\d_]+(?:[-’'`ʼ][^\W\d_]+)*"
_CAPITAL = r"(?<![\w’'`ʼ-])(?=[А-ЯЁӀA-Z])" + _WORD
_INITIAL = r"[А-ЯЁӀA-Z]\.(?:-[А-ЯЁӀA-Z]\.)?"
_INITIALS = rf"{_INITIAL}\s?(?:{_INITIAL})?"
_PATRONYMIC = (
    r"[А-ЯЁӀ][а-яёӏ]+(?:вич|ьич|ич|вн|чн)(?:а|у|ем|ом|е|ы|ой|ою)?(?![а-яё])"
    rf"|{_CAPITAL} (?:оглы|кызы|гызы|угли|улы)"
)
#: A name as papers write it, the surer forms first.
_NAME = re.compile(
    rf"(?P<s1>{_CAPITAL})\s+(?P<i1>{_INITIALS})(?!\w)"
    rf"|(?<!\w)(?P<i2>{_INITIALS})\s?(?P<s2>{_CAPITAL})"
    rf"|(?P<s3>{_CAPITAL})\s+(?P<g3>{_CAPITAL})\s+(?P<p3>{_PATRONYMIC})"
    rf"|(?P<g4>{_CAPITAL})\s+(?P<p4>{_PATRONYMIC})\s+(?P<s4>{_CAPITAL})"
)
_EDGES = " \t\n,;:.–—-()/"
_SEPARATORS = re.compile(r"(?<=\w)\s*,\s*(?=\w)")
#: Between people; in a line of its own, or behind a semicolon, may stand a duty as well.
_PIECES = re.compile(r"[;\n]")
#: What a name loses or changes in other cases; the instrumental of most men's surnames is «ым».
_ENDINGS = re.compile(r"(?:ого|его|ому|ему|ым)$|[аеиоуыэюяйь]+$")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the staff, by key."""

    key: int
    surname: str
    given_name: str = ""
    patronymic: str = ""
    position: str = ""

    @property
    def full_name(self) -> str:
        """«Лебедева Анна Игоревна»."""
        return names.full_name(self.surname, self.given_name, self.patronymic)


@dataclass(frozen=True, slots=True)
class Named:
    """A person as the paper names them: who it may be, and what else stands beside the name.

    One key is somebody found; several, namesakes; none, a stranger to the school.
    """

    written: str
    keys: tuple[int, ...] = ()
    beside: str = ""

    @property
    def key(self) -> int | None:
        """The one person it can only be, or None."""
        return self.keys[0] if len(self.keys) == 1 else None


@dataclass(frozen=True, slots=True)
class _Parts:
    surname: str
    given: str = ""
    patronymic: str = ""
    initials: tuple[str, ...] = ()


def find_one(text: str, staff: Sequence[Person]) -> Named | None:
    """Return the one person a value names, with what stands beside the name; None for nobody."""
    people = find_all(text, staff)
    if len(people) == 1:
        return people[0]
    written = " ".join(text.split()).strip(_EDGES)
    if not people:
        return Named(written, _single(written, staff)) if written else None
    first, *others = people
    beside = "; ".join([first.beside, *(_said(other) for other in others)])
    return Named(first.written, first.keys, beside.strip("; "))


def names_somebody(text: str, staff: Sequence[Person]) -> bool:
    """Return whether a text names a person at all, known to the school or not."""
    text = text.replace("\u00a0", " ")
    return bool(_NAME.search(text)) or any(named.keys for named in find_all(text, staff))


def find_all(text: str, staff: Sequence[Person]) -> list[Named]:
    """Return everybody whom a value names, each with the duty that stands beside the name.

    What names nobody comes back as a name of its own, so that no word is lost; in small letters
    behind a name it is that person's duty.
    """
    found: list[Named] = []
    for piece in _PIECES.split(text.replace("\u00a0", " ")):
        people = _in_piece(piece, staff)
        if found and len(people) == 1 and not people[0].keys and people[0].written[0].islower():
            beside = "; ".join(filter(None, [found[-1].beside, _said(people[0])]))
            found[-1] = replace(found[-1], beside=beside)
        else:
            found += people
    return found


def _in_piece(text: str, staff: Sequence[Person]) -> list[Named]:
    """Return whom one part of a list names; whole names of the staff first, whatever they are."""
    found: list[Named] = []
    between: list[str] = []
    for part in [*text.split(","), None]:
        keys = _exact(part.strip(_EDGES), staff) if part is not None else ()
        if part is not None and not keys:
            between.append(part)
            continue
        _add(found, ",".join(between), staff)
        between = []
        if keys:
            found.append(Named(part.strip(_EDGES), keys))
    return found


def _add(found: list[Named], text: str, staff: Sequence[Person]) -> None:
    """Add whom a text names; where it names nobody it is the duty of somebody found before."""
    people = _usual(text, staff) or _unusual(text, staff)
    if (
        found
        and found[-1].keys
        and not any(named.keys or _NAME.match(named.written) for named in people)
    ):
        beside = ", ".join(filter(None, [found[-1].beside, _trimmed(text)]))
        found[-1] = replace(found[-1], beside=beside)
    else:
        found += people


def _usual(text: str, staff: Sequence[Person]) -> list[Named]:
    """Return people whose names look as names do, with what stands beside each."""
    # «педагог-психолог Синицына О. Ю.» or «Синицына О. Ю., педагог-психолог»
    names_found = list(_NAME.finditer(text))
    leads = bool(names_found and text[: names_found[0].start()].strip(_EDGES))
    found: list[Named] = []
    for index, match in enumerate(names_found):
        following = names_found[index + 1].start() if index + 1 < len(names_found) else len(text)
        before = names_found[index - 1].end() if index else 0
        beside = text[before : match.start()] if leads else text[match.end() : following]
        if leads and index == len(names_found) - 1:
            beside = f"{beside.strip(_EDGES)}, {text[match.end() :]}"
        duty = _trimmed(re.sub(r"\sи\s*$", "", beside.rstrip()))
        duty = _trimmed(re.sub(r"^и\s+|\s*,\s*$", "", duty))
        found.append(Named(match[0].strip(), _keys(_parts(match), staff), duty))
    return found


def _unusual(text: str, staff: Sequence[Person]) -> list[Named]:
    """Return people whose names look like no usual one; what follows somebody found is a duty."""
    found: list[Named] = []
    for part in (_trimmed(part) for part in _SEPARATORS.split(text)):
        keys = _single(part, staff) if part else ()
        if found and found[-1].keys and not keys and part:
            beside = ", ".join(filter(None, [found[-1].beside, part]))
            found[-1] = replace(found[-1], beside=beside)
        elif part:
            found.append(Named(part, keys))
    return found


def _trimmed(text: str) -> str:
    """Return words without what only joins them to others; a bracket goes with its partner."""
    text = " ".join(text.split()).strip(" ,;:–—-/")
    text = re.sub(r"(?<=\w{5})\.$", "", text)  # «методист.», but «учитель нач. кл.»
    opened, closed = text.count("("), text.count(")")
    if opened == closed and re.fullmatch(r"\([^()]*\)", text):
        return text[1:-1].strip()
    return (
        text.lstrip("(").strip()
        if opened > closed
        else text.rstrip(")").strip()
        if closed > opened
        else text
    )


def _said(person: Named) -> str:
    return ", ".join(part for part in (person.written, person.beside) if part)


def _parts(match: re.Match[str]) -> _Parts:
    groups = match.groupdict()
    surname = next(groups[name] for name in ("s1", "s2", "s3", "s4") if groups[name])
    written = groups["i1"] or groups["i2"] or ""
    return _Parts(
        surname,
        groups["g3"] or groups["g4"] or "",
        groups["p3"] or groups["p4"] or "",
        tuple(letter.lower() for letter in re.findall(r"[^\W\d_](?=\.)", written)),
    )


def _single(text: str, staff: Sequence[Person]) -> tuple[int, ...]:
    """Return who may be meant by one to three words that look like no usual name."""
    exact = _exact(text, staff)
    if exact or len(text.split()) > 3:
        return exact
    words = text.split()
    if len(words) == 1:
        return _keys(_Parts(words[0]), staff)
    first, second = words[0], words[1]
    third = words[2] if len(words) > 2 else ""
    return _keys(_Parts(first, second, third), staff) or _keys(_Parts(second, first), staff)


def _exact(text: str, staff: Sequence[Person]) -> tuple[int, ...]:
    """Return who is called so, whole name and all."""
    return tuple(person.key for person in staff if _fold(person.full_name) == _fold(text))


def _keys(parts: _Parts, staff: Sequence[Person]) -> tuple[int, ...]:
    """Return who answers all parts: spelled so, else in another case of the same name."""
    for same in (_same, _alike):
        found = tuple(person.key for person in staff if _answers(parts, person, same))
        if found:
            return found
    return ()


def _answers(parts: _Parts, person: Person, same: Callable[[str, str], bool]) -> bool:
    if not same(parts.surname, person.surname):
        return False
    given, patronymic = _fold(person.given_name), _fold(person.patronymic)
    if parts.initials:
        told = [name.replace("ё", "е") for name in parts.initials]
        known = [part[:1] for name in (given, patronymic) for part in name.split("-")[:1]]
        if len(told) > 2 or "-" in given:
            known = [part[:1] for name in (given, patronymic) for part in name.split("-")]
        return all(a == b for a, b in zip(told, known, strict=False) if b)
    if parts.given and person.given_name and not same(parts.given, person.given_name):
        return False
    return not (
        parts.patronymic and person.patronymic and not same(parts.patronymic, person.patronymic)
    )


def _fold(text: str) -> str:
    # The palochka is typed as a capital, as a small letter, or as one of its likenesses.
    text = " ".join(text.split()).casefold().replace("ё", "е")
    return re.sub(r"(?<=\w)[1iil|](?=\w)|ӏ", "ӏ", text).replace("’", "'").replace("ʼ", "'")


def _same(one: str, other: str) -> bool:
    return _fold(one) == _fold(other)


def _alike(one: str, other: str) -> bool:
    return _stem(one) == _stem(other)


def _stem(name: str) -> str:
    """Return a name without the ending of its case."""
    return "-".join(_ENDINGS.sub("", part) or part for part in _fold(name).split("-"))
