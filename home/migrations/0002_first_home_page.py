"""Puts the school's home page in the place of Wagtail's welcome page."""

from django.db import migrations

TITLE = "Сопровождение молодых учителей"
LEAD = (
    "Молодой учитель в нашей школе не остаётся один: рядом наставник, понятный план на год "
    "и люди, к которым можно прийти с вопросом."
)


def create_home_page(apps, schema_editor):
    """Turn the welcome page into the school's home page; any other root page is left alone."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    HomePage = apps.get_model("home", "HomePage")
    welcome = Page.objects.filter(depth=2, slug="home", content_type__model="page").first()
    if welcome is None:
        return
    content_type, _created = ContentType.objects.get_or_create(app_label="home", model="homepage")
    HomePage(page_ptr_id=welcome.pk, lead=LEAD).save_base(raw=True)
    Page.objects.filter(pk=welcome.pk).update(
        content_type=content_type, title=TITLE, draft_title=TITLE
    )


def remove_home_page(apps, schema_editor):
    """Turn it back into a plain page."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    HomePage = apps.get_model("home", "HomePage")
    plain = ContentType.objects.get(app_label="wagtailcore", model="page")
    for page in HomePage.objects.filter(depth=2, slug="home"):
        Page.objects.filter(pk=page.pk).update(content_type=plain)
        page.delete(keep_parents=True)


class Migration(migrations.Migration):
    dependencies = [("home", "0001_home_page")]

    operations = [migrations.RunPython(create_home_page, remove_home_page)]
