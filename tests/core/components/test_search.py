"""The results of the search, and how to narrow them."""

from tests.core.components import heard, name_of, page, shown, thing, unseen
from tests.helpers import hrefs, words


def status(**attributes):
    search = {"filters": thing(unknown=[], active=[]), "total": 0, "is_loose": False, "has_hits": False}
    return shown("search_status", at="/suche/?q=armutt&art=termin&seite=3", query="armutt", search=search | attributes)


def test_how_many_results_there_are_is_announced():
    soup = status(total=1)
    assert [words(line) for line in soup.select("[role=status] p")] == ["1 Treffer für „armutt“"]


def test_a_correction_begins_a_new_search():
    search = {"filters": thing(unknown=[], active=[]), "total": 0}
    soup = shown("search_status", at="/suche/?q=armutt&art=termin&seite=3", search=search, corrected="armut")
    assert hrefs(soup.select_one(".did-you-mean")) == ["/suche/?q=armut"]


def test_an_unknown_choice_is_announced():
    unknown = thing(label="Thema", given="<b>")
    soup = status(filters=thing(unknown=[unknown], active=[]))
    assert words(soup.select_one("[role=status] .notice")).startswith("Thema „<b>“ gibt es hier nicht.")


def test_all_filters_can_be_removed():
    soup = status(filters=thing(unknown=[], active=[thing(label="Art", value_label="Termin")]))
    assert hrefs(soup.select_one(".search-chosen")) == ["?q=armutt"]


def test_facets_are_named_say_what_is_chosen_and_how_much_there_is():
    choices = [
        thing(value="a", url="?a", label="Termine", count=3),
        thing(value="b", url="?b", label="Personen", count=None),
    ]
    soup = shown("search_facets", facets=[thing(filter=thing(label="Art", value="a"), without="?", choices=choices)])
    assert name_of(soup, "nav") == "Treffer eingrenzen"
    assert [link.get("aria-current") for link in soup.select("a")] == [None, "true", None]
    assert [words(link) for link in soup.select("a")] == ["alle", "Termine ( 3 )", "Personen"]
    assert unseen(soup) == ["(", ")"]


def test_recommendations_are_named_and_lead_to_pages_and_other_sites():
    promotions = [
        thing(page=page("Armut"), title="Armut", description="Alles dazu."),
        thing(page=None, external_link_url="https://example.org/", title="Land", description=""),
    ]
    soup = shown("search_promotions", promotions=promotions)
    assert name_of(soup, "section") == "Empfohlen"
    assert hrefs(soup) == ["/seite/", "https://example.org/"]


def test_a_document_is_offered_on_its_page():
    document = thing(url="/documents/1/a.pdf", file_extension="pdf", file_size=2048)
    entry = thing(kind_name="Dokument", document=document, page=page("Bericht"), title="Anhang", date=None, excerpt="")
    soup = shown("search_result", entry=entry)
    assert hrefs(soup) == ["/documents/1/a.pdf", "/seite/"]
    assert heard(soup) == "Dokument (PDF, 2,0 KB) Anhang Zu finden auf Bericht"
