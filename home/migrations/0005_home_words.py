"""Turns the words of the home page, those of its template included, into blocks, and back.

What is written in the drafts goes along: a revision is a page's text too.
"""

import json
import uuid

from django.db import migrations

LEAD = (
    "Наставник приходит на урок не проверять, а помогать. У каждого молодого учителя свой "
    "маршрут: что трудно, что с этим делаем, кто и когда помогает."
)
STEPS = (
    (
        "search",
        "Узнаём, что трудно",
        "Беседа, посещение уроков, тетради: сильные стороны и затруднения, без отметок.",
    ),
    (
        "plan",
        "Договариваемся о маршруте",
        "Программа на год: что делает учитель, что — наставник и что — вместе.",
    ),
    (
        "flag",
        "Смотрим, как идёт",
        "Несколько контрольных срезов вместо одной проверки: открытый урок, беседа, защита "
        "материалов.",
    ),
)
NOTE = (
    "Маршруты видят только учитель, наставник и те, кто помогает; на сайте их нет ни для кого "
    "другого."
)


def _item(value):
    return {"type": "item", "id": str(uuid.uuid4()), "value": value}


def _block(kind, value):
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}


def blocks_for(text):
    """Return the blocks of a home page whose text was one piece of rich text."""
    button = {"label": "Открыть мой маршрут", "page": None, "address": "/routes/"}
    steps = [_item({"icon": icon, "title": title, "text": words}) for icon, title, words in STEPS]
    return [
        _block("hero", {"buttons": [_item(button)], "image": None, "alt": ""}),
        *([_block("text", text)] if text else []),
        _block("steps", {"heading": "Как идёт сопровождение", "steps": steps, "note": NOTE}),
        _block("stories", {"heading": "Новые истории"}),
        _block("celebration", {"heading": "Праздник успеха"}),
        _block("counts", {"heading": "Наставничество в числах"}),
    ]


def text_of(blocks):
    """Return the rich text that stands in some blocks; what else they hold has no place in it."""
    return "".join(block["value"] for block in blocks if block["type"] == "text")


def _revisions(apps):
    """Yield the revisions of home pages."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Revision = apps.get_model("wagtailcore", "Revision")
    kind = ContentType.objects.filter(app_label="home", model="homepage").first()
    if kind is not None:
        yield from Revision.objects.filter(content_type=kind).iterator()


def to_blocks(apps, schema_editor):
    """Copy every text, published and drafted."""
    for page in apps.get_model("home", "HomePage").objects.all():
        page.blocks = json.dumps(blocks_for(page.body))
        page.lead = page.lead or LEAD
        page.save_base(raw=True)
    for revision in _revisions(apps):
        text = revision.content.get("body") or ""
        if not text.startswith("["):
            revision.content["body"] = json.dumps(blocks_for(text))
            revision.save(update_fields=["content"])


def to_text(apps, schema_editor):
    """Copy back what was rich text."""
    for page in apps.get_model("home", "HomePage").objects.all():
        page.body = text_of(page.blocks.raw_data)
        page.save_base(raw=True)
    for revision in _revisions(apps):
        text = revision.content.get("body") or "[]"
        if text.startswith("["):
            revision.content["body"] = text_of(json.loads(text))
            revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0004_public_pages"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(to_blocks, to_text)]
