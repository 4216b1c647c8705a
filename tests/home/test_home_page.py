"""The first page and its sections."""

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import gettext as _

from ikpe_site.core.models import InstituteSettings
from ikpe_site.home.blocks import HomeBlock
from publications.models import PublicationCategory
from tests.factories import (
    ContentPageFactory,
    DocumentFactory,
    EventPageFactory,
    ImageFactory,
    NewsPageFactory,
    PersonPageFactory,
    PublicationPageFactory,
    TopicPageFactory,
    WorkAreaPageFactory,
    days_from_now,
    make_draft,
)
from tests.helpers import hrefs, main_of, titles, words

SECTIONS = {
    "news": {"count": 3, "link_label": "Alle Beiträge"},
    "association": {"text": "<p>Text</p>", "link": {"page": None, "url": "", "label": ""}},
    "work_areas": {},
    "topics": {},
    "publications": {},
    "platform": {"text": "<p>Text</p>"},
    "events": {"count": 3, "link_label": "Alle Termine"},
    "contact": {"text": ""},
}


@pytest.fixture
def show(site_tree):
    """Puts sections on the home page, as names or as (name, changes), and reads the page."""

    def put(*sections, **fields):
        home = site_tree.home
        home.body = [
            (name, {"heading": name, "hidden": False, **SECTIONS[name], **changes})
            for name, changes in (entry if isinstance(entry, tuple) else (entry, {}) for entry in sections)
        ]
        for field, value in fields.items():
            setattr(home, field, value)
        home.save()
        return main_of("/")

    return put


def test_sections_come_in_the_order_of_the_editors_under_their_headings(show):
    assert titles(show(*SECTIONS), ".band h2") == list(SECTIONS)
    assert titles(show(*reversed(SECTIONS)), ".band h2") == list(SECTIONS)[::-1]


@pytest.mark.parametrize(
    ("names", "bands"),
    [
        (["news", "events", "topics"], [["news", "events"], ["topics"]]),
        (["association", "work_areas"], [["association", "work_areas"]]),
        (["publications", "platform", "publications"], [["publications", "platform"], ["publications"]]),
        (["news", "topics", "events"], [["news"], ["topics"], ["events"]]),
        (["topics", "contact"], [["topics"], ["contact"]]),
    ],
)
def test_two_sections_that_make_a_pair_share_a_band_if_they_follow_each_other(names, bands, show):
    assert [titles(band, "h2") for band in show(*names).select(".band")] == bands


def test_what_is_hidden_between_the_two_of_a_pair_does_not_part_them(show):
    page = show("news", ("topics", {"hidden": True}), "events")
    assert [titles(band, "h2") for band in page.select(".band")] == [["news", "events"]]


@pytest.mark.parametrize("name", SECTIONS)
def test_a_hidden_section_is_not_shown(name, show):
    assert show((name, {"hidden": True})).select(".band") == []


def test_the_headline_the_line_above_it_and_the_buttons_are_shown(show, site_tree):
    buttons = [
        ("button", {"page": site_tree.contact, "url": "", "label": "Ansprechperson finden"}),
        ("button", {"page": None, "url": "https://www.fh-erfurt.de/", "label": "Fachhochschule"}),
    ]
    page = show(kicker="Institut an der Fachhochschule", headline="Forschung für die Praxis", buttons=buttons)
    assert words(page.h1) == "Forschung für die Praxis"
    assert "Institut an der Fachhochschule" in words(page.select_one(".hero"))
    assert hrefs(page.select_one(".hero")) == [site_tree.contact.url, "https://www.fh-erfurt.de/"]


def test_as_many_posts_are_shown_as_the_editors_want_the_newest_first(show, site_tree):
    for n in range(5):
        date = datetime.date(2020, 1, 1 + n)
        NewsPageFactory(title=f"Beitrag {n}", date=date, image=ImageFactory() if n % 2 else None)
    page = show(("news", {"count": 2}))
    assert titles(page, ".card-title") == ["Beitrag 4", "Beitrag 3"]
    assert titles(page, ".card-lead .card-title") == ["Beitrag 4"]
    assert site_tree.news.url in hrefs(page)
    assert len(show(("news", {"count": 2}), ("news", {"count": 4})).select(".card")) == 6


def test_only_upcoming_events_are_shown_the_next_first(show, site_tree):
    for days in (-1, 0, 9, 2, 30):
        EventPageFactory(title=f"In {days} Tagen", start=days_from_now(days))
    page = show(("events", {"count": 3}))
    assert titles(page, ".event-title") == ["In 0 Tagen", "In 2 Tagen", "In 9 Tagen"]
    assert site_tree.events.url in hrefs(page)


def test_all_topics_and_work_areas_are_shown_in_the_order_of_the_tree(show):
    topics = [TopicPageFactory() for _ in range(3)]
    areas = [WorkAreaPageFactory() for _ in range(3)]
    page = show("topics", "work_areas")
    assert hrefs(page, ".topic-tile") == [topic.url for topic in topics]
    assert hrefs(page.select_one(".work-areas")) == [area.url for area in areas]


def test_a_text_may_lead_on(show):
    target = ContentPageFactory()
    link = {"page": target, "url": "", "label": "Mehr über den Verein"}
    assert hrefs(show(("association", {"link": link})).select_one(".band")) == [target.url]
    assert hrefs(show("association").select_one(".band")) == []


def test_without_posts_and_events_it_says_so(show):
    texts = titles(show("news", "events"), ".empty p")
    assert texts == [_("There are no posts yet."), _("There are no upcoming events at the moment.")]


def test_without_a_list_nothing_leads_to_it(show, site_tree):
    for page in (site_tree.news, site_tree.events, site_tree.publications, site_tree.contact):
        page.delete()
    assert hrefs(show(*SECTIONS)) == []


def test_the_preview_of_the_section_of_news_shows_what_is_pinned_first_as_the_page_does(site_tree):
    NewsPageFactory(title="Angeheftet", date=datetime.date(2015, 1, 1), pinned_until=timezone.localdate())
    NewsPageFactory(title="Neu", date=datetime.date(2020, 1, 1))
    block = HomeBlock().child_blocks["news"]
    context = block.get_context(block.normalize(block.get_preview_value()), {})
    assert [post.title for post in context["posts"]] == ["Angeheftet", "Neu"]


def test_the_three_newest_publications_are_shown_with_cover_or_drawing_and_without_counts(show, site_tree):
    document = DocumentFactory()
    for year in (2016, 2019, 2017, 2018):
        PublicationPageFactory(
            title=f"Bericht {year}", issued_year=year, image=ImageFactory() if year % 2 else None, document=document
        )
    page = show("publications")
    entries = page.select(".publication")
    assert titles(page, ".publication h3") == ["Bericht 2019", "Bericht 2018", "Bericht 2017"]
    assert [entry.select_one(".publication-cover > *").name for entry in entries] == ["picture", "svg", "picture"]
    assert words(entries[0].select_one(".meta")).endswith("2019")
    assert document.url in hrefs(entries[0])
    assert hrefs(page)[0] == site_tree.publications.url


def test_without_publications_it_says_so_and_counts_nothing(show):
    PublicationCategory.objects.create(name="Monographien")
    page = show("publications")
    assert titles(page, ".empty p") == [_("There are no publications for this choice yet.")]
    assert "Monographien" not in words(page)


def test_the_platform_is_shown_only_with_a_way_to_it(show, site_tree):
    settings = InstituteSettings.for_site(site_tree.home.get_site())
    assert hrefs(show("platform")) == [site_tree.contact.url]
    site_tree.contact.delete()
    assert show("platform").select(".band") == []
    settings.platform_url = "https://plattform.example/"
    settings.save()
    assert hrefs(show("platform")) == ["https://plattform.example/"]


def test_the_finder_shows_the_people_behind_it_but_nobody_who_left(show):
    here = PersonPageFactory(last_name="Anders", image=ImageFactory())
    also = PersonPageFactory(last_name="Berg")
    PersonPageFactory(last_name="Carl", left_on=timezone.localdate() - datetime.timedelta(days=1))
    make_draft(PersonPageFactory(last_name="Dorn"))
    page = show("contact")
    assert hrefs(page, ".faces a") == [here.url, also.url]
    assert [face.select_one(".person-portrait > *").name for face in page.select(".faces a")] == ["picture", "svg"]


def test_the_finder_stays_without_people(show):
    page = show("contact")
    assert page.select(".faces") == []
    assert page.select_one(".finder-form")
