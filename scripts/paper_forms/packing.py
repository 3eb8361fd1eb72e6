"""How a form becomes a file: nothing in it that it doesn't use, the same bytes every time."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO

from scripts.paper_forms.layout import Form

_UNUSED = re.compile("customXml|thumbnail|/app|stylesWithEffects|numbering|webSettings|theme")


def packed(form: Form) -> bytes:
    """Return a form as the bytes of a file, the same for the same form."""
    package = form.document.part.package
    for owner in (package, form.document.part):
        for key, rel in list(owner.rels.items()):
            if not rel.is_external and _UNUSED.search(str(rel.target_part.partname)):
                del owner.rels[key]
    loose = BytesIO()
    form.document.save(loose)
    result = BytesIO()
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(result, "w") as target:
        for name in _order(source.namelist()):
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return result.getvalue()


def _order(names: Iterable[str]) -> list[str]:
    """Return the names, the content types first, as readers expect."""
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
