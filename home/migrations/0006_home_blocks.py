"""Lets the blocks take the place of the home page's rich text.

In a migration of their own: PostgreSQL changes no table in which rows wait to be written.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("home", "0005_home_words")]

    operations = [
        migrations.RemoveField(model_name="homepage", name="body"),
        migrations.RenameField(model_name="homepage", old_name="blocks", new_name="body"),
    ]
