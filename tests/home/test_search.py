"""Search over all pages."""

import pytest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tests.factories import ContentPageFactory, EventPageFactory, NewsPageFactory, PublicationPageFactory
from tests.helpers import get_soup, hrefs, main_of, titles, words


def found(query, **more):
    return titles(main_of("/suche/", q=query, **more), ".results h2")


def test_a_page_is_found_by_its_title_teaser_and_text(site_tree):
    NewsPageFactory(title="Sonnenblumen")
    EventPageFactory(title="Fachtag", teaser="Es geht um Sonnenblumen.")
    ContentPageFactory(title="Garten", body=[("text", "<p>Sonnenblumen wachsen.</p>")])
    PublicationPageFactory(title="Heft", abstract="Sonnenblumen in der Stadt")
    NewsPageFactory(title="Etwas anderes")
    assert sorted(found("Sonnenblumen")) == ["Fachtag", "Garten", "Heft", "Sonnenblumen"]


def test_a_result_leads_to_its_page_and_says_what_it_is(site_tree):
    post = NewsPageFactory(title="Sonnenblumen")
    (result,) = main_of("/suche/", q="Sonnenblumen").select(".results li")
    assert hrefs(result) == [post.url]
    assert words(result.select_one(".meta")) == post.page_type_display_name


@pytest.mark.parametrize("query", ["", "   "])
def test_without_a_word_nothing_is_searched(query, site_tree):
    page = main_of("/suche/", q=query)
    assert page.select(".results") == []
    assert page.select_one("input[name=q]")


def test_the_number_of_results_is_said(site_tree):
    NewsPageFactory(title="Sonnenblumen")
    status = words(main_of("/suche/", q="Sonnenblumen").select_one("[role=status]"))
    one = "%(count)s result for „%(query)s“"
    assert status == ngettext(one, "%(count)s results for „%(query)s“", 1) % {"count": 1, "query": "Sonnenblumen"}


def test_where_nothing_is_found_it_says_so(site_tree):
    text = words(main_of("/suche/", q="Xylophonkonzert").select_one(".empty p"))
    assert text == _("Nothing was found. Try a shorter word or the list of topics.")


@pytest.mark.parametrize(
    "query",
    [
        "'",
        '"',
        '"Sonnen',
        "a OR",
        "* ?",
        "(",
        "NEAR(",
        "\\",
        "%",
        "a" * 3000,
        "<script>alert(1)</script>",
        "\x00",
        "☀",
        "-",
        ":",
        "!&|",
    ],
)
def test_odd_questions_break_nothing(query, site_tree, client):
    response = client.get("/suche/", {"q": query})
    assert response.status_code == 200
    assert get_soup("/suche/", q=query).select("main script") == []


def test_the_question_stays_in_the_field(site_tree):
    assert main_of("/suche/", q="Kinder & Jugend <14").select_one("input[name=q]")["value"] == "Kinder & Jugend <14"


def test_there_are_ten_results_a_page_and_the_question_survives_paging(site_tree):
    for n in range(15):
        NewsPageFactory(title=f"Sonnenblume {n}")
    for number, count in {"": 10, "2": 5, "999": 5, "0": 5, "abc": 10}.items():
        page = main_of("/suche/", q="Sonnenblume", seite=number)
        assert len(page.select(".results li")) == count, number
        assert "q=Sonnenblume" in hrefs(page.select_one(".pagination"))[0]


def test_the_home_page_itself_is_no_result(site_tree):
    home = site_tree.home
    home.title = "Sonnenblumeninstitut"
    home.save()
    assert found("Sonnenblumeninstitut") == []


def test_search_engines_do_not_list_the_search(site_tree):
    assert get_soup("/suche/", q="x").find("meta", attrs={"name": "robots"})["content"] == "noindex"
