"""The text of one paragraph: runs, changes, controls, check boxes, symbols. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

MARKED, UNMARKED = "☒", "☐"

#: What is looked through as if it weren't there.
_OPEN = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})
#: What was deleted, or moved away, with tracked changes; and what is no text.
_GONE = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "sdtPr", "sdtEndPr", "rt"}
)
#: Check boxes that symbol fonts draw, by the last byte of their code.
_SYMBOLS = {
    "wingdings": {
        0xFE: MARKED, 0xFD: MARKED, 0x78: MARKED, 0xFC: "✓", 0xA8: UNMARKED, 0x6F: UNMARKED,
    },
    "wingdings 2": {0x52: MARKED, 0x53: MARKED, 0x54: MARKED, 0xA3: UNMARKED, 0x50: "✓"},
    "symbol": {0xB7: "•"},
}  # fmt: skip
_OFF = ("0", "false", "off", "none")


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace; "" for what is none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def opened(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the children of an element, those inside content controls and insertions too.

    Of alternatives the first is taken; deletions and prompts of empty controls are left out.
    Without recursion, so that no nesting is too deep for it.
    """
    waiting = [iter(parent)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
            continue
        name = local(element)
        if name in _GONE or (name == "sdt" and _prompts(element)):
            continue
        if name == "sdt" and _box_state(element) is not None:
            yield element
        elif name in _OPEN:
            waiting.append(iter(element))
        elif name == "AlternateContent":
            waiting.append(iter(element[0] if len(element) else ()))
        else:
            yield element


def text_of(paragraph: etree._Element) -> tuple[str, list[etree._Element], int]:
    """Return the text of a paragraph, the text boxes on it, and the number of pictures in it."""
    parts: list[str] = []
    boxes: list[etree._Element] = []
    pictures = 0
    waiting = [opened(paragraph)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
            continue
        match local(element):
            case "t":
                parts.append(element.text or "")
            case "tab" | "ptab":
                parts.append("\t")
            case "br" | "cr":
                parts.append("\n")
            case "noBreakHyphen":
                parts.append("\N{NON-BREAKING HYPHEN}")
            case "sym":
                parts.append(_symbol(element))
            case "sdt":
                parts.append(MARKED if _box_state(element) else UNMARKED)
            case "fldChar":
                parts.append(_field(element))
            case "txbxContent":
                boxes.append(element)
            case "blip" | "imagedata":
                pictures += 1
            case "pPr" | "softHyphen" | "annotationRef":
                pass
            case _:
                waiting.append(opened(element))
    return "".join(parts), boxes, pictures


def bold(paragraph: etree._Element) -> bool:
    """Return whether all text of a paragraph is bold."""
    runs = [run for run in paragraph.iter("{*}r") if "".join(run.itertext("{*}t")).strip()]
    return bool(runs) and all(_is_bold(run) for run in runs)


def _is_bold(run: etree._Element) -> bool:
    for properties in run.iterchildren("{*}rPr"):
        for mark in properties.iterchildren("{*}b"):
            return _value(mark) not in _OFF
    return False


def _value(element: etree._Element, name: str = "val") -> str:
    """Return an attribute whatever its namespace; "" without one."""
    for key, value in element.attrib.items():
        if etree.QName(key).localname == name:
            return value
    return ""


def _find(element: etree._Element, name: str) -> etree._Element | None:
    return next(element.iterchildren("{*}" + name), None)


def _prompts(control: etree._Element) -> bool:
    """Return whether a content control only shows its prompt: nobody filled it in."""
    properties = _find(control, "sdtPr")
    prompt = None if properties is None else _find(properties, "showingPlcHdr")
    return prompt is not None and _value(prompt) not in _OFF


def _box_state(control: etree._Element) -> bool | None:
    """Return whether a control in a line is a ticked check box; None when it is none.

    One around a paragraph or a cell is looked through: its sign stands in the text.
    """
    properties, content = _find(control, "sdtPr"), _find(control, "sdtContent")
    box = None if properties is None else _find(properties, "checkbox")
    if box is None or (content is not None and any(local(e) in ("p", "tc") for e in content)):
        return None
    state = _find(box, "checked")
    return state is not None and _value(state) not in _OFF


def _symbol(element: etree._Element) -> str:
    """Return a sign of a symbol font as a letter that every font has."""
    font, code = _value(element, "font").lower(), _value(element, "char")
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    known = _SYMBOLS.get(font, {}).get(number & 0xFF)
    if known:
        return known
    return "•" if 0xF000 <= number <= 0xF0FF else chr(number) if number < 0xD800 else ""


def _field(element: etree._Element) -> str:
    """Return what a form field of the old kind shows: a check box, or the choice of a list."""
    data = _find(element, "ffData")
    if data is None or _value(element, "fldCharType") != "begin":
        return ""
    if (box := _find(data, "checkBox")) is not None:
        states = [_find(box, name) for name in ("checked", "default")]
        state = next((state for state in states if state is not None), None)
        return MARKED if state is not None and _value(state) not in _OFF else UNMARKED
    if (choices := _find(data, "ddList")) is not None:
        entries = [_value(entry) for entry in choices.iterchildren("{*}listEntry")]
        result = _find(choices, "result")
        chosen = _value(result) if result is not None else "0"
        return dict(zip(map(str, range(len(entries))), entries, strict=True)).get(chosen, "")
    return ""
