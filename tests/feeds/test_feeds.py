"""Feeds, read back with feedparser and held against a schema of JSON Feed 1.1."""

import datetime

import feedparser
import jsonschema
import pytest
from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from wagtail.models import CollectionViewRestriction
from wagtail.rich_text import RichText

from ikpe_site.feeds.writers import LENGTH
from news.models import NewsPage
from tests import factories
from tests.helpers import get_soup, hrefs, queries_of, words
from tests.json_feed import SCHEMA
from topics.models import Region


@pytest.fixture
def site(site_tree, institute):
    """One page of each kind that feeds bring, all about one topic and one county."""
    greiz = Region.objects.get(name="Greiz")
    topic = factories.TopicPageFactory(title="Netzwerke")
    about = {"topics": [topic], "regions": [greiz]}
    picture = factories.ImageFactory()
    picture.contextual_alt_text, picture.decorative = "Würfel", False
    post = factories.NewsPageFactory(
        title="Umlaute & Straße <b>",
        image=factories.ImageFactory(description="Ein Turm"),
        body=[
            ("heading", "Was geschah"),
            ("text", f'<p>Mehr <a linktype="page" id="{topic.pk}">dazu</a>.</p>'),
            ("picture", {"picture": picture, "caption": "Viele Würfel", "credit": ""}),
            ("embed", {"title": "Ein Film", "embed": "https://vimeo.com/1"}),
            ("people", [factories.PersonPageFactory(last_name="Kartenmann")]),
        ],
        **about,
    )
    publication = factories.PublicationPageFactory(
        title="Heft",
        abstract="<p>Worum es geht.</p>",
        keyword="Planung",
        document=factories.DocumentFactory(),
        **about,
    )
    factories.ContributorFactory(publication=publication, given="Jörg", family="Fischer")
    factories.EventPageFactory(title="Tag", **about)
    factories.ProjectPageFactory(title="Vorhaben", parent=topic, regions=[greiz])
    factories.mark_published()
    site_tree.post, site_tree.publication, site_tree.topic = post, publication, topic
    return site_tree


def folders(site):
    return {
        "news": site.news.url,
        "topic": site.topic.url,
        "region": f"{site.regions.url}greiz/",
        "publications": site.publications.url,
    }


def atom(client, url):
    response = client.get(url)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(response.content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def json_feed(client, url):
    response = client.get(url)
    assert response["Content-Type"] == "application/feed+json"
    jsonschema.validate(response.json(), SCHEMA, format_checker=jsonschema.FormatChecker())
    return response.json()


def test_every_feed_is_valid_and_both_formats_say_the_same(site, client):
    for folder in folders(site).values():
        one, other = atom(client, f"{folder}feed/"), json_feed(client, f"{folder}feed.json")
        assert one.entries
        assert [entry.id for entry in one.entries] == [item["id"] for item in other["items"]]
        assert [entry.title for entry in one.entries] == [item["title"] for item in other["items"]]
        assert [entry.link for entry in one.entries] == [item["url"] for item in other["items"]]
        assert one.feed.title == other["title"]
        assert one.feed.author == other["authors"][0]["name"]


def test_a_topic_and_a_county_are_followed_across_all_kinds_of_pages(site, client):
    for folder in (site.topic.url, f"{site.regions.url}greiz/"):
        titles = {entry.title for entry in atom(client, f"{folder}feed/").entries}
        assert titles == {"Umlaute & Straße <b>", "Heft", "Tag", "Vorhaben"}


def test_an_entry_brings_the_whole_text_with_absolute_links_and_pictures(site, client):
    (item,) = json_feed(client, f"{site.news.url}feed.json")["items"]
    root = site.home.get_site().root_url
    content = BeautifulSoup(item["content_html"], "html.parser")
    assert content.h2.text == "Was geschah"
    assert f"{root}{site.topic.url}" in hrefs(content)
    assert "https://vimeo.com/1" in hrefs(content)
    assert [image["alt"] for image in content.select("img")] == ["Ein Turm", "Würfel"]
    assert all(image["src"].startswith(f"{root}/media/") for image in content.select("img"))
    assert not content.select("form, button, source, script, [class], [style], [srcset]")
    assert "Kartenmann" not in item["content_html"]
    assert item["image"].startswith(f"{root}/media/")
    (entry,) = atom(client, f"{site.news.url}feed/").entries
    assert BeautifulSoup(entry.content[0].value, "html.parser").get_text() == content.get_text()


def test_an_event_says_when_and_where(site, client):
    items = json_feed(client, f"{site.topic.url}feed.json")["items"]
    (event,) = [item for item in items if item["title"] == "Tag"]
    assert "10 Uhr" in event["content_html"]
    assert "IKPE, Seminarraum" in event["content_html"]


def test_a_teaser_is_plain_text(site, client):
    NewsPage.objects.filter(pk=site.post.pk).update(teaser="A < B & <i>C</i>", body="[]", image=None)
    (entry,) = atom(client, f"{site.news.url}feed/").entries
    assert entry.summary_detail.type == "text/plain"
    assert entry.summary == "A < B & <i>C</i>"
    (item,) = json_feed(client, f"{site.news.url}feed.json")["items"]
    assert item["content_text"] == item["summary"] == "A < B & <i>C</i>"


def test_entries_have_categories_and_authors(site, client):
    (post,) = json_feed(client, f"{site.news.url}feed.json")["items"]
    (publication,) = json_feed(client, f"{site.publications.url}feed.json")["items"]
    assert post["tags"] == ["Meldung", "Netzwerke"]
    assert "authors" not in post  # the institute, as the feed says
    assert publication["authors"] == [{"name": "Jörg Fischer"}]
    assert "Planung" in publication["tags"]
    (entry,) = atom(client, f"{site.publications.url}feed/").entries
    assert entry.authors[0].name == "Jörg Fischer"
    assert entry.enclosures[0].type == publication["attachments"][0]["mime_type"] == "application/pdf"
    assert entry.enclosures[0].href == publication["attachments"][0]["url"]


def test_published_and_updated_are_told_apart_and_the_id_stays(site, client):
    day = datetime.datetime(2024, 3, 1, 12, tzinfo=datetime.UTC)
    (before,) = atom(client, f"{site.news.url}feed/").entries
    NewsPage.objects.filter(pk=site.post.pk).update(
        title="Anders", first_published_at=day, last_published_at=day + datetime.timedelta(days=2)
    )
    (after,) = atom(client, f"{site.news.url}feed/").entries
    assert after.published_parsed[:4] == (2024, 3, 1, 12)
    assert after.updated_parsed[:4] == (2024, 3, 3, 12)
    assert before.id == after.id == site.post.translation_key.urn


def test_the_news_can_be_followed_by_topic_and_kind(site, client):
    job = factories.NewsPageFactory(title="Stelle", kind=NewsPage.Kind.JOB)
    factories.mark_published()
    assert [entry.title for entry in atom(client, f"{site.news.url}feed/?art={job.kind}").entries] == ["Stelle"]
    assert [e.title for e in atom(client, f"{site.news.url}feed/?thema=netzwerke").entries] == [site.post.title]
    assert (
        atom(client, f"{site.news.url}feed/").feed.id != atom(client, f"{site.news.url}feed/?art={job.kind}").feed.id
    )


def test_an_unknown_filter_is_not_found_rather_than_everything(site, client):
    assert client.get(f"{site.news.url}feed/?thema=atlantis").status_code == 404
    assert client.get(f"{site.news.url}feed.json?art=<script>").status_code == 404


def test_lists_name_their_feeds_and_so_do_filtered_ones(site):
    for folder in folders(site).values():
        page = get_soup(folder)
        links = {link["type"]: link["href"] for link in page.select("link[rel=alternate]")}
        assert links == {"application/atom+xml": f"{folder}feed/", "application/feed+json": f"{folder}feed.json"}
        assert set(links.values()) <= set(hrefs(page.main))
        assert "/abonnieren/" in hrefs(page.main)
    for page in (site.home, site.topics, site.people, site.events):
        alternate = get_soup(page.url).select_one("link[type='application/atom+xml']")
        assert alternate["href"] == f"{site.news.url}feed/"
    page = get_soup(site.news.url, thema="netzwerke", jahr="2019")
    assert page.select_one("link[type='application/atom+xml']")["href"] == f"{site.news.url}feed/?thema=netzwerke"


@pytest.mark.parametrize("name", ["feed/", "feed.json"])
def test_who_has_the_feed_already_is_told_so(name, site, client):
    url = f"{site.news.url}{name}"
    first = client.get(url)
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(url, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    site.post.title = "Neu"
    site.post.save_revision().publish()
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert not first.cookies
    assert "Cookie" not in first.get("Vary", "")


def test_an_empty_feed_is_valid_and_does_not_change_by_itself(site_tree, client):
    assert json_feed(client, f"{site_tree.news.url}feed.json")["items"] == []
    assert atom(client, f"{site_tree.news.url}feed/").entries == []
    one, other = client.get(f"{site_tree.news.url}feed/"), client.get(f"{site_tree.news.url}feed/")
    assert one["ETag"] == other["ETag"]


@pytest.mark.parametrize("name", ["feed/", "feed.json"])
def test_a_picture_whose_file_is_missing_breaks_no_feed(name, site_tree, client):
    post = factories.NewsPageFactory(title="Ohne Datei", image=factories.ImageFactory())
    post.image.file.storage.delete(post.image.file.name)
    factories.mark_published()
    answer = client.get(f"{site_tree.news.url}{name}")
    assert answer.status_code == 200
    assert "Ohne Datei" in answer.content.decode()


def test_control_characters_break_no_feed(site, client):
    text = "Ein\x0bText\x1e mit \x01 Zeichen"
    NewsPage.objects.filter(pk=site.post.pk).update(
        title=text, teaser=text, body=f'[{{"type":"text","value":"{text}"}}]'
    )
    (entry,) = atom(client, f"{site.news.url}feed/").entries
    assert entry.title == "EinText mit  Zeichen"
    assert json_feed(client, f"{site.news.url}feed.json")["items"]


def test_a_document_that_not_everybody_may_read_is_in_no_feed(site, client):
    document = site.publication.document
    site.post.refresh_from_db()
    site.post.body = [
        ("text", f'<p><a linktype="document" id="{document.pk}">Anlage</a></p>'),
        ("downloads", [document]),
    ]
    site.post.save()
    for url in (f"{site.news.url}feed.json", f"{site.publications.url}feed.json", f"{site.publications.url}feed/"):
        assert document.url in client.get(url).content.decode()
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    for folder in folders(site).values():
        for name in ("feed/", "feed.json"):
            feed = client.get(f"{folder}{name}").content.decode()
            assert document.url not in feed
            assert document.title not in feed


def test_a_picture_that_not_everybody_may_see_is_in_no_feed(site, client):
    restriction = CollectionViewRestriction(collection=site.post.image.collection, restriction_type="login")
    restriction.save()
    (item,) = json_feed(client, f"{site.news.url}feed.json")["items"]
    assert "image" not in item
    assert "<img" not in item["content_html"]
    assert "Viele Würfel" not in item["content_html"]  # its caption
    assert "Was geschah" in item["content_html"]
    assert "/media/" not in client.get(f"{site.news.url}feed/").content.decode()


def test_a_feed_costs_the_same_with_many_entries(site, client):
    def grow(number):
        for _number in range(number):
            picture = factories.ImageFactory()
            picture.contextual_alt_text, picture.decorative = "", True
            body = [
                ("text", f'<p><a linktype="page" id="{site.topic.pk}">Mehr</a></p>'),
                ("picture", {"picture": picture, "caption": "", "credit": ""}),
                ("downloads", [site.publication.document]),
                ("accordion", [{"heading": "Frage", "text": f'<a linktype="page" id="{site.home.pk}">Hier</a>'}]),
            ]
            factories.NewsPageFactory(body=body, image=picture, topics=[site.topic])
        factories.mark_published()

    url = f"{site.news.url}feed/"
    grow(2)
    few = queries_of(url)
    grow(LENGTH)
    many = queries_of(url)
    assert len(many) == len(few) <= 15, "\n".join(many)
    assert len(atom(client, url).entries) == LENGTH


def test_whoever_opens_a_feed_in_a_browser_reads_what_it_is(site, client):
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
    response = client.get(f"{site.news.url}feed/", headers={"Accept": accept})
    assert response["Content-Type"] == "application/xml; charset=utf-8"  # which browsers show with its style sheet
    assert response["Vary"] == "Accept"
    assert '<?xml-stylesheet href="/static/css/feed.css" type="text/css"?>' in response.content.decode()
    document = BeautifulSoup(response.content, "xml")
    note = document.find("div")
    assert hrefs(note)[0].endswith("/abonnieren/")
    assert client.get("/abonnieren/").status_code == 200


def test_all_feeds_that_are_offered_exist(site, client):
    addresses = [address for address in hrefs(get_soup("/abonnieren/").main) if "feed" in address]
    assert len(addresses) > 40
    for address in addresses[:8] + addresses[-2:]:
        assert client.get(address).status_code == 200, address


def test_footnotes_stand_at_the_end_of_an_entry(site, client):
    factories.NewsPageFactory(body=[("text", RichText("<p>Armut<footnote>Vgl. S. 5.</footnote> wächst.</p>"))])
    factories.mark_published()
    text = client.get(f"{site.news.url}feed.json").json()["items"][0]["content_html"]
    assert text.startswith("<div><p>Armut<sup>[1]</sup> wächst.</p></div>")
    assert text.endswith("<h2>Anmerkungen</h2><ol><li>Vgl. S. 5.</li></ol>")


def test_feeds_are_a_table_whose_rows_say_what_they_are_about(site):
    table = get_soup("/abonnieren/").main.select_one("table")
    groups = [words(cell) for cell in table.select("th[scope=rowgroup]")]
    assert groups[0] == _("Everything")
    assert len(groups) == len(table.select("tbody"))
    rows = [row for row in table.select("tbody tr") if row.select("td")]
    assert all(row.select_one("th[scope=row]") and hrefs(row) for row in rows)
