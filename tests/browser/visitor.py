"""A visitor of the public site who has a keyboard and nothing else."""

from __future__ import annotations

from django.core.files.storage import default_storage

#: What has the focus, whether it shows, and whether it lies in the window.
FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const around = [one.closest('label'), one.closest('article'), one.nextElementSibling];
  const shown = [one, ...around].some((node) => {
    if (!node) return false;
    const look = getComputedStyle(node);
    return look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2;
  });
  const box = one.getBoundingClientRect();
  const words = one.labels?.[0]?.innerText || one.innerText || '';
  return {
    name: (one.getAttribute('aria-label') || words).replace(/\\s+/g, ' ').trim(),
    shown,
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""

#: So many steps with the tab key lead to anything on a page.
FAR = 80


def focused(page):
    """Return the name of what has the focus; fail when a sighted person can't see where it is."""
    found = page.evaluate(FOCUS)
    if found is None:
        return ""
    assert found["shown"], f"{page.url}: the focus on {found['name']!r} does not show"
    assert found["inside"], f"{page.url}: {found['name']!r} has the focus outside the window"
    return found["name"]


def tab_to(page, name):
    """Press the tab key until something has the focus whose name begins with these words."""
    seen = []
    for _ in range(FAR):
        page.keyboard.press("Tab")
        seen.append(focused(page))
        if seen[-1].startswith(name):
            return
    raise AssertionError(f"{page.url}: no way to {name!r}, only to {seen}")


def go(page, name, address):
    """Walk to a link or button, press Enter, and be at an address."""
    tab_to(page, name)
    page.keyboard.press("Enter")
    page.wait_for_url(address)
    page.wait_for_load_state()


def show_pictures(page):
    """Hand out the site's pictures, which a server does in front of the site."""

    def hand_out(route):
        name = route.request.url.split("/media/", 1)[1]
        with default_storage.open(name) as file:
            route.fulfill(body=file.read(), content_type=f"image/{name.rpartition('.')[2]}")

    page.context.route("**/media/images/**", hand_out)
