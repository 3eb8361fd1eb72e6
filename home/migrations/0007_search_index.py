"""Lets the database index the words of public pages: FTS5 on SQLite, ``tsvector`` on PostgreSQL.

The words come ready (``home/search/words.py``), so neither is asked for a language. On SQLite
triggers keep the index; a later migration that makes the table anew has to make them anew too.
"""

from django.db import migrations

SQLITE = (
    """
    CREATE VIRTUAL TABLE home_publictext_words USING fts5(
        words, content='home_publictext', content_rowid='page_id', detail='none',
        prefix='2 3 4', tokenize="unicode61 remove_diacritics 0"
    )
    """,
    """
    CREATE TRIGGER home_publictext_added AFTER INSERT ON home_publictext BEGIN
        INSERT INTO home_publictext_words (rowid, words) VALUES (new.page_id, new.words);
    END
    """,
    """
    CREATE TRIGGER home_publictext_gone AFTER DELETE ON home_publictext BEGIN
        INSERT INTO home_publictext_words (home_publictext_words, rowid, words)
        VALUES ('delete', old.page_id, old.words);
    END
    """,
    """
    CREATE TRIGGER home_publictext_changed AFTER UPDATE ON home_publictext BEGIN
        INSERT INTO home_publictext_words (home_publictext_words, rowid, words)
        VALUES ('delete', old.page_id, old.words);
        INSERT INTO home_publictext_words (rowid, words) VALUES (new.page_id, new.words);
    END
    """,
)
SQLITE_BACK = (
    "DROP TRIGGER home_publictext_added",
    "DROP TRIGGER home_publictext_gone",
    "DROP TRIGGER home_publictext_changed",
    "DROP TABLE home_publictext_words",
)
POSTGRESQL = (
    """
    ALTER TABLE home_publictext ADD COLUMN word_vector tsvector
    GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED
    """,
    "CREATE INDEX home_publictext_words ON home_publictext USING gin (word_vector)",
)
POSTGRESQL_BACK = (
    "DROP INDEX home_publictext_words",
    "ALTER TABLE home_publictext DROP COLUMN word_vector",
)


def _run(schema_editor, statements):
    for statement in statements.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(statement)


def make(apps, schema_editor):
    """Make the index."""
    _run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def drop(apps, schema_editor):
    """Drop it."""
    _run(schema_editor, {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK})


class Migration(migrations.Migration):
    dependencies = [("home", "0006_home_blocks")]

    operations = [migrations.RunPython(make, drop)]
