"""Pictures for the guide's chapter of the site: a page in all widths and looks on one sheet."""

from __future__ import annotations

import io
import os

from PIL import Image

from tests.browser.walking import PICTURES

WIDTHS = (1280, 768, 360)
#: How a page may look: the colours of the device, and the version for the visually impaired.
SCHEMES = ("light", "dark", "low vision")
LOOK = "white.2.2.sans.on"
#: A screenshot is shown at this share of its size; what lies further down than TALL is cut off.
SHARE = 0.4
TALL = 2000
#: A sheet holds many pictures and colours: as WebP it gets a quarter of its size as PNG.
QUALITY = 45
GAP = 24
GROUND = "#8a8f98"


def sheet(page, name):
    """Write the page's sheet, when pictures are asked for: a row for each look."""
    if not name or not os.environ.get("GUIDE"):
        return
    own, rows = page.viewport_size, []
    page.emulate_media(reduced_motion="reduce")  # colours change at once
    for scheme in SCHEMES:
        if scheme == "low vision":
            page.context.add_cookies([{"name": "lv", "value": LOOK, "url": page.url}])
            page.reload()
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        rows.append([_shot(page, width) for width in WIDTHS])
    page.context.clear_cookies(name="lv")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(own)
    _save(rows, PICTURES / f"site-{name}.webp")


def _shot(page, width):
    page.set_viewport_size({"width": width, "height": 740 if width < 500 else 900})
    page.evaluate("document.querySelectorAll('img').forEach((one) => (one.loading = 'eager'))")
    page.evaluate("scrollTo(0, 0)")  # what is fixed to the window would stand in the middle
    page.wait_for_load_state("networkidle")
    with Image.open(io.BytesIO(page.screenshot(full_page=True))) as shot:
        shot = shot.convert("RGB").crop((0, 0, width, min(shot.height, TALL)))
        return shot.resize((int(width * SHARE), int(shot.height * SHARE)), Image.LANCZOS)


def _save(rows, path):
    wide = max(sum(one.width + GAP for one in row) for row in rows) + GAP
    tall = sum(max(one.height for one in row) + GAP for row in rows) + GAP
    whole = Image.new("RGB", (wide, tall), GROUND)
    top = GAP
    for row in rows:
        left = GAP
        for one in row:
            whole.paste(one, (left, top))
            left += one.width + GAP
        top += max(one.height for one in row) + GAP
    PICTURES.mkdir(parents=True, exist_ok=True)
    whole.save(path, quality=QUALITY, method=6)
