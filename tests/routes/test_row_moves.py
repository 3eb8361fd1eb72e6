"""Buttons of the tables without JavaScript: posted data in, posted data out."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from iom_wagtail.routes.row_moves import order_of, rewrite


def posted(orders=("1", "2", "3"), **extra) -> QueryDict:
    data = QueryDict(mutable=True)
    data["items-TOTAL_FORMS"] = str(len(orders))
    for index, order in enumerate(orders):
        if order is not None:
            data[f"items-{index}-ORDER"] = order
    for name, value in extra.items():
        data[f"items-{name}"] = value
    return data


@pytest.mark.parametrize(
    ("orders", "button", "expected", "target"),
    [
        (("1", "2", "3"), {}, [0, 1, 2], ""),
        (("1", "2", "3"), {"insert": "2"}, [0, 1, 3, 2], "items-2"),
        (("1", "2", "3"), {"insert": "0"}, [3, 0, 1, 2], "items-0"),
        (("1", "2", "3"), {"insert": "99"}, [0, 1, 2, 3], "items-3"),
        (("1", "2", "3"), {"up": "3"}, [0, 2, 1], "items-1"),
        (("1", "2", "3"), {"up": "1"}, [0, 1, 2], "items-0"),
        (("1", "2", "3"), {"down": "1"}, [1, 0, 2], "items-1"),
        (("1", "2", "3"), {"down": "3"}, [0, 1, 2], "items-2"),
        (("3", "1", "2"), {"down": "1"}, [2, 1, 0], "items-1"),
        (("5", "5", "5"), {}, [0, 1, 2], ""),
        ((None, "x", ""), {}, [0, 1, 2], ""),
        (("1", "2", "3"), {"insert": "<b>"}, [0, 1, 2], ""),
        ((), {"insert": "0"}, [0], "items-0"),
    ],
)
def test_buttons(orders, button, expected, target):
    result, where = rewrite(posted(orders, **button), ["items"], most=100)
    assert order_of(result, "items", len(expected)) == expected
    assert [result[f"items-{i}-ORDER"] for i in expected] == [
        str(place) for place in range(1, len(expected) + 1)
    ]
    assert where == target


@pytest.mark.parametrize("total", ["-1", "x", "", "101", "99999999999"])
def test_a_broken_total_is_left_to_the_form(total):
    data = posted()
    data["items-TOTAL_FORMS"] = total
    result, _target = rewrite(data, ["items"], most=100)
    assert result == data
