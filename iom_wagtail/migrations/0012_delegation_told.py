from django.db import migrations, models
from django.utils import timezone


def tell_of_the_past(apps, schema_editor):
    """Whoever signs already was told when it was settled."""
    rows = apps.get_model("iom_wagtail", "Delegation").objects
    rows.filter(since__lte=timezone.localdate()).update(told_on=models.F("since"))


class Migration(migrations.Migration):
    dependencies = [
        ("iom_wagtail", "0011_moderation"),
    ]

    operations = [
        migrations.AddField(
            model_name="delegation",
            name="told_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.RunPython(tell_of_the_past, migrations.RunPython.noop),
    ]
