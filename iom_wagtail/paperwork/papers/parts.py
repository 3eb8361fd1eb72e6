"""What every paper has: its head, the edition it shows, approval blocks, lines for signatures."""

from __future__ import annotations

from dataclasses import dataclass

#: Stands in a paper where a pen has to fill in what the route doesn't know yet.
BLANK_DATE = "«___» ____________ 20___ г."


@dataclass(frozen=True, slots=True)
class Edition:
    """Which text a paper shows.

    ``words`` is one line for the foot of a page; ``address`` and ``sha256`` are "" for a draft,
    of which nothing can be compared with a record.
    """

    draft: bool
    words: str
    address: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Grif:
    """An approval block at the head: ПРИНЯТО, СОГЛАСОВАНО or УТВЕРЖДАЮ, and its lines."""

    word: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A line for a signature: position, and «И. О. Фамилия»; ``acquainted`` for «ознакомлен(а)»."""

    position: str
    name: str
    acquainted: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and what stands beside it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What is common to all papers; each kind adds its own fields.

    ``title`` names the file and the document's properties, without a person's name. ``teacher``
    is «Лебедева Анна Игоревна», as the blank «(Ф. И. О. учителя)» asks.
    """

    kind: str
    title: str
    school: str
    place: str
    route: str
    year: str
    teacher: str
    edition: Edition | None = None
    grifs: tuple[Grif, ...] = ()
    signatures: tuple[Signature, ...] = ()

    @property
    def draft(self) -> bool:
        """Whether every page has to say «ПРОЕКТ»."""
        return self.edition is not None and self.edition.draft
