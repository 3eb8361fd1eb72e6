import uuid

from django.db import migrations, models

import iom_wagtail.files.storage


def make_each_a_set(apps, schema_editor):
    """Every file attached so far is a set of its own; the column's default would be one for all."""
    attachments = apps.get_model("iom_wagtail", "Attachment")
    attachments.objects.update(batch=models.F("uuid"))


class Migration(migrations.Migration):
    dependencies = [
        ("iom_wagtail", "0004_journal"),
    ]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="batch",
            field=models.UUIDField(editable=False, null=True, verbose_name="set"),
        ),
        migrations.RunPython(make_each_a_set, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="attachment",
            name="batch",
            field=models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="set"),
        ),
        migrations.AddField(
            model_name="attachment",
            name="item",
            field=models.UUIDField(blank=True, null=True, verbose_name="programme item"),
        ),
        migrations.AddField(
            model_name="attachment",
            name="preview",
            field=models.FileField(
                blank=True,
                editable=False,
                storage=iom_wagtail.files.storage.private_storage,
                upload_to=iom_wagtail.files.storage.random_name,
                verbose_name="small copy",
            ),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(fields=["route", "item"], name="iom_attachment_item"),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(fields=["route", "batch"], name="iom_attachment_batch"),
        ),
    ]
