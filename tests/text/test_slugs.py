"""Addresses the German way, from the function to the admin form."""

import json

import pytest

from ikpe_site.core.models import ContentPage
from ikpe_site.editing.slugs import available_slug
from ikpe_site.text.slugs import MAX_LENGTH, german_slug
from news.models import NewsPage
from people.models import PersonPage
from tests.admin_forms import add, add_url, assert_published, edit, errors_of
from tests.factories import ContentPageFactory, NewsPageFactory, PersonPageFactory, TopicPageFactory
from tests.helpers import get_soup

EXAMPLES = [
    ("Qualitätsentwicklung", "qualitaetsentwicklung"),
    ("Straßenmüll", "strassenmuell"),
    ("Ärzte & Öffentlichkeit, Übung", "aerzte-oeffentlichkeit-uebung"),
    ("GROẞE STRASSE", "grosse-strasse"),
    ("Planungskoordinator*innen", "planungskoordinatorinnen"),
    ("Bilanz 2019/2020: Teil 1", "bilanz-20192020-teil-1"),
    ("  – Familie –  ", "familie"),
    ("Žižkov, Łódź", "zizkov-lodz"),
    ("U\u0308bung", "uebung"),
    ("", ""),
    ("???", ""),
]


@pytest.mark.parametrize(("text", "slug"), EXAMPLES)
def test_a_slug_is_spelled_the_german_way(text, slug):
    assert german_slug(text) == slug


def test_an_overlong_slug_is_cut_without_a_hyphen_at_its_end():
    slug = german_slug("Bedarfsanalyse " * 40)
    assert len(slug) <= MAX_LENGTH
    assert not slug.endswith("-")
    assert slug.startswith("bedarfsanalyse-bedarfsanalyse")


@pytest.mark.django_db
@pytest.mark.parametrize(("title", "slug"), [example for example in EXAMPLES if example[1]])
def test_a_page_saved_without_slug_gets_one_from_its_title(title, slug):
    assert ContentPageFactory(title=title).slug == slug


@pytest.mark.django_db
def test_the_slug_of_a_person_follows_from_the_name():
    assert PersonPageFactory(academic_title="Prof. Dr.", first_name="Jörg", last_name="Müßig", email="").slug == (
        "prof-dr-joerg-muessig"
    )


@pytest.mark.django_db
def test_a_slug_once_given_stays_when_the_title_changes():
    page = ContentPageFactory(title="Straßenmüll")
    page.title = "Abfall"
    page.save()
    assert page.slug == "strassenmuell"


@pytest.mark.django_db
def test_pages_with_the_same_title_below_one_page_get_slugs_of_their_own():
    assert [NewsPageFactory(title="Stellenausschreibung").slug for _ in range(3)] == [
        "stellenausschreibung",
        "stellenausschreibung-2",
        "stellenausschreibung-3",
    ]


@pytest.mark.django_db
def test_pages_with_the_same_title_in_different_places_may_share_a_slug():
    assert NewsPageFactory(title="Familie").slug == TopicPageFactory(title="Familie").slug == "familie"


def test_a_numbered_slug_stays_within_the_limit(site_tree):
    base = "a" * MAX_LENGTH
    page = NewsPageFactory(title="Kurz", slug=base)
    slug = available_slug(base, page.get_parent())
    assert len(slug) == MAX_LENGTH
    assert slug.endswith("-2")


def test_a_page_does_not_make_way_for_itself(site_tree):
    page = NewsPageFactory(title="Familie")
    assert available_slug("familie", site_tree.news, page) == "familie"


@pytest.mark.parametrize(("typed", "slug"), [example for example in EXAMPLES if example[1]])
def test_the_slug_field_of_the_admin_takes_what_editors_type(typed, slug, site_tree, editor_client):
    response = add(editor_client, ContentPage, site_tree.home, {"title": "Eine Seite", "slug": typed})
    assert_published(response)
    assert ContentPage.objects.get(title="Eine Seite").slug == slug


@pytest.mark.parametrize(("title", "slug"), [("Qualitätsentwicklung", "qualitaetsentwicklung"), ("Straße", "strasse")])
def test_the_admin_makes_a_slug_where_editors_typed_none(title, slug, site_tree, editor_client):
    assert_published(add(editor_client, ContentPage, site_tree.home, {"title": title, "slug": ""}))
    assert ContentPage.objects.get(title=title).slug == slug


def test_the_admin_makes_the_slug_of_a_person_from_the_name(site_tree, editor_client):
    response = add(editor_client, PersonPage, site_tree.people, {"first_name": "Jörg", "last_name": "Müßig"})
    assert_published(response)
    person = PersonPage.objects.get(last_name="Müßig")
    assert (person.slug, person.title) == ("joerg-muessig", "Jörg Müßig")


def test_two_people_of_the_same_name_can_be_entered(site_tree, editor_client):
    for _ in range(2):
        response = add(editor_client, PersonPage, site_tree.people, {"first_name": "Anna", "last_name": "Groß"})
        assert_published(response)
    assert set(PersonPage.objects.values_list("slug", flat=True)) == {"anna-gross", "anna-gross-2"}


@pytest.mark.parametrize("typed", ["", "Stellenausschreibung", "stellenausschreibung"])
def test_posts_with_the_same_title_can_be_entered_in_the_admin(typed, site_tree, editor_client):
    for _ in range(3):
        changes = {"title": "Stellenausschreibung", "slug": typed}
        assert_published(add(editor_client, NewsPage, site_tree.news, changes))
    assert set(NewsPage.objects.values_list("slug", flat=True)) == {
        "stellenausschreibung",
        "stellenausschreibung-2",
        "stellenausschreibung-3",
    }


def test_a_slug_of_the_editors_own_choice_that_is_taken_is_refused(site_tree, editor_client):
    NewsPageFactory(title="Fachtag")
    page = NewsPageFactory(title="Rückblick")
    assert "slug" in errors_of(edit(editor_client, page, {"slug": "fachtag"}))


def test_saving_a_page_again_keeps_its_slug(site_tree, editor_client):
    NewsPageFactory(title="Fachtag")
    second = NewsPageFactory(title="Fachtag")
    assert_published(edit(editor_client, second, {"teaser": "Neu."}))
    second.refresh_from_db()
    assert second.slug == "fachtag-2"


def test_the_slug_field_transliterates_in_the_browser_as_well(site_tree, editor_client):
    field = get_soup(add_url(ContentPage, site_tree.home), editor_client).select_one("input[name=slug]")
    formatters = {pattern: letters for [pattern, _flags], letters in json.loads(field["data-w-slug-formatters-value"])}
    assert formatters.items() >= {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "u\u0308": "ue"}.items()
