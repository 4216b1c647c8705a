"""A publication and those who wrote it."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client

from publications.citation.references import ReferenceStyle
from publications.models import CitationSettings, PublicationPage
from tests.factories import (
    HIDING,
    ContributorFactory,
    DocumentFactory,
    ImageFactory,
    PersonPageFactory,
    ProjectPageFactory,
    PublicationPageFactory,
    TopicPageFactory,
    make_draft,
)
from tests.helpers import get_soup, graph_of, hrefs, main_of, options, queries_of, titles, words
from topics.models import Region


def test_contributors_stand_under_their_role_in_the_order_of_the_publication(site_tree):
    page = PublicationPageFactory()
    ContributorFactory(publication=page, given="Zoe", family="Adam")
    ContributorFactory(publication=page, given="Anna", family="Weber")
    ContributorFactory(publication=page, literal="IKPE", role="editor")
    facts = main_of(page.url).select(".facts > div")
    assert words(facts[0].dd) == "Zoe Adam Anna Weber"
    assert words(facts[1].dd) == "IKPE"


def test_a_member_of_the_team_is_linked(site_tree):
    page, person = PublicationPageFactory(), PersonPageFactory(first_name="Petra", last_name="Muster", email="")
    ContributorFactory(publication=page, person=person)
    assert person.url in hrefs(main_of(page.url), ".facts a")


@pytest.mark.parametrize("state", HIDING)
def test_a_contributor_with_a_hidden_page_is_named_without_a_link(state, site_tree):
    page, person = PublicationPageFactory(), PersonPageFactory(first_name="Petra", last_name="Muster", email="")
    ContributorFactory(publication=page, person=person)
    HIDING[state](person)
    shown = main_of(page.url)
    assert "Petra Muster" in words(shown)
    assert person.url not in hrefs(shown)
    assert person.slug not in options(main_of(site_tree.publications.url), "person")


def test_a_contributor_keeps_the_name_when_the_page_is_deleted(site_tree):
    page, person = PublicationPageFactory(), PersonPageFactory(first_name="Petra", last_name="Muster", email="")
    ContributorFactory(publication=page, person=person)
    person.delete()
    assert "Petra Muster" in words(main_of(page.url).select_one(".facts"))


def test_what_is_known_is_linked(site_tree):
    document, topic = DocumentFactory(), TopicPageFactory()
    page = PublicationPageFactory(doi="10.1000/182", isbn="978-3-16-148410-0", document=document, topics=[topic])
    shown = main_of(page.url)
    assert {"https://doi.org/10.1000/182", document.url, topic.url} <= set(hrefs(shown))
    assert "978-3-16-148410-0" in words(shown)


def test_the_address_on_the_web_leads_there(site_tree):
    page = PublicationPageFactory(web_address="https://www.mdr.de/thueringen/beitrag.html")
    link = main_of(page.url).select_one('.facts a[href^="https://www.mdr.de"]')
    assert words(link) == "www.mdr.de"


def test_the_day_of_publication_is_written_out(site_tree):
    page = PublicationPageFactory(issued_on=datetime.date(2019, 5, 3), issued_year=2019)
    assert "3. Mai 2019" in words(main_of(page.url).select_one(".facts"))


def test_the_document_is_the_main_action_before_what_else_leads_to_the_publication(site_tree):
    document, further = DocumentFactory(title="Kurzfassung"), DocumentFactory(title="Anhang")
    page = PublicationPageFactory(document=document, doi="10.1000/182", web_address="https://www.mdr.de/beitrag.html")
    page.files.create(document=further)
    page.files.commit()
    shown = main_of(page.url)
    [button] = shown.select("header .button")
    assert (words(button), button["href"]) == ("PDF herunterladen", document.url)
    assert words(shown.select_one(f"#{button['aria-describedby']}")).startswith("Kurzfassung, ")
    assert hrefs(shown.select_one("[aria-labelledby=downloads]")) == [further.url]


@pytest.mark.parametrize(
    ("fields", "label", "address"),
    [
        (
            {"doi": "10.1000/182", "web_address": "https://www.mdr.de/"},
            "Beim Verlag lesen",
            "https://doi.org/10.1000/182",
        ),
        ({"web_address": "https://www.mdr.de/"}, "Auf www.mdr.de öffnen", "https://www.mdr.de/"),
    ],
)
def test_without_a_document_the_way_leads_to_where_it_stands(site_tree, fields, label, address):
    [button] = main_of(PublicationPageFactory(**fields).url).select("header .button")
    assert (words(button), button["href"]) == (label, address)


def test_what_can_be_read_nowhere_offers_nothing(site_tree):
    assert not main_of(PublicationPageFactory().url).select("header .button, header .actions")


def test_the_page_shows_its_cover_with_its_credit_or_a_drawing(site_tree):
    page = PublicationPageFactory(image=ImageFactory(description="Umschlag in Grün", credit="Foto: IKPE"))
    cover = main_of(page.url).select_one(".publication-picture")
    assert cover.img["alt"] == "Umschlag in Grün"
    assert words(cover.figcaption) == "Foto: IKPE"
    assert main_of(PublicationPageFactory().url).select_one(".publication-picture > svg[aria-hidden=true]")


@pytest.mark.parametrize("state", [state for state in HIDING if state != "below a private page"])
def test_a_hidden_topic_is_not_linked(state, site_tree):
    topic = TopicPageFactory()
    page = PublicationPageFactory(topics=[topic])
    HIDING[state](topic)
    assert topic.url not in hrefs(main_of(page.url))


def test_a_publication_is_shown_on_its_topics_projects_and_regions(site_tree):
    topic, greiz = TopicPageFactory(), Region.objects.get(name="Greiz")
    project = ProjectPageFactory(parent=topic)
    page = PublicationPageFactory(topics=[topic], projects=[project], regions=[greiz])
    for url in (topic.url, project.url, f"{site_tree.regions.url}greiz/"):
        assert titles(main_of(url), "[aria-labelledby=ergebnisse] li a") == [page.title]


def test_the_abstract_serves_search_engines_if_there_is_no_teaser(site_tree):
    assert PublicationPage(abstract="<p>Worum es geht.</p>").meta_description == "Worum es geht."
    assert PublicationPage(abstract="Worum es geht.", teaser="Kurz.").meta_description == "Kurz."
    assert len(PublicationPage(abstract="x" * 200).meta_description) == 160


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("CC-BY-4.0", "licenses/by/4.0"),
        ("CC-BY-NC-ND-4.0", "licenses/by-nc-nd/4.0"),
        ("CC0-1.0", "publicdomain/zero/1.0"),
    ],
)
def test_the_licence_leads_to_its_text_and_says_that_it_is_one(key, kind, site_tree):
    link = main_of(PublicationPageFactory(license=key).url).select_one("a[rel=license]")
    assert (words(link), link["href"]) == (
        PublicationPage(license=key).get_license_display(),
        f"https://creativecommons.org/{kind}/deed.de",
    )


def test_without_a_licence_none_is_named(site_tree):
    page = PublicationPageFactory()
    assert page.license_url == ""
    assert not main_of(page.url).select("a[rel=license]")


# --- for machines ----------------------------------------------------------------------------------------------------


def tags_of(page) -> dict[str, str]:
    return {
        tag["name"]: tag["content"] for tag in get_soup(page.url).select("meta[name^='citation_'], meta[name^=DC]")
    }


def test_the_head_has_the_tags_of_the_publication(site_tree):
    page = PublicationPageFactory(title='Planung & „Teilhabe“ </script> "heute"', license="CC-BY-4.0")
    tags = tags_of(page)
    assert tags["citation_title"] == tags["DC.title"] == page.title
    assert tags["citation_abstract_html_url"] == page.full_url
    assert tags["DC.rights"] == page.license_url


def test_only_a_pdf_is_named_to_search_engines_as_one(site_tree):
    page = PublicationPageFactory(document=DocumentFactory())
    assert tags_of(page)["citation_pdf_url"] == f"{page.get_site().root_url}{page.document.url}"
    table = DocumentFactory(file=ContentFile(b"a;b", name="daten.csv"))
    assert "citation_pdf_url" not in tags_of(PublicationPageFactory(document=table))


def test_what_schema_org_is_told_is_on_the_page(site_tree):
    page = PublicationPageFactory(title="Planung </script>", document=DocumentFactory())
    node = graph_of(page.url)["ScholarlyArticle"]
    assert (node["name"], node["url"]) == (page.title, page.full_url)
    assert node["encoding"]["contentUrl"] == f"{page.get_site().root_url}{page.document.url}"


def test_the_feed_has_what_is_new_on_the_site_and_no_draft(site_tree):
    for title in ("Älter", "Neuer & besser", "Entwurf"):
        page = PublicationPageFactory(title=title)
        page.save_revision().publish()
    make_draft(page)
    response = Client().get(f"{site_tree.publications.url}feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = BeautifulSoup(response.content, "xml")
    assert [entry.title.get_text() for entry in feed.select("entry")] == ["Neuer & besser", "Älter"]
    assert feed.select_one("entry link")["href"].startswith("http")
    assert get_soup(site_tree.publications.url).select_one("link[type='application/atom+xml']")["href"] in str(feed)


def test_a_publication_without_abstract_has_its_reference_in_the_feed(site_tree):
    for abstract in ("", "<p>Worum es geht.</p>"):
        page = PublicationPageFactory(
            title="A & B", csl_type="report", container_title="", publisher="IKPE", abstract=abstract
        )
        page.save_revision().publish()
    contents = [item["content_html"] for item in feed_of(site_tree)]
    assert contents == ["<p>Worum es geht.</p>", "<p><i><cite>A &amp; B</cite></i>. (2019). IKPE.</p>"]
    CitationSettings.objects.create(site=site_tree.home.get_site(), style=ReferenceStyle.DIN_ISO_690)
    assert feed_of(site_tree)[1]["content_html"] == "<p><i><cite>A &amp; B</cite></i>, 2019. IKPE</p>"


def feed_of(site_tree) -> list[dict]:
    return Client().get(f"{site_tree.publications.url}feed.json").json()["items"]


def test_a_topic_and_a_series_ask_the_same_for_one_publication_and_for_many(site_tree):
    topic = TopicPageFactory()
    page, _other = (PublicationPageFactory(topics=[topic], collection_title="Reihe") for _ in range(2))
    few = [len(queries_of(topic.url)), len(queries_of(page.url))]
    for number in range(5):
        PublicationPageFactory(topics=[topic], collection_title="Reihe", collection_number=f"Band {number}")
    assert [len(queries_of(topic.url)), len(queries_of(page.url))] == few
    assert len(titles(main_of(topic.url), "[aria-labelledby=ergebnisse] li a")) == 5
