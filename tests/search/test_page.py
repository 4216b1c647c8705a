"""The page of the search: what it shows, counts, filters and sorts."""

import datetime

import pytest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ikpe_site.search.models import MissedSearch, SearchEntry
from ikpe_site.search.results import Ranked
from tests.factories import (
    ContentPageFactory,
    EventPageFactory,
    NewsPageFactory,
    PersonPageFactory,
    ProjectPageFactory,
    PublicationPageFactory,
    TopicPageFactory,
)
from tests.helpers import get_soup, hrefs, main_of, titles, words
from topics.models import Region

pytestmark = pytest.mark.database


def facets(page) -> dict[str, list[str]]:
    """The choices of each facet as they read: „Aktuelles ( 3 )“."""
    return {words(facet.h2): titles(facet, "li") for facet in page.select(".facet")}


def test_a_page_is_found_by_its_title_teaser_and_text(results):
    NewsPageFactory(title="Sonnenblumen")
    EventPageFactory(title="Fachtag", teaser="Es geht um Sonnenblumen.")
    ContentPageFactory(title="Garten", body=[("text", "<p>Sonnenblumen wachsen.</p>")])
    PublicationPageFactory(title="Heft", abstract="Sonnenblumen in der Stadt")
    NewsPageFactory(title="Etwas anderes")
    assert sorted(results("Sonnenblumen")) == ["Fachtag", "Garten", "Heft", "Sonnenblumen"]


def test_all_words_must_be_there(results):
    greiz = [Region.objects.get(name="Greiz")]
    ProjectPageFactory(title="Bienenprojekt", regions=greiz)
    ProjectPageFactory(title="Bienenweide")
    assert results("Bienen Greiz") == ["Bienenprojekt"]


def test_if_nothing_has_all_words_it_says_so_and_shows_what_has_some(results):
    NewsPageFactory(title="Sonnenblumen")
    assert results("Sonnenblumen Xylophon") == ["Sonnenblumen"]
    status = words(main_of("/suche/", q="Sonnenblumen Xylophon").select_one("[role=status]"))
    assert _("Nothing has all of these words. What has some of them:") in status


@pytest.mark.parametrize("in_title", [0, 4, 10, 13])
def test_those_with_the_word_in_the_title_come_first_and_each_comes_once_on_some_page(in_title, results):
    named = [f"Sonnenblumen {number}" for number in range(in_title)]
    others = [f"Beitrag {number}" for number in range(12)]
    for day, title in enumerate([*named, *others], start=1):
        NewsPageFactory(title=title, date=datetime.date(2024, 5, day), body=[("text", "<p>Sonnenblumen</p>")])
    pages = [results("Sonnenblumen", seite=page) for page in range(1, (in_title + 12) // 10 + 2)]
    assert [title for page in pages for title in page] == [*reversed(named), *reversed(others)]


def test_an_entry_that_goes_while_results_are_fetched_is_left_out(index):
    NewsPageFactory(title="Sonnenblumen")
    index()
    entry = SearchEntry.objects.get(title="Sonnenblumen")

    class Behind:
        def values_list(self, *fields, flat):
            return [entry.pk + 1_000, entry.pk]

    assert Ranked(Behind())[0:2] == [entry]


def test_words_that_say_nothing_are_left_out(results):
    NewsPageFactory(title="Sonnenblumen", teaser="")
    assert results("Wer ist für die Sonnenblumen da?") == ["Sonnenblumen"]
    assert main_of("/suche/", q="Wer ist für die Sonnenblumen da?").select(".search-status p") != []


def test_the_title_counts_more_than_the_text_and_a_topic_more_than_a_post(results):
    NewsPageFactory(title="Ein Beitrag", body=[("text", "<p>Sonnenblumen</p>")])
    NewsPageFactory(title="Sonnenblumen")
    TopicPageFactory(title="Sonnenblumen")
    TopicPageFactory(title="Sonnenblumen und mehr")
    kinds = main_of_kinds(results, "Sonnenblumen")
    assert kinds[0] == ("Sonnenblumen", TopicPageFactory._meta.model._meta.verbose_name)
    assert kinds[-1][0] == "Ein Beitrag"


def main_of_kinds(results, query):
    results(query)
    page = main_of("/suche/", q=query)
    return list(zip(titles(page, ".results h2"), titles(page, ".results .meta"), strict=True))


def test_a_result_says_what_it_is_of_when_and_leads_there(results):
    post = NewsPageFactory(title="Sonnenblumen", date=datetime.date(2020, 3, 9), teaser="Sie blühen.")
    results("Sonnenblumen")
    (result,) = main_of("/suche/", q="Sonnenblumen").select(".results li")
    assert hrefs(result) == [post.url]
    assert words(result.select_one(".meta")) == f"{post.page_type_display_name} · 9. März 2020"


def test_of_a_publication_only_the_year_is_told(results):
    PublicationPageFactory(title="Sonnenblumen", issued_year=2018)
    results("Sonnenblumen")
    assert words(main_of("/suche/", q="Sonnenblumen").select_one(".result .meta")).endswith("· 2018")


def test_counties_and_programmes_are_found_though_they_are_no_pages(results):
    assert results("Ilm Kreis")[0] == "Ilm-Kreis"
    result = main_of("/suche/", q="Ilmkreis").select_one(".result")
    assert hrefs(result)[0] == "/regionen/ilm-kreis/"


@pytest.mark.parametrize("query", ["", "   ", "-", "?!"])
def test_without_a_word_nothing_is_searched(query, site_tree):
    page = main_of("/suche/", q=query)
    assert page.select(".results") == []
    assert page.select_one("input[name=q]")


def test_the_number_of_results_is_said(results):
    NewsPageFactory(title="Sonnenblumen")
    results("Sonnenblumen")
    status = words(main_of("/suche/", q="Sonnenblumen").select_one("[role=status]"))
    one = "%(count)s result for „%(query)s“"
    assert status == ngettext(one, "%(count)s results for „%(query)s“", 1) % {"count": 1, "query": "Sonnenblumen"}


def test_where_nothing_is_found_it_says_so(site_tree):
    text = words(main_of("/suche/", q="Xylophonkonzert").select_one(".empty p"))
    assert text == _("Nothing was found. Try a shorter word or the list of topics.")


ODD = ["'", '"', '"Sonnen', "a OR", "* ?", "(", "NEAR(", "\\", "%", "a" * 3000, "<script>alert(1)</script>", "\x00"]
ODD += ["☀", ":", "!&|", "=", "= =", "Sonnen:*", "a-", "-a", "x--y", "ß", "Ⅷ", "ﬁ", "\ud7ff", "\u202e", "ä" * 500]


@pytest.mark.parametrize("query", ODD)
def test_odd_questions_break_nothing(query, results, client):
    NewsPageFactory(title="Sonnenblumen")
    results("Sonnenblumen")
    response = client.get("/suche/", {"q": query})
    assert response.status_code == 200
    assert get_soup("/suche/", q=query).select("main script") == []
    assert client.get("/suche/vorschlaege/", {"q": query}).status_code == 200


def test_the_question_stays_in_the_field(site_tree):
    assert main_of("/suche/", q="Kinder & Jugend <14").select_one("input[name=q]")["value"] == "Kinder & Jugend <14"


def test_there_are_ten_results_a_page_and_question_and_filters_survive_paging(results):
    for n in range(15):
        NewsPageFactory(title=f"Sonnenblume {n}")
    results("Sonnenblume")
    for number, count in {"": 10, "2": 5, "999": 5, "0": 5, "abc": 10}.items():
        page = main_of("/suche/", q="Sonnenblume", seite=number, art="beitrag")
        assert len(page.select(".results li")) == count, number
        (link,) = hrefs(page.select_one(".pagination"))
        assert "q=Sonnenblume" in link
        assert "art=beitrag" in link


@pytest.fixture
def sunflowers(results):
    topic, other = TopicPageFactory(title="Garten"), TopicPageFactory(title="Küche")
    for title, year, topics in [("Alpha", 2018, [topic]), ("Beta", 2019, [topic, other]), ("Gamma", 2019, [])]:
        NewsPageFactory(title=f"Sonnenblume {title}", date=datetime.date(year, 5, 1), topics=topics)
    PublicationPageFactory(title="Sonnenblumenheft", issued_year=2019, topics=[other])
    PersonPageFactory(last_name="Sonnenblum", position="Sonnenblumenkunde")
    results("Sonnenblume")


def test_facets_count_kinds_and_years(sunflowers):
    shown = facets(main_of("/suche/", q="Sonnenblume"))
    assert shown[_("Kind")] == [f"{_('People')} ( 1 )", f"{_('News')} ( 3 )", f"{_('Publications')} ( 1 )"]
    assert shown[_("Year")] == ["2019 ( 3 )", "2018 ( 1 )"]
    assert shown[_("Topic")] == ["Garten", "Küche"]


def test_facets_narrow_each_other(sunflowers):
    page = main_of("/suche/", q="Sonnenblume", art="beitrag", jahr="2019")
    assert titles(page, ".results h2") == ["Sonnenblume Beta", "Sonnenblume Gamma"]
    shown = facets(page)
    assert shown[_("Kind")] == [_("all"), f"{_('News')} ( 2 )", f"{_('Publications')} ( 1 )"]
    assert shown[_("Year")] == [_("all"), "2019 ( 2 )", "2018 ( 1 )"]


def test_what_is_chosen_is_named_and_can_be_taken_back_at_once(sunflowers):
    chosen = main_of("/suche/", q="Sonnenblume", art="beitrag", jahr="2019").select_one(".search-chosen")
    assert titles(chosen, ".chip") == [f"{_('Kind')}: {_('News')}", f"{_('Year')}: 2019"]
    assert len(main_of(f"/suche/{hrefs(chosen)[0]}").select(".results li")) == 5


def test_each_choice_leads_to_as_many_results_as_it_says(sunflowers):
    for link in main_of("/suche/", q="Sonnenblume", jahr="2019").select(".facet a:has(.facet-count)"):
        count = int("".join(filter(str.isdigit, link.select_one(".facet-count").get_text())))
        assert len(main_of(f"/suche/{link['href']}").select(".results li")) == count, words(link)


def test_another_choice_begins_on_the_first_page(sunflowers):
    page = main_of("/suche/", q="Sonnenblume", seite="1", art="beitrag")
    links = hrefs(page, ".facet a, .search-chosen a")
    assert len(links) > 3
    assert not any("seite" in link for link in links)


def test_results_of_a_topic(sunflowers):
    page = main_of("/suche/", q="Sonnenblume", thema="kueche")
    assert sorted(titles(page, ".results h2")) == ["Sonnenblume Beta", "Sonnenblumenheft"]


def test_a_topic_without_results_can_be_taken_back(sunflowers):
    TopicPageFactory(title="Keller")
    page = main_of("/suche/", q="Sonnenblume", thema="keller")
    assert page.select(".results li") == []
    assert _("There is nothing for this choice.") in words(page)
    assert page.select(".did-you-mean") == []
    back = page.select_one(".facet a:not(:has(.facet-count))")
    assert len(main_of(f"/suche/{back['href']}").select(".results li")) == 5
    assert not MissedSearch.objects.exists()


def test_newest_first(sunflowers):
    page = main_of("/suche/", q="Sonnenblume", sortierung="datum", art="beitrag")
    assert titles(page, ".results h2")[-1] == "Sonnenblume Alpha"


@pytest.mark.parametrize("name", ["art", "jahr", "thema"])
@pytest.mark.parametrize("value", ["unsinn", "1", "99999999999999999999", "<b>", "2019-01-01"])
def test_an_unknown_filter_is_told_and_not_applied(name, value, sunflowers):
    page = main_of("/suche/", q="Sonnenblume", **{name: value})
    assert len(page.select(".results li")) == 5
    assert value in words(page.select_one(".search-status .notice"))


def test_an_unknown_order_is_the_usual_one(sunflowers):
    usual = titles(main_of("/suche/", q="Sonnenblume"), ".results h2")
    assert titles(main_of("/suche/", q="Sonnenblume", sortierung="unsinn"), ".results h2") == usual


def test_the_home_page_itself_is_no_result(results, site_tree):
    home = site_tree.home
    home.title = "Sonnenblumeninstitut"
    home.save()
    assert results("Sonnenblumeninstitut") == []


def test_search_engines_do_not_list_the_search(site_tree):
    assert get_soup("/suche/", q="x").find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_visitors_get_no_cookie(results, client):
    NewsPageFactory(title="Sonnenblumen")
    results("Sonnenblumen")
    for url in ("/suche/?q=Sonnenblumen", "/suche/?q=Xylophon", "/suche/vorschlaege/?q=Sonnen"):
        response = client.get(url)
        assert response.cookies == {}
        assert "Cookie" not in response.headers.get("Vary", "")
    assert MissedSearch.objects.count() == 1


def test_examples_among_the_results_are_marked(index):
    EventPageFactory(title="Sonnenblumen: erfunden", is_example=True)
    NewsPageFactory(title="Sonnenblumen: wahr")
    index()
    marked = {
        words(result.h2): bool(result.select_one(".badge-example"))
        for result in main_of("/suche/", q="Sonnenblumen").select(".result")
    }
    assert marked == {"Sonnenblumen: erfunden": True, "Sonnenblumen: wahr": False}
