"""What holds for every page type: it can be reached, shown, previewed and edited."""

import re

import pytest
from django.apps import apps
from django.http import Http404
from django.test import RequestFactory
from django.urls import reverse
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from ikpe_site.core.models import InstituteSettings
from ikpe_site.home.models import HomePage
from ikpe_site.trash.models import TrashPage
from tests import factories
from tests.admin_forms import assert_published, edit, edit_url, errors_of, read_form, stream_data
from tests.helpers import get_soup, main_of, soup_of, words

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
    routed, _args, _kwargs = site_tree.home.route(rf.get(page.url), parts)
    assert routed == page
    assert type(routed) is type(page)


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


def comparable(data: dict) -> dict[str, list[str]]:
    """What is sent of a form, without how a ticked box says so and without the keys of paragraphs, new each time."""
    lists = {name: value if isinstance(value, list) else [value] for name, value in data.items()}
    same = re.compile(r'^on$|"key": "\w+"')
    return {name: [same.sub("", value).strip() for value in values] for name, values in lists.items() if values}


def test_its_form_shows_what_the_tests_send(page, editor_client):
    """They fill in forms without reading their HTML (tests/admin_forms.py)."""
    sent = comparable(read_form(editor_client, edit_url(page)))
    schedule = {sent.pop(name)[0] for name in ("go_live_at", "expire_at")}  # in a dialog that a script opens
    soup = soup_of(editor_client.get(edit_url(page)))
    for template in soup.select("template"):
        template.decompose()
    shown = comparable(dict(querydict_from_html(str(soup), form_id="page-edit-form").lists()))
    assert shown.pop("next") == [""]
    assert shown == sent
    assert schedule == {""}


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


def test_its_head_has_its_title_its_description_and_its_preview_picture(page, client):
    picture = factories.ImageFactory()
    page.seo_title, page.search_description = "Titel für Suchmaschinen", "Beschreibung für Suchmaschinen"
    page.social_image = picture
    page.save()
    soup = get_soup(page.url, client)
    assert words(soup.title).startswith("Titel für Suchmaschinen")
    assert soup.find("meta", attrs={"name": "description"})["content"] == "Beschreibung für Suchmaschinen"
    assert soup.find("meta", attrs={"property": "og:title"})["content"] == "Titel für Suchmaschinen"
    (made,) = picture.renditions.all()
    offered = soup.find("meta", attrs={"property": "og:image"})["content"]
    assert offered == f"{page.get_site().root_url}{made.url}"


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


# --- aliases: pages that show what another one says ------------------------------------------------------------------

EXPORTS = ["export.bib", "export.ris", "export.json"]
FILES = {"PersonPage": ["kontakt.vcf"], "PublicationPage": EXPORTS, "PublicationIndexPage": EXPORTS}


def views_of(page) -> list[str]:
    routes = page.get_subpage_urls() if isinstance(page, RoutablePageMixin) else ()
    fixed = [str(route.pattern) for route in routes if "<" not in str(route.pattern)]
    views = [route.rstrip("/") if "." in route else route for route in fixed if route]
    return ["", *views, *FILES.get(type(page).__name__, [])]


def test_an_alias_answers_on_every_view(page, site_tree, client):
    if isinstance(page, HomePage):
        pytest.skip("there is one home page")
    InstituteSettings.objects.create(site=site_tree.home.get_site(), email="info@example.org")
    alias = page.create_alias(parent=page.get_parent(), update_slug="abbild")
    for view in views_of(page):
        assert {client.get(f"{each.url}{view}").status_code for each in (page, alias)} == {200}, view


def test_an_alias_follows_and_can_be_made_a_page_in_the_admin(page, admin_client):
    if type(page).max_count == 1:
        pytest.skip("cannot be copied")
    page.create_alias(parent=page.get_parent(), update_slug="abbild")
    page.teaser = "Neu gesagt."
    page.save_revision().publish()
    alias = type(page).objects.get(slug="abbild")
    assert (alias.alias_of_id, alias.teaser) == (page.pk, "Neu gesagt.")
    for view in ("edit", "copy", "delete", "history", "usage", "move"):
        assert admin_client.get(reverse(f"wagtailadmin_pages:{view}", args=[alias.pk])).status_code in (200, 302)
    admin_client.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))
    assert type(page).objects.get(slug="abbild").alias_of is None
