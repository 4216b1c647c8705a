"""Example content: nobody takes it for real, and all of it can be found and removed."""

from urllib.parse import unquote_plus

import pytest
from django.core.management import call_command
from django.urls import reverse

from ikpe_site.core.examples import example_pages
from ikpe_site.media.models import CustomDocument
from publications.citation.metadata import coins
from tests.factories import (
    ContentPageFactory,
    DocumentFactory,
    EventPageFactory,
    NewsPageFactory,
    PersonPageFactory,
    PublicationPageFactory,
    ResponsibilityFactory,
    TopicPageFactory,
    make_draft,
    mark_published,
)
from tests.helpers import get_soup, graph_of, main_of, words
from topics.models import Region

pytestmark = pytest.mark.database

TEXT = [("text", "<p>Wir hören zu.</p>")]


def marked_section(**fields):
    return ("section", {"heading": "Unser Vorgehen", "is_example": True, "content": TEXT} | fields)


@pytest.fixture
def event(site_tree):
    return EventPageFactory(title="Werkstatt", is_example=True, takes_registrations=True, places=5)


@pytest.fixture
def person(site_tree):
    """Responsible in Greiz, which was invented."""
    person = PersonPageFactory(first_name="Anna", last_name="Test")
    topic = TopicPageFactory(title="Familie")
    ResponsibilityFactory(
        person=person, topic=topic, regions=[Region.objects.get(name="Greiz")], regions_are_example=True
    )
    person.refresh_from_db()
    person.save()
    return person


# --- what visitors read ----------------------------------------------------------------------------------------------


def test_an_example_says_so_above_the_page_and_keeps_search_engines_away(event, client):
    assert words(main_of(event.url).select_one(".example-band")).startswith(
        "Beispiel: Dieser Termin findet nicht statt."
    )
    assert get_soup(event.url).select_one("meta[name=robots]")["content"] == "noindex"
    assert "Event" not in graph_of(event.url)
    assert event.full_url not in client.get("/sitemap-seiten.xml").content.decode()


def test_what_is_real_says_nothing_of_examples(site_tree):
    event = EventPageFactory(title="Werkstatt")
    assert "Beispiel" not in words(main_of(event.url))
    assert "Event" in graph_of(event.url)


def test_lists_mark_examples_and_nothing_else(site_tree):
    for factory, url in ((EventPageFactory, site_tree.events.url), (NewsPageFactory, site_tree.news.url)):
        factory(title="Erfunden", is_example=True)
        factory(title="Wahr")
        marked = [words(label.find_parent("article")) for label in main_of(url).select(".badge-example")]
        assert len(marked) == 1
        assert "Erfunden" in marked[0]


def test_what_leads_to_an_example_from_other_pages_says_so(event, site_tree):
    topic = TopicPageFactory()
    event.topics.set([topic])
    event.save()
    assert "Beispiel" in words(main_of(topic.url).select_one("#termine").find_parent("section"))
    month = main_of(site_tree.events.url, monat=f"{event.start:%Y-%m}").select_one("table")
    assert "Beispiel: Werkstatt" in words(month)


def test_references_and_exports_mark_an_example(site_tree, client):
    publication = PublicationPageFactory(title="Erfunden", is_example=True, title_is_provisional=True)
    for reference in publication.references.values():
        assert "[Beispiel: Erfunden]" in reference
    for name, note in (("bib", "note = {Beispiel}"), ("ris", "N1  - Beispiel"), ("json", '"note": "Beispiel"')):
        text = client.get(f"{publication.url}export.{name}").content.decode()
        assert "[Beispiel: Erfunden]" in text
        assert note in text
    assert "[Beispiel: Erfunden]" in unquote_plus(coins(publication.csl))


def test_the_form_of_the_registration_says_that_there_is_no_place(event):
    assert "Einen Platz erhalten Sie nicht" in words(main_of(reverse("event_signup", args=[event.slug])))
    assert "Einen Platz erhalten Sie nicht" in words(main_of(event.url))


def test_calendars_carry_the_mark_and_feeds_leave_examples_out(event, site_tree, client):
    calendar = client.get(f"{event.url}termin.ics").content.decode()
    assert "SUMMARY:Beispiel: Werkstatt" in calendar
    assert "STATUS:TENTATIVE" in calendar
    NewsPageFactory(title="Erfunden", is_example=True)
    NewsPageFactory(title="Wahr")
    mark_published()
    titles = [item["title"] for item in client.get(f"{site_tree.news.url}feed.json").json()["items"]]
    assert titles == ["Wahr"]


def test_a_section_can_be_an_example_on_its_own(site_tree):
    topic = TopicPageFactory(accordion=[marked_section(), marked_section(heading="Zum Thema", is_example=False)])
    first, second = main_of(topic.url).select(".accordion details")
    assert "Beispiel: Dieser Abschnitt ist erfunden" in words(first)
    assert "Beispiel" not in words(second)


def test_invented_regions_are_called_so_wherever_they_lead_to_somebody(person, site_tree):
    region = Region.objects.get(name="Greiz")
    sentence = "Beispiel: Wer für welchen Landkreis zuständig ist, ist hier erfunden."
    for page in (
        main_of(site_tree.contact.url, region=region.key),
        main_of(person.url),
        main_of(f"{site_tree.regions.url}{region.slug}/"),
    ):
        assert sentence in words(page)
    person.responsibilities.update(regions_are_example=False)
    assert sentence not in words(main_of(site_tree.contact.url, region=region.key))


def test_a_document_is_marked_beside_its_link(site_tree):
    example, real = DocumentFactory(title="Muster", is_example=True), DocumentFactory(title="Satzung")
    page = ContentPageFactory(body=[("downloads", [example, real])])
    first, second = main_of(page.url).select(".download")
    assert "Beispiel" in words(first)
    assert "Beispiel" not in words(second)


# --- finding and removing them ---------------------------------------------------------------------------------------


def test_whole_pages_and_pages_with_marked_parts_are_found(event, person, site_tree):
    topic = TopicPageFactory(accordion=[marked_section()])
    page = ContentPageFactory(body=[("example", None), *TEXT])
    ContentPageFactory(body=TEXT)
    assert set(example_pages().values_list("pk", flat=True)) == {event.pk, person.pk, topic.pk, page.pk}


def test_removing_the_marks_leaves_all_else_as_it_was(person, site_tree):
    topic = TopicPageFactory(is_example=True, accordion=[marked_section()], body=[("example", None), *TEXT])
    for page in (topic, person):
        page.remove_example_marks()
        page.save()
        page.refresh_from_db()
        assert not page.has_examples
    assert [block.block_type for block in topic.body] == ["text"]
    assert topic.accordion[0].value["heading"] == "Unser Vorgehen"
    [entry] = person.responsibilities.all()
    assert [region.name for region in entry.regions.all()] == ["Greiz"]


def test_the_report_lists_them_with_what_they_are(event, site_tree, admin_client):
    TopicPageFactory(title="Familie", accordion=[marked_section()])
    DocumentFactory(is_example=True)
    soup = get_soup(reverse("example_content"), admin_client)
    rows = [words(row) for row in soup.select("tbody tr")]
    assert len(rows) == 2
    assert "Familie" in rows[0]
    assert "1 Teil" in rows[0]
    assert "Werkstatt" in rows[1]
    assert "die ganze Seite" in rows[1]
    assert soup.select_one("a[href$='/admin/documents/?is_example=True']")


def test_the_mark_is_removed_from_many_at_once(event, site_tree, admin_client):
    topic = TopicPageFactory(accordion=[marked_section()])
    document = DocumentFactory(is_example=True)
    for model, pks in (("wagtailcore/page", [event.pk, topic.pk]), ("media/customdocument", [document.pk])):
        ids = "&".join(f"id={pk}" for pk in pks)
        assert admin_client.post(f"/admin/bulk/{model}/remove_example_mark/?{ids}").status_code == 302
    assert not example_pages().exists()
    assert not CustomDocument.objects.filter(is_example=True).exists()


def test_editors_read_above_the_form_that_the_page_is_an_example(event, site_tree, admin_client):
    url = reverse("wagtailadmin_pages:edit", args=[event.pk])
    assert "Diese Seite ist ein Beispiel." in words(get_soup(url, admin_client).main)
    real = EventPageFactory()
    url = reverse("wagtailadmin_pages:edit", args=[real.pk])
    assert "Diese Seite ist ein Beispiel." not in words(get_soup(url, admin_client).main)


# --- before the website goes online ----------------------------------------------------------------------------------


def deploy_warnings(capsys) -> str:
    call_command("check", deploy=True, databases=["default"], tags=["database"])
    return capsys.readouterr().err


def test_the_check_before_going_online_counts_what_is_published(event, site_tree, capsys):
    make_draft(TopicPageFactory(is_example=True))
    assert "1 pages and 0 documents of example content are published." in deploy_warnings(capsys)
    event.remove_example_marks()
    event.save()
    assert "example content" not in deploy_warnings(capsys)
