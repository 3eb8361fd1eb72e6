"""What browser journeys share: logging in, taking pictures, looking for Latin words."""

from __future__ import annotations

import os
import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Error

from tests.factories import PASSWORD

#: Set ``GUIDE=1`` to write the pictures of the guide while the journeys run.
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "guide" / "img"

PHONE_WIDTH = 360
SIZES = ({"width": 1280, "height": 800}, {"width": PHONE_WIDTH, "height": 740})

#: Latin words that may stand on a Russian screen: names, formats, keys, logins.
ALLOWED = {
    "wagtail",
    "sha",
    "csv",
    "xlsx",
    "docx",
    "pdf",
    "excel",
    "word",
    "english",
    "tab",
    "ctrl",
    "enter",
    "alt",
    "example",
    "invalid",
    "html",
    "i",
    "ii",
    "iii",
    "iv",
    # A name for screen readers that Wagtail's header template writes in English, untranslatable.
    "actions",
}


def log_in(page, username, password=PASSWORD):
    """Log in through the site's own form; works from any page that asks for it."""
    page.goto("/account/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(re.compile(r"/(routes|account/password)/"))


def until(page, script, answer):
    """Ask the page again and again until it gives the answer, at most ten seconds.

    Waiting inside the page (``wait_for_function``) is what the site's policy forbids.
    """
    given = None
    for _ in range(100):
        try:
            given = page.evaluate(script)
        except Error:
            given = "the page was changing"
        if given == answer:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{script}: {given!r}")


def latin_words(page, allowed=()):
    """Return the Latin words a person sees on the page, beyond the allow-list."""
    text = page.evaluate(
        """() => {
          const words = [document.title];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const parent = walker.currentNode.parentElement;
            if (!parent || parent.closest('script,style,noscript,template,code,kbd,[hidden]')) {
              continue;
            }
            if (parent.checkVisibility && !parent.checkVisibility()) continue;
            words.push(walker.currentNode.textContent);
          }
          for (const node of document.querySelectorAll('[placeholder],[aria-label]')) {
            if (node.checkVisibility && !node.checkVisibility()) continue;
            words.push(node.getAttribute('placeholder') || '');
            words.push(node.getAttribute('aria-label') || '');
          }
          return words.join(' ');
        }"""
    )
    text = re.sub(r"\S+@\S+|https?://\S+|[0-9a-f]{64}", " ", text)
    found = {word.lower() for word in re.findall(r"[A-Za-z]{2,}", text)}
    return sorted(found - ALLOWED - {word.lower() for word in allowed})


def expect_russian(page, allowed=()):
    """Fail, naming the words, when the screen isn't in Russian throughout."""
    page.wait_for_load_state()
    words = latin_words(page, allowed)
    assert words == [], f"{page.url}: {words}"


def expect_no_sideways_scroll(page):
    """Fail when the page is wider than the window."""
    page.wait_for_load_state()
    wide, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= window, page.url


#: Colours of a picture; screens have few, and the files get a third of their size.
COLOURS = 96

#: How a browser set to Russian shows a day; a machine may have the browser in English only.
DAYS_IN_RUSSIAN = """() => {
  for (const input of document.querySelectorAll('input[type=date]')) {
    const day = input.value;
    input.type = 'text';
    input.value = day ? day.split('-').reverse().join('.') : 'дд.мм.гггг';
    input.dataset.day = day;
  }
}"""
DAYS_BACK = """() => {
  for (const input of document.querySelectorAll('[data-day]')) {
    input.type = 'date';
    input.value = input.dataset.day;
    delete input.dataset.day;
  }
}"""


def picture(page, name, *, full=False, only=None):
    """Take the guide's pictures of a step, as on a school computer and on a phone, when asked.

    ``only`` is the width of the one picture that is wanted.
    """
    if not os.environ.get("GUIDE"):
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    own = page.viewport_size
    page.evaluate(DAYS_IN_RUSSIAN)
    for size in SIZES:
        if only not in (None, size["width"]):
            continue
        page.set_viewport_size(size)
        page.wait_for_timeout(300)
        path = PICTURES / f"{name}-{size['width']}.png"
        page.screenshot(path=path, full_page=full and size["width"] == PHONE_WIDTH)
        with Image.open(path) as shot:
            shot.convert("RGB").quantize(COLOURS).save(path, optimize=True)
    page.set_viewport_size(own)
    page.evaluate(DAYS_BACK)
