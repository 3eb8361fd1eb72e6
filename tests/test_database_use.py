"""What runs on a second database: everything that could tell one from another."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.database_use import SETS, for_another_database, uses_database

HERE = Path(__file__).parent


def item(path, *fixtures, mark=None, name="test_one"):
    return SimpleNamespace(
        path=HERE / path,
        name=name,
        nodeid=f"tests/{path}::{name}",
        fixturenames=list(fixtures),
        get_closest_marker=lambda name: mark,
    )


@pytest.mark.parametrize(
    ("one", "used"),
    [
        (item("school/test_rules.py"), False),
        (item("school/test_rules.py", "tmp_path"), False),
        (item("school/test_rules.py", mark="django_db"), True),
        (item("school/test_rules.py", "cast", "db"), True),
        (item("school/test_rules.py", "once", "django_db_blocker"), True),
        # It may look for a fixture by name.
        (item("school/test_rules.py", "request"), True),
        # Every address as everybody: once is enough.
        (item("access/test_matrix_get.py", "db", mark="django_db"), False),
        # It starts programs of its own.
        (item("concurrency/test_writers.py"), True),
        # ... or says on which database it runs.
        (item("concurrency/test_writers.py", name="test_writers_on_sqlite"), False),
    ],
)
def test_a_test_that_reaches_no_database_is_left_out(one, used):
    assert uses_database(one) is used


def test_of_many_sets_of_parameters_the_first_ones_run():
    many = [item("school/test_rules.py", "db", name=f"test_many[{n}-]]") for n in range(9)]
    others = [item(path, "db", name="test_many[0]") for path in ("a/test_a.py", "a/test_b.py")]
    pure = item("school/test_rules.py", name="test_pure")
    assert for_another_database([*many, pure, *others]) == [*many[:SETS], *others]
