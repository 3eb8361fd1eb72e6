"""Translation catalogues without GNU gettext: ``update``, ``compile`` and ``check``.

Strings are collected with Babel from Python sources and, through Django's own ``templatize``,
from templates. Catalogues hold no dates and no line numbers, so the same sources always give
the same bytes; that is what ``check`` compares.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from scripts.overlooked import overlooked

ROOT = Path(__file__).resolve().parents[1]
LANGUAGE = "ru"
TEMPLATE_SUFFIXES = frozenset({".html", ".txt", ".xml"})

#: Which arguments of which function are text; ``(n, "c")`` is a context.
KEYWORDS: dict[str, object] = {"_": None}
for _lazy in ("", "_lazy", "_noop"):
    KEYWORDS[f"gettext{_lazy}"] = None
for _lazy in ("", "_lazy"):
    KEYWORDS[f"ngettext{_lazy}"] = (1, 2)
    KEYWORDS[f"pgettext{_lazy}"] = ((1, "c"), 2)
    KEYWORDS[f"npgettext{_lazy}"] = ((1, "c"), 2, 3)

PERCENT_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[#0\-+]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa]")
BRACE_PLACEHOLDER = re.compile(r"(?<!\{)\{\w*(?:\.\w+)*(?::[^{}]*)?\}(?!\})")

MessageKey = tuple[str | None, str]


@dataclass(frozen=True)
class Domain:
    """One catalogue: where its strings come from and where it is kept."""

    sources: tuple[str, ...]
    locale: str

    def po_path(self, root: Path) -> Path:
        """Return the path of the catalogue."""
        return root / self.locale / LANGUAGE / "LC_MESSAGES" / "django.po"


#: The plugin carries its own catalogue; the site has another for itself and its templates.
DOMAINS = (
    Domain(sources=("iom_wagtail",), locale="iom_wagtail/locale"),
    Domain(sources=("home", "templates"), locale="locale"),
)


class StableCatalog(Catalog):
    """A catalogue whose header says nothing that changes by itself."""

    def __init__(self) -> None:
        """Create an empty catalogue for the one language kept."""
        super().__init__(locale=LANGUAGE, header_comment="# Made by scripts/messages.py.")
        self.fuzzy = False

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return the header without dates, names and versions."""
        return [
            ("Language", LANGUAGE),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]

    @mime_headers.setter
    def mime_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        """Ignore what a file's header says: it is always written anew."""


# Reading the sources --------------------------------------------------------------------


def source_files(root: Path, domain: Domain) -> Iterator[Path]:
    """Yield the Python files and templates of a domain in a fixed order."""
    for source in domain.sources:
        for path in sorted((root / source).rglob("*")):
            parts = path.relative_to(root).parts
            if "migrations" in parts or "__pycache__" in parts or "static" in parts:
                continue
            if path.suffix == ".py" or (path.suffix in TEMPLATE_SUFFIXES and "templates" in parts):
                yield path


def source_code(path: Path) -> bytes:
    """Return Python text to extract from; templates are turned into it first."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text.encode()
    # What is left of a template's markup is no Python: without its indentation it tokenizes.
    code = templatize(text, origin=str(path))
    return "\n".join(line.lstrip() for line in code.splitlines()).encode()


def collect(root: Path, domain: Domain) -> StableCatalog:
    """Return every translatable string of a domain, untranslated."""
    catalog = StableCatalog()
    for path in source_files(root, domain):
        name = path.relative_to(root).as_posix()
        found = extract(
            "python", BytesIO(source_code(path)), KEYWORDS, comment_tags=["Translators"]
        )
        for _line, message, comments, context in found:
            catalog.add(message, locations=[(name, None)], auto_comments=comments, context=context)
    return catalog


# Writing and reading catalogues -----------------------------------------------------------


def key_of(message: Message) -> MessageKey:
    """Return what identifies a message in a catalogue."""
    return message.context, message.id[0] if message.pluralizable else message.id


def messages_of(catalog: Catalog) -> list[Message]:
    """Return the messages without the header."""
    return [message for message in catalog if message.id]


def read_catalog(path: Path) -> Catalog:
    """Return a catalogue from disk, or an empty one."""
    if not path.exists():
        return StableCatalog()
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def merged(template: StableCatalog, old: Catalog) -> StableCatalog:
    """Return the strings of ``template`` with the translations of ``old``.

    Nothing is guessed from similar strings, and strings no longer used are dropped.
    """
    known = {key_of(message): message for message in messages_of(old)}
    for message in messages_of(template):
        before = known.get(key_of(message))
        if before is None:
            continue
        if before.pluralizable == message.pluralizable:
            message.string = before.string
        message.user_comments = before.user_comments
        if before.fuzzy:
            message.flags.add("fuzzy")
    return template


def po_bytes(catalog: Catalog) -> bytes:
    """Return the catalogue as the bytes of its ``.po`` file."""
    buffer = BytesIO()
    write_po(
        buffer, catalog, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True
    )
    return buffer.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """Return the compiled catalogue; always with the stable header."""
    stable = catalog if isinstance(catalog, StableCatalog) else merged(_copy(catalog), catalog)
    buffer = BytesIO()
    write_mo(buffer, stable)
    return buffer.getvalue()


def _copy(catalog: Catalog) -> StableCatalog:
    """Return the strings of a catalogue read from disk, untranslated."""
    copy = StableCatalog()
    for message in messages_of(catalog):
        copy.add(message.id, context=message.context, flags=message.flags)
    return copy


# The three commands -----------------------------------------------------------------------


def update(root: Path = ROOT) -> list[str]:
    """Bring every ``.po`` file in line with the sources, then compile."""
    lines = []
    for domain in DOMAINS:
        path = domain.po_path(root)
        old = read_catalog(path)
        new = merged(collect(root, domain), old)
        kept = {key_of(message) for message in messages_of(new)}
        dropped = sorted(key_of(m)[1] for m in messages_of(old) if key_of(m) not in kept)
        missing = [key_of(m)[1] for m in messages_of(new) if not is_translated(m)]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po_bytes(new))
        name = path.relative_to(root).as_posix()
        lines.append(f"{name}: {len(kept)} strings, {len(missing)} untranslated")
        lines += [f"  dropped: {text!r}" for text in dropped]
        lines += [f"  untranslated: {text!r}" for text in missing]
    compile_all(root)
    return lines


def compile_all(root: Path = ROOT) -> None:
    """Write each ``.mo`` file beside its ``.po``."""
    for domain in DOMAINS:
        path = domain.po_path(root)
        if path.exists():
            path.with_suffix(".mo").write_bytes(mo_bytes(read_catalog(path)))


def check(root: Path = ROOT) -> list[str]:
    """Return everything wrong with the catalogues; nothing when all is well."""
    problems = []
    for domain in DOMAINS:
        path = domain.po_path(root)
        name = path.relative_to(root).as_posix()
        if not path.exists():
            problems.append(f"{name}: missing; run `python tasks.py messages`")
            continue
        catalog = read_catalog(path)
        if path.read_bytes() != po_bytes(merged(collect(root, domain), catalog)):
            problems.append(f"{name}: does not match the sources; run `python tasks.py messages`")
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.read_bytes() != mo_bytes(catalog):
            problems.append(f"{name}: not compiled; run `python tasks.py messages`")
        for message in messages_of(catalog):
            problems += [f"{name}: {text}: {key_of(message)[1]!r}" for text in faults(message)]
        for source in source_files(root, domain):
            if source.suffix == ".py":
                place = source.relative_to(root).as_posix()
                problems += [f"{place}:{text}" for text in overlooked(source, KEYWORDS)]
    return problems


def is_translated(message: Message) -> bool:
    """Return whether every form of a message has a translation."""
    wanted = StableCatalog().num_plurals if message.pluralizable else 1
    return len(forms_of(message)) == wanted and all(forms_of(message))


def forms_of(message: Message) -> list[str]:
    """Return the translation, or for a countable thing each of its forms."""
    if message.pluralizable:
        return list(message.string)
    return [message.string or ""]


def faults(message: Message) -> Iterator[str]:
    """Yield what is wrong with one translation."""
    if message.fuzzy:
        yield "fuzzy"
    if not is_translated(message):
        yield "untranslated"
        return
    # The singular may spell its number out ("one route"); every Russian form counts.
    source = message.id[1] if message.pluralizable else message.id
    for form in forms_of(message):
        if placeholders(form, message) != placeholders(source, message):
            yield f"placeholders differ in {form!r}"
        if (form[:1] == "\n", form[-1:] == "\n") != (source[:1] == "\n", source[-1:] == "\n"):
            yield f"line breaks at the ends differ in {form!r}"


def placeholders(text: str, message: Message) -> list[str]:
    """Return the values put into a text; positional ones keep their order."""
    found: list[str] = []
    if "python-format" in message.flags:
        percents = PERCENT_PLACEHOLDER.findall(text.replace("%%", ""))
        found = percents if not any("(" in item for item in percents) else sorted(set(percents))
    return found + sorted(set(BRACE_PLACEHOLDER.findall(text)))


def main(arguments: list[str] | None = None) -> int:
    """Run one of the three commands."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["update", "compile", "check"])
    command = parser.parse_args(arguments).command
    if command == "update":
        print("\n".join(update()))
        return 0
    if command == "compile":
        compile_all()
        return 0
    problems = check()
    print("\n".join(problems) or "The catalogues match the sources and are complete.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
