"""Names of files: from whatever a computer sent to what may stand on a page and in a header."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

LONGEST_STEM = 100

#: Names Windows keeps for its devices, whatever extension follows.
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)$", re.IGNORECASE)

#: Not allowed in names on one system or another, or with a meaning in headers.
_SPECIAL = re.compile(r'[<>:"/\\|?*;%]+')

#: Extensions of what runs when it is opened (not "com": names of sites end so too).
ACTIVE_EXTENSIONS = frozenset(
    (
        *("bash", "bat", "chm", "cmd", "cpl", "dll", "exe", "gadget", "hta", "htm", "html", "jar"),
        *("js", "jse", "lnk", "mht", "mhtml", "msc", "msi", "msp", "php", "phtml", "pif", "ps1"),
        *("py", "reg", "scf", "scr", "sh", "shtml", "svg", "svgz", "url", "vb", "vbe", "vbs"),
        *("wsf", "xht", "xhtml", "xml"),
    )
)


def _visible(text: str) -> str:
    """Return the text without controls, direction marks, and what has no meaning outside."""
    whole = unicodedata.normalize("NFC", text)
    return "".join(" " if c.isspace() else c for c in whole if c.isspace() or _is_seen(c))


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _last_part(name: str) -> str:
    """Return the name without the folders some browsers send along."""
    return name.replace("\\", "/").rsplit("/", 1)[-1]


def _split(name: str) -> tuple[str, list[str]]:
    """Return the stem of a name and its extensions.

    What follows the last point is no extension when it is a date or words: «Урок 5. Дроби».
    """
    clean = _visible(_last_part(name)).strip(" .")
    first, *rest = clean.split(".")
    if not rest or not re.fullmatch(r"[a-z][a-z0-9_]{0,9}", rest[-1].strip().lower()):
        return clean, []
    return ".".join([first, *rest[:-1]]), [part.strip().lower() for part in rest]


def extensions(name: str) -> list[str]:
    """Return the extensions of a name in lower case, the last one last; empty without any."""
    return _split(name)[1]


def neutral_stem(name: str) -> str:
    """Return the name without folders and extension, good for a page and for a header.

    Letters of all alphabets stay (Chechen Ӏ too); controls, direction marks and characters
    that some system forbids go; the rest is collapsed and cut.
    """
    stem, _extensions = _split(name)
    stem = _SPECIAL.sub("_", stem)
    stem = re.sub(r"\s+", " ", stem)
    stem = re.sub(r"\.{2,}", ".", stem).strip(" .")
    stem = stem[:LONGEST_STEM].strip(" .") or _("file")
    return f"_{stem}" if _RESERVED.match(stem.split(".")[0].strip()) else stem


def shown_name(name: str) -> str:
    """Return a name as it came, made harmless for a message about it."""
    found = extensions(name)
    stem = neutral_stem(name)
    return f"{stem}.{found[-1]}" if found else stem
