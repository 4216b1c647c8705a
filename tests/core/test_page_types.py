"""What holds for every page type: it can be reached, shown, previewed and edited."""

import pytest
from django.apps import apps
from django.http import Http404
from django.test import RequestFactory
from wagtail.models import Page

from ikpe_site.home.models import HomePage
from ikpe_site.trash.models import TrashPage
from tests import factories
from tests.admin_forms import add_url, assert_published, edit, edit_url, errors_of, read_form, stream_data
from tests.helpers import get_soup, main_of, words

INDEX_PAGES = list(factories.INDEX_FACTORIES)
SINGLE_PAGES = [
    factories.ContentPageFactory,
    factories.TopicPageFactory,
    factories.ProjectPageFactory,
    factories.WorkAreaPageFactory,
    factories.PersonPageFactory,
    factories.NewsPageFactory,
    factories.PublicationPageFactory,
    factories.EventPageFactory,
    factories.EventSeriesPageFactory,
]
NAMES = ["home", *INDEX_PAGES, *[factory._meta.model.__name__ for factory in SINGLE_PAGES]]


@pytest.fixture(params=NAMES)
def page(request, site_tree):
    """One page of each type in turn."""
    if hasattr(site_tree, request.param):
        return getattr(site_tree, request.param)
    return next(factory for factory in SINGLE_PAGES if factory._meta.model.__name__ == request.param)()


def test_the_tests_know_every_page_type():
    known = {HomePage, *[factory._meta.model for factory in [*factories.INDEX_FACTORIES.values(), *SINGLE_PAGES]]}
    ours = {model for model in apps.get_models() if issubclass(model, Page)} - {Page, TrashPage}
    assert ours == known


def test_its_address_leads_to_it(page, site_tree, rf: RequestFactory):
    parts = [part for part in page.url.split("/") if part]
    found, _args, _kwargs = site_tree.home.route(rf.get(page.url), parts)
    assert found == page
    assert type(found) is type(page)


def test_it_shows_its_heading_to_visitors(page, client):
    soup = get_soup(page.url, client)
    assert len(soup.select("h1")) == 1
    heading = page.headline if isinstance(page, HomePage) else page.title
    assert words(soup.h1) == heading
    assert soup.html["lang"] == "de"


def test_the_heading_can_differ_from_the_title(page, client):
    if isinstance(page, HomePage) or type(page).__name__ == "PersonPage":
        pytest.skip("has a heading of its own")
    page.heading = "Eine andere Überschrift"
    page.save()
    soup = get_soup(page.url, client)
    assert words(soup.h1) == "Eine andere Überschrift"
    assert page.title in words(soup.title)


def test_editors_can_preview_it(page, editor_client):
    data = read_form(editor_client, edit_url(page))
    data.update(stream_data(type(page)))
    preview = edit_url(page) + "preview/"
    answer = editor_client.post(preview, data)
    assert answer.json() == {"is_valid": True, "is_available": True}
    shown = editor_client.get(preview)
    assert shown.status_code == 200
    assert shown.templates[0].name == page.get_template(RequestFactory().get("/"))


def test_a_new_one_can_be_previewed_before_it_is_saved(page, editor_client):
    """Every field is empty that may be; the form of a new page has no page behind it."""
    if isinstance(page, HomePage):
        pytest.skip("there is one home page")
    parent, model = page.get_parent(), type(page)
    if model.max_count:
        page.delete()
    required = {"title": "Neue Seite", "first_name": "Jörg", "last_name": "Müßig", "start": "2026-03-01 10:00"}
    if hasattr(model, "category"):
        required["category"] = factories.CategoryFactory().pk
    data = read_form(editor_client, add_url(model, parent))
    data.update(stream_data(model) | required)
    preview = add_url(model, parent) + "preview/"
    assert editor_client.post(preview, data).json() == {"is_valid": True, "is_available": True}
    assert editor_client.get(preview).status_code == 200


def test_editors_can_publish_a_change(page, editor_client, client):
    story = [] if isinstance(page, HomePage) else [("heading", "Neuer Abschnitt")]
    changes = {} if type(page).__name__ == "PersonPage" else {"title": "Geänderter Titel"}
    response = edit(editor_client, page, {**changes, "teaser": "Ein neuer Anreißer."}, {"body": story})
    assert_published(response)
    page.refresh_from_db()
    assert page.live
    assert page.teaser == "Ein neuer Anreißer."
    soup = get_soup(page.url, client)
    if changes:
        assert page.title == "Geänderter Titel"
    if story:
        assert "Neuer Abschnitt" in [words(heading) for heading in soup.select("main h2")]


def test_a_page_without_title_is_refused(page, editor_client):
    if type(page).__name__ == "PersonPage":
        pytest.skip("its title follows from the name")
    assert "title" in errors_of(edit(editor_client, page, {"title": ""}))


def test_a_teaser_over_300_characters_is_refused(page, editor_client):
    if type(page).__name__ == "HomePage":
        pytest.skip("tested with the others")
    assert "teaser" in errors_of(edit(editor_client, page, {"teaser": "x" * 301}))


def test_a_draft_is_not_found(page, site_tree, client):
    if isinstance(page, HomePage):
        pytest.skip("the home page stays")
    factories.make_draft(page)
    assert client.get(page.url).status_code == 404


def test_an_expired_page_is_not_found_even_before_the_scheduler_took_it_down(page, client, rf):
    if isinstance(page, HomePage):
        pytest.skip("the home page stays")
    factories.make_expired(page)
    assert client.get(page.url).status_code == 404
    with pytest.raises(Http404):
        factories.home_page().route(rf.get(page.url), [part for part in page.url.split("/") if part])


def test_a_private_page_asks_visitors_to_log_in(page, client):
    factories.make_private(page)
    response = client.get(page.url)
    assert response.status_code == 302
    assert "login" in response["Location"]


def test_its_title_and_description_are_in_the_head(page, client):
    page.seo_title, page.search_description = "Titel für Suchmaschinen", "Beschreibung für Suchmaschinen"
    page.save()
    soup = get_soup(page.url, client)
    assert words(soup.title).startswith("Titel für Suchmaschinen")
    assert soup.find("meta", attrs={"name": "description"})["content"] == "Beschreibung für Suchmaschinen"
    assert soup.find("meta", attrs={"property": "og:title"})["content"] == "Titel für Suchmaschinen"


def test_its_preview_picture_is_offered_to_messengers(page, client):
    picture = factories.ImageFactory()
    page.social_image = picture
    page.save()
    found = get_soup(page.url, client).find("meta", attrs={"property": "og:image"})["content"]
    (made,) = picture.renditions.all()
    assert found == f"{page.get_site().root_url}{made.url}"


def test_without_a_teaser_it_has_no_empty_description(page, client):
    page.teaser = ""
    page.save()
    assert get_soup(page.url, client).find("meta", attrs={"name": "description"}) is None


def test_a_page_with_a_picture_shows_it_with_alternative_text_or_as_ornament(page, client):
    if isinstance(page, HomePage) or type(page).__name__.endswith("IndexPage") or type(page).__name__ == "ContactPage":
        pytest.skip("shows no picture of its own")
    page.image = factories.ImageFactory(description="Ein Turm aus Würfeln")
    page.save()
    pictures = main_of(page.url).select("picture img")
    assert pictures
    for picture in pictures:
        assert picture.has_attr("alt")
        assert picture["width"].isdigit()
        assert picture["height"].isdigit()
