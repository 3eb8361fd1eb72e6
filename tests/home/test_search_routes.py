"""Case 18: the public search never brings out a route, whatever is asked for."""

from __future__ import annotations

from home.first_pages import ensure_first_pages
from home.models import HomePage, PublicText
from home.search.finding import find
from home.search.keeping import rebuild, remember


def test_case_18_no_route_comes_up(signed, client):
    """Not even if its words were asked for to the letter, or somebody tried to have it indexed."""
    ensure_first_pages(signed.school)
    home = HomePage.objects.get(pk=signed.school.site.root_page_id)
    rebuild()
    remember([signed.route])
    assert not PublicText.objects.filter(pk=signed.route.pk).exists()
    assert find("наставники", home.path).hits  # the search itself works
    for query in (signed.route.title, signed.route.goal, "ИОМ", "Маршруты", "Лебедева"):
        answer = client.get("/search/", {"q": query})
        assert answer.status_code == 200
        assert f"/routes/{signed.route.pk}/" not in answer.text
        assert signed.route.title not in [hit.title for hit in find(query, home.path).hits]
