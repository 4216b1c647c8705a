"""Keys of publications, under which others cite them."""

from publications.models import PublicationPage
from tests.factories import ContributorFactory, PublicationPageFactory, make_draft


def publication(title, *families, **fields):
    page = PublicationPageFactory(title=title, **fields)
    for family in families:
        ContributorFactory(publication=page, family=family)
    return PublicationPage.objects.get(pk=page.pk)


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
