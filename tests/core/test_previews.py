"""Editors see beforehand what visitors will see: every block, every page and every snippet has a preview."""

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import PreviewableMixin
from wagtail.snippets.models import get_snippet_models

from ikpe_site.core.models import BasePage, ContentPage
from people.models import PersonGroup
from publications.models import PublicationCategory
from tests import factories
from tests.admin_forms import add_url, edit_url, read_form, stream_data
from tests.helpers import soup_of, titles, words
from topics.models import Programme, Region

PAGE_TYPES = [model for model in apps.get_models() if issubclass(model, BasePage)]


def chosen_blocks(block, blocks):
    """The blocks that editors can put in, here and deeper."""
    if isinstance(block, StreamBlock):
        blocks |= {type(child).__name__: child for child in block.child_blocks.values()}
    if isinstance(block, StreamBlock | StructBlock):
        for child in block.child_blocks.values():
            chosen_blocks(child, blocks)
    if isinstance(block, ListBlock):
        chosen_blocks(block.child_block, blocks)
    return blocks


def all_blocks():
    blocks = {}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                chosen_blocks(field.stream_block, blocks)
    return blocks


BLOCKS = all_blocks()


def assert_is_part_of_the_site(response):
    """With the style of the site, in a frame of the admin only, and with nothing that a policy would have to allow."""
    soup = soup_of(response)
    assert any("css/site" in link["href"] for link in soup.select("link[rel=stylesheet]"))
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert soup.select("style, [style]") == []
    assert [script for script in soup.select("script:not([src])") if script.get("type") != "application/ld+json"] == []
    assert [tag for tag in soup.select("[src], link[href]") if "//" in (tag.get("src") or tag["href"])] == []


# --- blocks ----------------------------------------------------------------------------------------------------------


def test_blocks_of_all_kinds_are_found():
    assert {"TextBlock", "NewsSectionBlock", "SectionBlock", "AgendaItemBlock", "ButtonBlock"} <= set(BLOCKS)


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_shows_something_while_the_site_has_no_content(name, site_tree, editor_client):
    block = BLOCKS[name]
    assert block.is_previewable
    response = editor_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert_is_part_of_the_site(response)
    assert len(words(soup_of(response).main)) > 10 or soup_of(response).select("main svg")


def test_pictures_are_drawn_while_there_are_none(site_tree, editor_client):
    for name, number in {"PictureBlock": 1, "GalleryBlock": 3}.items():
        query = {"id": BLOCKS[name].definition_prefix}
        response = editor_client.get(reverse("wagtailadmin_block_preview"), query)
        assert len(soup_of(response).select("main svg")) == number


def test_chosen_people_are_shown_as_cards(site_tree, editor_client):
    person = factories.PersonPageFactory()
    query = {"id": BLOCKS["PeopleBlock"].definition_prefix}
    response = editor_client.get(reverse("wagtailadmin_block_preview"), query)
    assert titles(soup_of(response), ".person-name") == [person.title]


# --- pages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_an_empty_form_of_a_new_page_has_a_preview(model, site_tree, editor_client):
    if model.max_count:
        model.objects.all().delete()
    parent = next((page for page in map(first, model.clean_parent_page_models()) if page), None)
    if parent is None or parent.is_root():
        parent = factories.TopicPageFactory() if parent is None else pytest.skip("there is one home page")
    preview = add_url(model, parent) + "preview/"
    data = read_form(editor_client, add_url(model, parent))
    data.update(stream_data(model))
    assert editor_client.post(preview, data).json() == {"is_valid": True, "is_available": True}
    for mode, _label in model().preview_modes:
        assert_is_part_of_the_site(editor_client.get(preview, {"mode": mode, "in_preview_panel": "true"}))


def first(model):
    return model.objects.first()


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_a_preview_can_be_looked_at_on_phone_and_desktop(model, db):
    assert {"mobile", "desktop"} <= {size["name"] for size in model().preview_sizes}


def test_a_preview_shows_what_is_not_saved_yet(site_tree, editor_client):
    page = factories.ContentPageFactory()
    data = read_form(editor_client, edit_url(page))
    data.update(stream_data(ContentPage, body=[("heading", "Noch nicht gespeichert")]))
    editor_client.post(edit_url(page) + "preview/", data)
    response = editor_client.get(edit_url(page) + "preview/")
    assert "Noch nicht gespeichert" in titles(soup_of(response), "h2")


# --- snippets --------------------------------------------------------------------------------------------------------


def snippet_url(view, model, *arguments):
    return reverse(model.snippet_viewset.get_url_name(view), args=arguments)


SNIPPETS = {
    Region: (factories.RegionFactory, {"name": "Neuer Kreis", "key": "99999"}, "h1", "Neuer Kreis"),
    Programme: (
        factories.ProgrammeFactory,
        {"name": "Neues Landesprogramm", "abbreviation": "NLP"},
        "h1",
        "Neues Landesprogramm",
    ),
    PersonGroup: (factories.PersonGroupFactory, {"name": "Beirat"}, "h2", "Beirat"),
    PublicationCategory: (factories.CategoryFactory, {"name": "Vorträge"}, ".counts li span", "Vorträge"),
}


def test_every_snippet_has_a_preview():
    assert set(get_snippet_models()) == set(SNIPPETS)
    assert all(issubclass(model, PreviewableMixin) for model in SNIPPETS)


@pytest.fixture(params=SNIPPETS, ids=lambda model: model.__name__)
def snippet(request, site_tree):
    return request.param


def shown(client, form, preview, changes):
    data = read_snippet_form(client, form) | changes
    assert client.post(preview, data).json() == {"is_valid": True, "is_available": True}
    response = client.get(preview)
    assert_is_part_of_the_site(response)
    return soup_of(response)


def read_snippet_form(client, url) -> dict:
    soup = soup_of(client.get(url))
    fields = soup.select("main form [name]")
    return {field["name"]: value_of(field) for field in fields if field["name"] != "csrfmiddlewaretoken"}


def value_of(field) -> str:
    if field.name == "select":
        return next((option["value"] for option in field.select("option[selected]")), "")
    return field.get("value", "")


def test_the_preview_of_a_snippet_shows_what_the_form_says(snippet, editor_client):
    factory, changes, selector, expected = SNIPPETS[snippet]
    saved = factory()
    form, preview = snippet_url("edit", snippet, saved.pk), snippet_url("preview_on_edit", snippet, saved.pk)
    assert expected in titles(shown(editor_client, form, preview, changes), selector)
    before = saved.name
    saved.refresh_from_db()
    assert saved.name == before


def test_a_new_snippet_has_a_preview(snippet, editor_client):
    _factory, changes, selector, expected = SNIPPETS[snippet]
    form, preview = snippet_url("add", snippet), snippet_url("preview_on_add", snippet)
    assert expected in titles(shown(editor_client, form, preview, changes), selector)


def test_an_empty_form_of_a_new_snippet_has_a_preview(snippet, editor_client):
    shown(editor_client, snippet_url("add", snippet), snippet_url("preview_on_add", snippet), {})


def test_groups_are_previewed_in_their_order_with_their_people(site_tree, editor_client):
    board, staff = factories.PersonGroupFactory(sort_order=1), factories.PersonGroupFactory(sort_order=2)
    for group in (board, staff):
        person = factories.PersonPageFactory()
        person.groups.set([group])
        person.save()
    form, preview = (snippet_url(view, PersonGroup, board.pk) for view in ("edit", "preview_on_edit"))
    soup = shown(editor_client, form, preview, {"sort_order": "3"})
    assert titles(soup, "main h2") == [staff.name, board.name]
    assert len(soup.select(".person-card")) == 2
