"""Gives the site its second language: English pages may be written from now on."""

from django.db import migrations


def add_english(apps, schema_editor):
    """Add the language; its pages are made by translating, one by one."""
    apps.get_model("wagtailcore", "Locale").objects.get_or_create(language_code="en")


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0007_search_index"),
        ("wagtailcore", "0054_initial_locale"),
    ]

    operations = [migrations.RunPython(add_english, migrations.RunPython.noop)]
