"""A draft can be saved with gaps, also by itself while it is written; publishing names them and loses nothing."""

import datetime

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import rich_text, streamfield

from events.models import EventPage
from events.recurrence import add_dates
from ikpe_site.core.blocks import StoryBlock
from ikpe_site.home.blocks import HomeBlock
from ikpe_site.roles.groups import ADMINISTRATION, AUTHORS
from people.models import PersonPage
from tests import factories
from tests.admin_forms import (
    add,
    add_url,
    assert_published,
    edit,
    edit_url,
    errors_of,
    inline_row,
    read_form,
    stream_data,
)
from tests.helpers import soup_of, words

REQUIRED = {
    "NewsPage": set(),
    "PersonPage": {"first_name", "last_name"},
    "TopicPage": set(),
    "ProjectPage": set(),
    "WorkAreaPage": set(),
    "PublicationPage": {"category"},
    "EventPage": {"start"},
    "EventSeriesPage": set(),
    "ContentPage": set(),
}
FACTORIES = {
    factory._meta.model.__name__: factory
    for factory in (
        factories.NewsPageFactory,
        factories.PersonPageFactory,
        factories.TopicPageFactory,
        factories.ProjectPageFactory,
        factories.WorkAreaPageFactory,
        factories.PublicationPageFactory,
        factories.EventPageFactory,
        factories.EventSeriesPageFactory,
        factories.ContentPageFactory,
    )
}
AUTOMATIC = {"headers": {"Accept": "application/json"}}


@pytest.fixture(params=REQUIRED)
def model(request, site_tree):
    return FACTORIES[request.param]._meta.model


def bare(client, model, **fields):
    """The form of a new page with a title alone."""
    parent = FACTORIES[model.__name__].usual_parent()
    data = read_form(client, add_url(model, parent)) | stream_data(model)
    return add_url(model, parent), data | {"title": "Nur ein Titel"} | fields


def test_a_draft_needs_a_title_only(model, editor_client):
    url, data = bare(editor_client, model)
    response = editor_client.post(url, data)
    assert response.status_code == 302, errors_of(response)
    page = model.objects.last()
    assert not page.live
    assert editor_client.get(edit_url(page)).status_code == 200
    assert editor_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200


def test_a_draft_is_saved_by_itself_with_a_title_only(model, editor_client):
    url, data = bare(editor_client, model)
    first = editor_client.post(url, data, **AUTOMATIC).json()
    assert first["success"], first
    again = editor_client.post(first["url"], data | {"teaser": "Ein Satz."}, **AUTOMATIC).json()
    assert again["success"], again
    page = model.objects.get(pk=first["pk"])
    assert page.get_latest_revision_as_object().teaser == "Ein Satz."


def test_publishing_names_what_is_missing_and_loses_nothing(model, editor_client):
    url, data = bare(editor_client, model, teaser="Ein Satz, der bleibt.")
    response = editor_client.post(url, data | {"action-publish": "1"})
    if not REQUIRED[model.__name__]:
        assert response.status_code == 302, errors_of(response)
        return
    assert set(errors_of(response)) == REQUIRED[model.__name__]
    soup = soup_of(response)
    assert soup.select_one("[name=teaser]").text.strip() == "Ein Satz, der bleibt."
    for name in REQUIRED[model.__name__]:
        message = soup.select_one(f"[data-contentpath={name}] .w-field__errors .error-message")
        assert words(message) == "Dieses Feld muss ausgefüllt werden."


def test_submitting_names_what_is_missing(member_of, client, site_tree):
    client.force_login(member_of(AUTHORS))
    url, data = bare(client, EventPage)
    assert set(errors_of(client.post(url, data | {"action-submit": "1"}))) == {"start"}
    assert not EventPage.objects.exists()


# --- parts of a page -------------------------------------------------------------------------------------------------

NOTHING = rich_text("")


def table(headings, cells, kind="text"):
    """What the form sends of a table with these columns and one cell in each row."""
    data = {"column-count": str(len(headings)), "row-count": str(len(cells)), "caption": ""}
    for number, heading in enumerate(headings):
        column = {"type": kind, "heading": heading, "order": str(number), "deleted": ""}
        data |= {f"column-{number}-{name}": value for name, value in column.items()}
    for number, cell in enumerate(cells):
        data |= {f"row-{number}-order": str(number), f"row-{number}-deleted": "", f"cell-{number}-0": cell}
    return data


NO_PICTURE = {"image": "", "alt_text": ""}
NO_LINK = {"page": "", "url": "", "label": ""}
# What the form sends of a block that was put in and not filled in.
EMPTY_BLOCKS = {
    "heading": "",
    "subheading": "",
    "text": NOTHING,
    "example": "",
    "picture": {"picture": NO_PICTURE, "caption": "", "credit": ""},
    "gallery": streamfield([("item", {"picture": NO_PICTURE, "caption": "", "credit": ""})]),
    "quotation": {"text": "", "source": ""},
    "accordion": streamfield([("item", {"heading": "", "text": NOTHING})]),
    "people": streamfield([("item", "")]),
    "names": streamfield([("item", {"name": "", "detail": "", "logo": NO_PICTURE, "url": ""})]),
    "table": {"caption": "", "table": {"column-count": "0", "row-count": "0", "caption": ""}},
    "downloads": streamfield([("item", "")]),
    "call_to_action": {"heading": "", "text": "", "link": NO_LINK},
    "embed": {"title": "", "embed": ""},
    "imprint": "",
}
EMPTY_SECTIONS = {
    "news": {"heading": "", "count": "", "link_label": ""},
    "association": {"heading": "", "text": NOTHING, "link": NO_LINK},
    "work_areas": {"heading": ""},
    "topics": {"heading": ""},
    "publications": {"heading": ""},
    "platform": {"heading": "", "text": NOTHING},
    "events": {"heading": "", "count": "", "link_label": ""},
    "contact": {"heading": "", "text": ""},
}


def test_the_tests_know_every_block():
    assert set(EMPTY_BLOCKS) == set(StoryBlock().child_blocks)
    assert set(EMPTY_SECTIONS) == set(HomeBlock().child_blocks)


def assert_saved_with_gaps(client, page, field, *blocks):
    response = edit(client, page, streams={field: blocks}, publish=False)
    assert response.status_code == 302, errors_of(response)
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert [block.block_type for block in getattr(draft, field)] == [name for name, _value in blocks]
    assert client.get(edit_url(page)).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200


def refused_blocks(client, page, field, *blocks) -> set[int]:
    """The places of the blocks for which the page cannot be published."""
    response = edit(client, page, streams={field: blocks})
    return set(response.context_data["form"].errors.as_data()[field][0].block_errors)


def test_empty_blocks_can_be_saved_but_not_published(site_tree, editor_client):
    page, blocks = factories.ContentPageFactory(), EMPTY_BLOCKS.items()
    assert_saved_with_gaps(editor_client, page, "body", *blocks)
    refused = refused_blocks(editor_client, page, "body", *blocks)
    untouched = [name for place, name in enumerate(EMPTY_BLOCKS) if place not in refused]
    assert untouched == ["example", "imprint"]  # have no fields


# Half of a block, which looks filled in.
GAPS_IN_BLOCKS = {
    "blank heading": ("heading", "   "),
    "blank text": ("text", rich_text("<p> &nbsp;</p><p></p>")),
    "blank quotation": ("quotation", {"text": " \n ", "source": "Jemand"}),
    "accordion without text": ("accordion", streamfield([("item", {"heading": "Ziel", "text": NOTHING})])),
    "accordion without sections": ("accordion", streamfield([])),
    "table without columns": ("table", {"caption": "Zahlen", "table": table([], [])}),
    "table without rows": ("table", {"caption": "Zahlen", "table": table(["Kreis"], [])}),
    "table without text": ("table", {"caption": "Zahlen", "table": table(["Kreis"], [""])}),
    "people without anybody": ("people", streamfield([])),
    "downloads without documents": ("downloads", streamfield([])),
}


def test_blocks_that_say_nothing_can_be_saved_but_not_published(site_tree, editor_client):
    page, blocks = factories.ContentPageFactory(), GAPS_IN_BLOCKS.values()
    assert_saved_with_gaps(editor_client, page, "body", *blocks)
    refused = refused_blocks(editor_client, page, "body", *blocks)
    assert [gap for place, gap in enumerate(GAPS_IN_BLOCKS) if place not in refused] == []


def test_what_is_missing_is_said_at_the_block_in_german(site_tree, editor_client):
    page = factories.ContentPageFactory()
    blocks = [
        ("text", rich_text("<p>Wie es weitergeht.</p>")),
        ("text", NOTHING),
        GAPS_IN_BLOCKS["table without rows"],
    ]
    refused = edit(editor_client, page, streams={"body": blocks}).context_data["form"]
    errors = refused.errors.as_data()["body"][0].block_errors
    assert errors.keys() == {1, 2}
    assert errors[1].messages == ["Dieses Feld muss ausgefüllt werden."]
    [missing] = errors[2].block_errors["table"].non_block_errors
    assert missing == "Fügen Sie Spalten hinzu und eine Zeile mit Text."


def test_a_table_of_numbers_can_be_published(site_tree, editor_client):
    page = factories.ContentPageFactory()
    block = ("table", {"caption": "Zahlen", "table": table(["Anzahl"], ["0"], kind="number")})
    assert_published(edit(editor_client, page, streams={"body": [block]}))
    page.refresh_from_db()
    assert [[cell.value for cell in row] for row in page.body[0].value["table"].rows] == [[0]]


def test_empty_sections_of_the_home_page_can_be_saved_but_not_published(site_tree, editor_client):
    sections = EMPTY_SECTIONS.items()
    assert_saved_with_gaps(editor_client, site_tree.home, "body", *sections)
    assert refused_blocks(editor_client, site_tree.home, "body", *sections) == set(range(len(sections)))


def test_an_empty_section_of_a_topic_can_be_saved_but_not_published(site_tree, editor_client):
    topic = factories.TopicPageFactory()
    block = ("section", {"heading": "", "content": streamfield([("text", NOTHING)])})
    assert_saved_with_gaps(editor_client, topic, "accordion", block)
    assert refused_blocks(editor_client, topic, "accordion", block) == {0}


def test_an_empty_item_of_the_programme_can_be_saved_but_not_published(site_tree, editor_client):
    event = factories.EventPageFactory()
    block = ("item", {"time": "", "title": "", "speakers": ""})
    assert_saved_with_gaps(editor_client, event, "agenda", block)
    assert refused_blocks(editor_client, event, "agenda", block) == {0}


def test_a_button_that_leads_nowhere_can_be_saved_but_not_published(site_tree, editor_client):
    block = ("button", NO_LINK | {"label": "Mehr"})
    assert_saved_with_gaps(editor_client, site_tree.home, "buttons", block)
    assert refused_blocks(editor_client, site_tree.home, "buttons", block) == {0}


ROWS = [
    (
        factories.PersonPageFactory,
        inline_row("responsibilities", role="Projektleitung"),
        "responsibilities-0.programme",
    ),
    (
        factories.PublicationPageFactory,
        inline_row("contributors", role="author", given="Petra"),
        "contributors-0.person",
    ),
    (factories.EventPageFactory, inline_row("questions", label="", field_type="singleline"), "questions-0.label"),
]


@pytest.mark.parametrize(("factory", "row", "error"), ROWS, ids=[error for _factory, _row, error in ROWS])
def test_a_row_with_gaps_can_be_saved_but_not_published(factory, row, error, site_tree, editor_client):
    page = factory()
    response = edit(editor_client, page, row, publish=False)
    assert response.status_code == 302, errors_of(response)
    assert editor_client.get(edit_url(page)).status_code == 200
    assert editor_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200
    assert error in errors_of(edit(editor_client, factory(), row))


GAPS = [
    (factories.PersonPageFactory, {"absent_to": "2030-01-31"}, "absent_from"),
    (factories.EventPageFactory, {"latitude": "50.97"}, "longitude"),
    (factories.EventPageFactory, {"joining_url": "https://example.org/"}, "joining_url"),
]


@pytest.mark.parametrize(("factory", "changes", "error"), GAPS, ids=[error for _factory, _changes, error in GAPS])
def test_half_of_what_belongs_together_can_be_saved_but_not_published(
    factory, changes, error, site_tree, editor_client
):
    page = factory()
    response = edit(editor_client, page, changes, publish=False)
    assert response.status_code == 302, errors_of(response)
    assert set(errors_of(edit(editor_client, page, changes))) == {error}


# --- people, whose title is their name -------------------------------------------------------------------------------


def test_a_person_can_be_saved_before_the_name_is_known(site_tree, editor_client):
    add(editor_client, PersonPage, site_tree.people, {"phone": "0361 511500"}, publish=False)
    person = PersonPage.objects.get()
    assert person.title == "Ohne Namen"
    assert person.phone == "0361 511500"


def test_the_address_of_a_person_follows_the_name_until_it_is_published(site_tree, editor_client):
    add(editor_client, PersonPage, site_tree.people, {"first_name": "Jörg"}, publish=False)
    person = PersonPage.objects.get()
    assert person.slug == "joerg"
    edit(editor_client, person, {"last_name": "Müßig"})
    person.refresh_from_db()
    assert (person.title, person.slug) == ("Jörg Müßig", "joerg-muessig")
    edit(editor_client, person, {"last_name": "Fleißig"})
    person.refresh_from_db()
    assert (person.title, person.slug) == ("Jörg Fleißig", "joerg-muessig")


def test_an_address_that_was_chosen_stays(site_tree, editor_client):
    changes = {"first_name": "Jörg", "slug": "leitung"}
    add(editor_client, PersonPage, site_tree.people, changes, publish=False)
    person = PersonPage.objects.get()
    edit(editor_client, person, {"last_name": "Müßig"})
    person.refresh_from_db()
    assert person.slug == "leitung"


# --- publishing without the form -------------------------------------------------------------------------------------


def incomplete_event(**fields):
    return factories.EventPageFactory(live=False, start=None, title="Ohne Datum", **fields)


def test_publishing_several_pages_leads_to_what_is_missing_and_publishes_none(site_tree, editor_client):
    event, post = incomplete_event(), factories.NewsPageFactory(live=False)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = editor_client.post(f"{url}?id={post.pk}&id={event.pk}&next=/admin/", follow=True)
    assert response.redirect_chain == [(f"{edit_url(event)}#:w:contentpath=start", 302)]
    message = words(soup_of(response).select_one(".messages"))
    assert "„Ohne Datum“" in message
    assert "Beginn: " in message
    assert not Page.objects.filter(pk__in=[post.pk, event.pk], live=True).exists()


def test_an_approval_leads_to_what_is_missing(site_tree, member_of, client):
    author, administrator = member_of(AUTHORS), member_of(ADMINISTRATION)
    event = incomplete_event(owner=author)
    event.save_revision(clean=False)
    state = event.get_workflow().start(event, author)
    state.current_task_state.approve(user=administrator)
    state.refresh_from_db()
    client.force_login(administrator)
    url = reverse("wagtailadmin_pages:workflow_action", args=[event.pk, "approve", state.current_task_state.pk])
    response = client.post(url, {"comment": ""}, headers={"X-Requested-With": "XMLHttpRequest"})
    assert response.json()["redirect"] == f"{edit_url(event)}#:w:contentpath=start"
    assert "„Ohne Datum“" in words(soup_of(client.get(edit_url(event))).select_one(".messages"))
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS


def test_a_series_goes_on_from_the_latest_date_that_is_known(site_tree):
    series = factories.EventSeriesPageFactory()
    factories.EventPageFactory(series=series, place="Rathaus")
    incomplete_event(series=series, place="Noch offen")
    [made] = add_dates(series, [datetime.date(2030, 1, 7)], datetime.time(10), None)
    assert made.place == "Rathaus"


def test_an_incomplete_draft_is_in_no_list(site_tree, editor_client, client):
    event = incomplete_event()
    for url in (reverse("wagtailadmin_explore", args=[site_tree.events.pk]), "/admin/event-list/", "/admin/"):
        assert editor_client.get(url).status_code == 200
    assert event.title in editor_client.get("/admin/event-list/").content.decode()
    assert editor_client.get("/admin/event-list/?export=csv").status_code == 200
    assert event.title not in client.get(site_tree.events.url).content.decode()
    assert event not in EventPage.objects.past()
