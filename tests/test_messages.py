"""The catalogue tool: what it collects, keeps, drops and complains about."""

from __future__ import annotations

import gettext
from pathlib import Path

import django
import pytest
import wagtail
from babel.messages.pofile import read_po

from iom_wagtail.school.borrowed_words import WORDS
from scripts import messages

SOURCE = """
from django.utils.translation import gettext_lazy as _, gettext_noop, ngettext, npgettext, pgettext
A = _("Plain")
B = ngettext("%(count)d route", "%(count)d routes", 2)
C = pgettext("verb", "Return")
D = npgettext("period", "{n} year", "{n} years", 2)
E = gettext_noop("Later")
F = _("Hello, %(name)s")
"""

TEMPLATE = """{% load i18n %}
  {# Translators: on the button #}
  {% translate "Save" context "button" %}
    {% blocktranslate trimmed count n=rows|length with who=user.name %}
      {{ n }} row of {{ who }}
    {% plural %}
      {{ n }} rows of {{ who }}
    {% endblocktranslate %}
 don't "trip (over what is { no Python
  {{ _("In a variable")|default:_("In a filter") }}
"""

TRANSLATIONS = {
    "Plain": "Просто",
    "%(count)d route": ("%(count)d маршрут", "%(count)d маршрута", "%(count)d маршрутов"),
    "Return": "Вернуть",
    "{n} year": ("{n} год", "{n} года", "{n} лет"),
    "Later": "Потом",
    "Hello, %(name)s": "Здравствуйте, %(name)s",
    "Save": "Сохранить",
    "%(n)s row of %(who)s": (
        "%(n)s строка (%(who)s)",
        "%(n)s строки (%(who)s)",
        "%(n)s строк (%(who)s)",
    ),
    "In a variable": "В переменной",
    "In a filter": "В фильтре",
}


@pytest.fixture
def project(tmp_path):
    """A small project with a source, a template and a complete catalogue."""
    templates = tmp_path / "iom_wagtail" / "templates"
    templates.mkdir(parents=True)
    (tmp_path / "home").mkdir()
    (tmp_path / "iom_wagtail" / "source.py").write_text(SOURCE, encoding="utf-8")
    (templates / "page.html").write_text(TEMPLATE, encoding="utf-8")
    messages.update(tmp_path)
    translate(tmp_path, TRANSLATIONS)
    return tmp_path


def po(project: Path) -> Path:
    """Return the plugin's catalogue."""
    return messages.DOMAINS[0].po_path(project)


def translate(project: Path, translations: dict) -> None:
    """Write translations into the catalogue, as a translator's editor would."""
    catalog = messages.read_catalog(po(project))
    for message in messages.messages_of(catalog):
        text = messages.key_of(message)[1]
        message.string = translations.get(text, message.string)
    copy = messages.merged(messages._copy(catalog), catalog)
    # The copy has no locations; the next update brings them back.
    po(project).write_bytes(messages.po_bytes(copy))
    messages.update(project)


def test_everything_is_collected(project):
    catalog = messages.read_catalog(po(project))
    assert {messages.key_of(m)[1] for m in messages.messages_of(catalog)} == set(TRANSLATIONS)


def test_complete_catalogue_passes(project):
    assert messages.check(project) == []


def test_compiled_catalogue_speaks_russian(project):
    with po(project).with_suffix(".mo").open("rb") as file:
        catalog = gettext.GNUTranslations(file)
    assert catalog.gettext("Plain") == "Просто"
    assert catalog.pgettext("button", "Save") == "Сохранить"
    forms = [catalog.ngettext("%(count)d route", "%(count)d routes", n) for n in (1, 3, 11, 21)]
    assert [form.split()[1] for form in forms] == ["маршрут", "маршрута", "маршрутов", "маршрут"]


def test_update_and_compile_give_the_same_bytes_again(project):
    before = po(project).read_bytes(), po(project).with_suffix(".mo").read_bytes()
    messages.update(project)
    messages.compile_all(project)
    assert (po(project).read_bytes(), po(project).with_suffix(".mo").read_bytes()) == before
    assert b"Creation-Date" not in before[0]


def test_moved_lines_leave_the_catalogue_fresh(project):
    source = project / "iom_wagtail" / "source.py"
    source.write_text("\n\n" + SOURCE, encoding="utf-8")
    assert messages.check(project) == []


def test_translators_notes_are_kept(project):
    assert "#. Translators: on the button" in po(project).read_text(encoding="utf-8")


@pytest.mark.parametrize("change", ["\nX = _('New')\n", "\nA = 1\n"])
def test_changed_sources_make_it_stale(project, change):
    source = project / "iom_wagtail" / "source.py"
    text = SOURCE.replace('A = _("Plain")', "") if "A = 1" in change else SOURCE
    source.write_text(text + change, encoding="utf-8")
    assert any("does not match the sources" in problem for problem in messages.check(project))


def test_a_text_that_no_collector_finds_is_named(project):
    source = project / "iom_wagtail" / "source.py"
    source.write_text(SOURCE + """X = f"{_('Lost')} {1}"\n""", encoding="utf-8")
    assert any("inside an f-string" in problem for problem in messages.check(project))


def test_strings_no_longer_used_are_named_and_dropped(project):
    source = project / "iom_wagtail" / "source.py"
    source.write_text(SOURCE.replace('A = _("Plain")', ""), encoding="utf-8")
    assert "  dropped: 'Plain'" in messages.update(project)
    assert "Plain" not in po(project).read_text(encoding="utf-8")


def test_compiled_file_must_match(project):
    po(project).with_suffix(".mo").write_bytes(b"old")
    assert any("not compiled" in problem for problem in messages.check(project))


@pytest.mark.parametrize(
    ("text", "translation", "fault"),
    [
        ("Plain", "", "untranslated"),
        ("Hello, %(name)s", "Здравствуйте, %(nom)s", "placeholders differ"),
        ("Hello, %(name)s", "Здравствуйте", "placeholders differ"),
        ("{n} year", ("{n} год", "{n} года", "лет"), "placeholders differ"),
        ("%(count)d route", ("%(count)d маршрут", "", ""), "untranslated"),
        ("Plain", "Просто\n", "line breaks"),
    ],
)
def test_faulty_translations_are_named(project, text, translation, fault):
    translate(project, {text: translation})
    assert any(fault in problem and text in problem for problem in messages.check(project))


def test_fuzzy_translations_are_named(project):
    catalog = po(project)
    content = catalog.read_text(encoding="utf-8")
    catalog.write_text(content.replace('msgid "Later"', '#, fuzzy\nmsgid "Later"'), "utf-8")
    assert any("fuzzy: 'Later'" in problem for problem in messages.check(project))


# --- beside the catalogues of Wagtail and Django ------------------------------------------

#: Ours says the same thing in the school's words; on Wagtail's screens it is welcome too.
SAME_MEANING = {"Account", "Move up", "Move down", "Change password", "Change my password"}


def plain_texts(path: Path) -> dict[str, object]:
    """Return the translated texts of a catalogue that have no context."""
    with path.open("rb") as file:
        return {
            message.id if isinstance(message.id, str) else message.id[0]: message.string
            for message in read_po(file)
            if message.id and message.string and not message.context
        }


def catalogues_of(package) -> dict[str, object]:
    """Return the texts of a package's Russian catalogues."""
    found: dict[str, object] = {}
    for path in Path(package.__file__).parent.rglob("locale/ru/LC_MESSAGES/django.po"):
        found |= plain_texts(path)
    return found


def test_our_words_answer_for_none_of_wagtails_or_djangos():
    theirs = catalogues_of(django) | catalogues_of(wagtail)
    assert len(theirs) > 1000
    ours = {
        text: said
        for domain in messages.DOMAINS
        for text, said in plain_texts(domain.po_path(messages.ROOT)).items()
    }
    clash = {text for text, said in ours.items() if theirs.get(text, said) != said}
    assert clash == SAME_MEANING


def test_borrowed_words_are_missing_in_wagtail_still():
    assert not set(WORDS) & set(catalogues_of(wagtail))
