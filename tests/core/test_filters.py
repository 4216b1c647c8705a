"""What the filters of a list make of the values in its address."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from ikpe_site.core.filters import Filter, FilteredListMixin, Filters, TextFilter
from topics.models import Region

KINDS = [("county", "Landkreis"), ("city", "kreisfreie Stadt")]
KEYS = [("16051", "Erfurt"), ("16076", "Greiz")]


def with_letters(regions, text):
    return regions.filter(name__icontains=text)


class RegionFilters(Filters):
    def __init__(self, parameters, regions):
        super().__init__(
            parameters,
            TextFilter("q", "Name", with_letters),
            Filter("art", "Art", KINDS, "kind"),
            Filter("schluessel", "Schlüssel", KEYS, "key", lasting=False),
        )


def filters(**parameters) -> Filters:
    return RegionFilters(parameters, None)


def names(filters) -> set[str]:
    return set(filters.narrow(Region.objects.all()).values_list("name", flat=True))


@pytest.mark.django_db
def test_each_filter_narrows_by_its_own_lookup():
    everything = names(filters())
    assert {"Erfurt", "Greiz", "Gera"} < everything
    assert names(filters(schluessel="16076")) == {"Greiz"}
    assert names(filters(art="city", q="g")) == {"Gera"}
    assert names(filters(art="city", schluessel="16076")) == set()
    assert names(filters(art="x", schluessel="", q=" ")) == everything


@pytest.mark.parametrize(
    ("given", "value"), [("  Erfurt   Land ", "Erfurt Land"), ("\t\n", ""), ("x" * 300, "x" * 200)]
)
def test_what_is_typed_is_cut_to_words_and_a_length(given, value):
    [typed] = filters(q=given).active or [None]
    assert (typed.value if typed else "") == value
    assert filters(q=given).is_narrowed is bool(value)
    assert filters(q=given).unknown == []


def test_what_is_chosen_is_spelled_out_and_as_the_end_of_an_address():
    chosen = filters(q="Erfurt & Land", art="city")
    assert chosen.labels == ["Erfurt & Land", "kreisfreie Stadt"]
    assert chosen.query == "?q=Erfurt+%26+Land&art=city"
    assert chosen.chosen == {"q": "Erfurt & Land", "art": "city", "schluessel": ""}


def test_each_filter_has_a_label_of_its_value_and_only_what_is_typed_is_text():
    entries = list(filters(art="city", schluessel="99999"))
    assert [entry.value_label for entry in entries] == ["", "kreisfreie Stadt", ""]
    assert [entry.is_text for entry in entries] == [True, False, False]


@pytest.mark.parametrize("parameters", [{}, {"art": ""}, {"seite": "2"}])
def test_nothing_chosen_is_the_whole_list(parameters):
    assert (filters(**parameters).query, filters(**parameters).labels) == ("", [])
    assert not filters(**parameters).is_narrowed


def test_an_unknown_value_is_none_but_narrows_the_list_for_search_engines():
    unknown = filters(art="planet", schluessel="16051")
    assert [entry.name for entry in unknown.unknown] == ["art"]
    assert [entry.name for entry in unknown.active] == ["schluessel"]
    assert filters(art="planet").is_narrowed
    assert filters(art="planet").query == ""


class ListOfRegions(FilteredListMixin):
    filters_class = RegionFilters
    listed = None
    per_page = 2


def request(query=""):
    return RequestFactory().get(f"/liste/{query}")


def test_feeds_and_exports_follow_what_lasts():
    lasting = ListOfRegions().get_lasting_filters(request("?q=a&art=city&schluessel=16051"))
    assert lasting.chosen == {"q": "a", "art": "city"}
    assert ListOfRegions().get_lasting_filters(request("?schluessel=unbekannt")).chosen == {"q": "", "art": ""}


def test_feeds_and_exports_of_an_unknown_choice_do_not_exist():
    with pytest.raises(Http404):
        ListOfRegions().get_lasting_filters(request("?art=planet"))


@pytest.mark.parametrize(
    ("query", "shown"), [("", [1, 2]), ("?seite=2", [3]), ("?seite=9", [3]), ("?seite=x", [1, 2])]
)
def test_the_list_is_shown_a_page_at_a_time(query, shown):
    assert list(ListOfRegions().get_page_of_list(request(query), [1, 2, 3])) == shown
