"""Pictures of the demo's papers for the guide: ``python scripts/paper_pictures.py``.

Run by hand after changing a form. The demo is loaded into a folder of its own; its Word papers
are opened by LibreOffice (``SOFFICE`` names another one) and drawn as pages by poppler's pdftoppm,
the regulation's forms (``regulation_forms.py``) beside them. Pictures go into ``docs/guide/img/``.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import typst
from PIL import Image

from scripts.regulation_forms import BLANK, REGULATION

ROOT = Path(__file__).resolve().parents[1]
DRAWING = Path(__file__).with_suffix(".typ")
PICTURES = ROOT / "docs" / "guide" / "img"
FONTS = ROOT / "iom_wagtail" / "paperwork" / "fonts"
#: The papers without a form in the regulation, and what the picture calls them.
OTHERS = {
    "visit": "Карта посещения и анализа урока",
    "checkpoint": "Справка о контрольном срезе",
    "sheet": "Лист согласования",
    "attachments": "Перечень приложений",
    "testimonial": "Отзыв",
    "extract": "Выписка из протокола",
    "meetings": "Журнал встреч и консультаций",
}
PAGE_DPI = 110
#: Paper is black and white; a picture of the guide should weigh little.
GREYS = 12
#: How wide a picture is, whatever the papers on it.
WIDTH = 1800


def main() -> None:
    """Load the demo, print its papers, draw them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = as_pages(dict(printed(folder)), folder)
        for kind, form in REGULATION.items():
            draw(
                f"papers-{kind}",
                folder,
                kind="beside",
                form=asdict(form),
                page=pages[kind],
                blank=BLANK,
            )
        others = [{"page": pages[kind], "name": name} for kind, name in OTHERS.items()]
        draw("papers-others", folder, kind="sheet", pages=others, columns=4, blank=BLANK)


def printed(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the kind and the Word file of the first paper of each kind of the demo's route."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "home.settings.dev"
    os.environ["VAR_DIR"] = str(folder)
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.utils import translation

    from iom_wagtail.paperwork.kinds import offers
    from iom_wagtail.paperwork.rendering.docx import DocxRenderer
    from iom_wagtail.paperwork.sources import Sources, readable_routes

    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0)
    deputy = get_user_model().objects.get(username="deputy")
    page = readable_routes(deputy).get(year_start=2025)
    page.reader = page.permissions_for_user(deputy)
    sources = Sources(page)
    seen: set[str] = set()
    with translation.override("ru"):
        for offer in offers(sources):
            if offer.kind.code not in seen:
                seen.add(offer.kind.code)
                yield (
                    offer.kind.code,
                    DocxRenderer().render(offer.kind.paper(sources, offer.uuid)),
                )


def as_pages(papers: dict[str, bytes], folder: Path) -> dict[str, str]:
    """Return the name of a picture of the first page of each paper, by its kind."""
    office = shutil.which(os.environ.get("SOFFICE", "soffice"))
    drawer = shutil.which("pdftoppm")
    if office is None or drawer is None:
        sys.exit("LibreOffice (soffice) and poppler (pdftoppm) are needed.")
    for kind, content in papers.items():
        (folder / f"{kind}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(folder.glob("*.docx"))
    run(office, "--headless", profile, "--convert-to", "pdf", "--outdir", folder, *files)
    for kind in papers:
        path = folder / kind
        run(drawer, "-r", PAGE_DPI, "-l", 1, "-singlefile", "-png", path.with_suffix(".pdf"), path)
    return {kind: f"{kind}.png" for kind in papers}


def run(*command: Any) -> None:
    """Run a program to its end; raises ``CalledProcessError``."""
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


def draw(name: str, folder: Path, **data: Any) -> None:
    """Draw a picture and write it as a small PNG."""
    shutil.copy(DRAWING, folder)
    pages = typst.compile(
        str(folder / DRAWING.name),
        root=str(folder),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="png",
        ppi=144,
    )
    content = pages[0] if isinstance(pages, list) else pages
    with Image.open(io.BytesIO(content)) as drawn:
        height = round(drawn.height * WIDTH / drawn.width)
        small = drawn.convert("L").resize((WIDTH, height), Image.Resampling.LANCZOS)
        small.quantize(GREYS).save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
