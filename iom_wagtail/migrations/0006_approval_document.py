from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("iom_wagtail", "0005_attachment_item"),
    ]

    operations = [
        migrations.AddField(
            model_name="approvalevent",
            name="document_no",
            field=models.CharField(
                blank=True, max_length=60, verbose_name="number of the order or protocol"
            ),
        ),
        migrations.AddField(
            model_name="approvalevent",
            name="document_on",
            field=models.DateField(
                blank=True, null=True, verbose_name="date of the order or protocol"
            ),
        ),
        migrations.AlterField(
            model_name="approvalevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("submitted", "submitted for approval"),
                    ("correction", "correction submitted"),
                    ("agreed", "agreed"),
                    ("acquainted", "acquainted"),
                    ("refused", "refusal of acquaintance minuted"),
                    ("passed", "step passed"),
                    ("returned", "returned for rework"),
                    ("withdrawn", "withdrawn"),
                    ("changed", "changed during approval"),
                    ("signed", "approved"),
                ],
                max_length=20,
                verbose_name="what happened",
            ),
        ),
    ]
