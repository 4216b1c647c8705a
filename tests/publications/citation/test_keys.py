"""Keys of publications, under which others cite them."""

import pytest

from publications.citation.keys import citation_key, suffix
from publications.models import PublicationPage
from tests.factories import ContributorFactory, PublicationPageFactory, make_draft


def publication(title, *families, **fields):
    page = PublicationPageFactory(title=title, **fields)
    for family in families:
        ContributorFactory(publication=page, family=family)
    return PublicationPage.objects.get(pk=page.pk)


@pytest.mark.parametrize(
    ("item", "key"),
    [
        ({"author": [{"family": "Fischer", "given": "Jörg"}], "editor": [{"family": "Geene"}]}, "fischer2019planung"),
        ({"author": [{"literal": "Stadt Gera"}]}, "stadtgera2019planung"),
        ({"author": [], "editor": [{"family": "Geene"}]}, "geene2019planung"),
        ({"title": "– Neue Planung"}, "2019neue"),
        ({"title": "Plan_A heute"}, "2019plana"),
        ({"title": "a" * 41}, "2019" + "a" * 40),
        ({"issued": {"literal": "im Erscheinen"}}, "planung"),
        ({"title": "…", "issued": {}}, "publikation"),
    ],
)
def test_a_key_is_made_of_the_first_name_the_year_and_the_first_word(item, key):
    item = {"title": "Planung", "issued": {"date-parts": [[2019, 5]]}} | item
    asked = []
    assert citation_key(item, lambda base: asked.append(base) or set()) == key
    assert asked == [key]
    assert citation_key(item, lambda base: {base, f"{base}a", f"{base}c"}) == f"{key}b"


def test_letters_go_on_as_in_spreadsheets():
    expected = {0: "", 1: "a", 2: "b", 26: "z", 27: "aa", 52: "az", 53: "ba", 702: "zz", 703: "aaa"}
    assert {number: suffix(number) for number in expected} == expected


def test_a_key_is_author_year_and_first_word_with_a_letter_on_a_clash(site_tree):
    keys = [publication("Straßen & Wege", "Müller-Lüdenscheidt", "B", issued_year=2019).citation_key for _ in "abc"]
    assert keys == [f"muellerluedenscheidt2019strassen{letter}" for letter in ("", "a", "b")]


def test_a_key_does_without_what_is_not_known(site_tree):
    assert publication("„Über“ alles", issued_year=None).citation_key == "ueber"


def test_a_key_stays_once_the_publication_was_published(site_tree):
    page = publication("Planung", "Fischer", issued_year=None)
    page.save_revision().publish()
    page.refresh_from_db()
    page.issued_year, page.title = 2020, "Neue Planung"
    page.save_revision().publish()
    assert PublicationPage.objects.get(pk=page.pk).citation_key == "fischerplanung"


def test_the_key_of_a_draft_follows_its_data(site_tree):
    page = publication("Planung", "Fischer", issued_year=None)
    make_draft(page)
    page.issued_year = 2020
    page.save()
    assert page.citation_key == "fischer2020planung"


def test_a_copy_has_a_key_of_its_own(site_tree):
    page = publication("Planung", "Fischer", issued_year=2019)
    copy = page.copy(update_attrs={"slug": "kopie", "title": "Planung"})
    assert copy.specific.citation_key == "fischer2019planunga"
