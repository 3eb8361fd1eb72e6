"""A consent withdrawn while the page is being published: whoever comes first, nothing is shown."""

from __future__ import annotations

from tests.concurrency.running import on_postgresql, own_database, run
from tests.concurrency.withdrawing import ROUNDS


def race(database_url, folder):
    result = run("withdrawing", database_url, folder)
    assert result["errors"] == []
    assert result["published"] + result["refused"] == ROUNDS
    assert result["published"]  # else nothing was there to be taken down
    assert result["shown"] == 0


def test_case_53_publishing_against_withdrawing_on_sqlite(tmp_path):
    race(f"sqlite:///{tmp_path / 'db.sqlite3'}", tmp_path)


@on_postgresql
def test_case_53_publishing_against_withdrawing_on_postgresql(tmp_path):
    with own_database("iom_withdrawing") as database_url:
        race(database_url, tmp_path)
