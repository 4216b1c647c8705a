"""How many queries a page costs: within the budget, and no more with ten times the content.

Measured as after a restart: Django's cache is empty, the renditions of the pictures are made.
"""

import datetime
import re
from itertools import cycle

import pytest

from ikpe_site.core.models import InstituteSettings
from ikpe_site.search.index import rebuild
from news.models import RelatedPage
from tests import factories
from tests.factories import days_from_now
from tests.helpers import queries_of
from topics.models import Region

pytestmark = pytest.mark.database

FEW, MANY = 2, 20
LISTS, DETAILS, WIDE = 15, 12, 15  # the budgets


class Site:
    """A site with realistic pages, `grow()` by `grow()`."""

    def __init__(self, tree):
        self.tree = tree
        self.made = 0
        self.regions = list(Region.objects.filter(name__in=["Greiz", "Gera", "Jena"]))
        self.groups = [factories.PersonGroupFactory() for _ in range(2)]
        self.categories = [factories.CategoryFactory() for _ in range(4)]
        self.images = cycle([factories.ImageFactory() for _ in range(FEW)])
        self.first = {}
        self.dress()

    def dress(self):
        """What stands on every page: footer links; and all sections on the home page."""
        settings = InstituteSettings.for_site(self.tree.home.get_site())
        legal = [factories.ContentPageFactory(title=title) for title in ("Impressum", "Datenschutz")]
        settings.footer_links = [("link", {"page": page, "url": "", "label": ""}) for page in legal]
        settings.social_image = factories.ImageFactory()
        settings.save()
        home, link = self.tree.home, {"page": self.tree.contact, "url": "", "label": "Kontakt"}
        text = "<p>Ein Text.</p>"
        home.buttons = [("button", link), ("button", {**link, "page": self.tree.topics})]
        home.body = [
            ("news", {"heading": "Aktuelles", "hidden": False, "count": 3, "link_label": "Alle"}),
            ("association", {"heading": "Verein", "hidden": False, "text": text, "link": link}),
            ("work_areas", {"heading": "Bereiche", "hidden": False}),
            ("topics", {"heading": "Themen", "hidden": False}),
            ("publications", {"heading": "Ergebnisse", "hidden": False}),
            ("platform", {"heading": "Plattform", "hidden": False, "text": text}),
            ("events", {"heading": "Termine", "hidden": False, "count": 3, "link_label": "Alle"}),
            ("contact", {"heading": "Kontakt", "hidden": False, "text": ""}),
        ]
        home.save()

    def story(self):
        """A heading, a text with a link to a page, a picture and an accordion."""
        picture = next(self.images)
        picture.contextual_alt_text, picture.decorative = "Würfel", False
        return [
            ("heading", "Abschnitt"),
            ("text", f'<p>Mehr <a linktype="page" id="{self.tree.news.pk}">hier</a>.</p>'),
            ("picture", {"picture": picture, "caption": "Bild", "credit": ""}),
            ("accordion", [{"heading": "Frage", "text": "<p>Antwort</p>"}]),
        ]

    @staticmethod
    def plain_story():
        """For pages that gather the most of other apps: what a story costs by itself is the last test here."""
        return [("heading", "Abschnitt"), ("text", "<p>Ein Absatz.</p>")]

    def grow(self, number):
        """`number` more pages of every kind, all of them about the first topic, person and county."""
        for _ in range(number):
            n = self.made
            self.made += 1
            plain = [("section", {"heading": "Zum Thema", "content": self.plain_story()})]
            topic = factories.TopicPageFactory(image=next(self.images), accordion=plain)
            first = self.first or {"topic": topic}
            programme = factories.ProgrammeFactory(topic=first["topic"])
            project = factories.ProjectPageFactory(
                parent=first["topic"],
                programme=programme,
                regions=self.regions,
                image=next(self.images),
                body=self.plain_story(),
                ends_on=datetime.date(2020, 12, 31) if n % 2 else None,
            )
            area = factories.WorkAreaPageFactory(
                accordion=plain, image=next(self.images), topics=[first["topic"], topic]
            )
            person = factories.PersonPageFactory(groups=self.groups[: 1 + n % 2], image=next(self.images))
            first = self.first or {"topic": topic, "person": person, "project": project}
            for fields in (
                {"topic": first["topic"], "is_lead": n % 2},
                {"programme": programme},
                {"project": first["project"]},
                {"label": "Beratung"},
            ):
                factories.ResponsibilityFactory(person=person, regions=self.regions, **fields)
                factories.ResponsibilityFactory(person=first["person"], **fields)
            publication = factories.PublicationPageFactory(
                category=self.categories[n % 4],
                document=factories.DocumentFactory(),
                image=next(self.images),
                topics=[first["topic"], topic] if first["topic"] != topic else [topic],
                projects=[first["project"]],
                regions=self.regions,
                issued_year=2010 + n % 10,
            )
            for contributor in {person, first["person"]}:
                factories.ContributorFactory(publication=publication, person=contributor)
            series = factories.EventSeriesPageFactory() if not self.first.get("series") else self.first["series"]
            about = {"topics": publication.topics.all(), "regions": self.regions}
            event = factories.EventPageFactory(
                start=days_from_now(n + 1 if n % 2 else -400 * (n + 1)),
                contact_person=first["person"],
                series=series,
                takes_registrations=True,
                image=next(self.images),
                downloads=[("downloads", [factories.DocumentFactory()])],
                **about,
            )
            factories.RegistrationFactory(event=event, status="confirmed")
            first |= {"event": event, "publication": publication, "series": series} if not self.first else {}
            linked = [first["event"], first["publication"], first["project"]]
            post = factories.NewsPageFactory(
                date=datetime.date(2015 + n % 5, 1, 1 + n % 28),
                image=next(self.images),
                body=self.story(),
                people=list({person, first["person"]}),
                related_pages=[RelatedPage(page=page, sort_order=order) for order, page in enumerate(linked)],
                event=first["event"],
                **about,
            )
            content = factories.ContentPageFactory(image=next(self.images), body=self.story())
            if not self.first:
                self.first = {**first, "post": post, "area": area, "content": content}
            factories.ContentPageFactory(parent=self.first["content"])
            for other in (self.first["post"],):
                if other != post:  # what is linked grows as well
                    other.people.add(person)
                    other.topics.add(topic)
                    other.save()
            extra = self.first["publication"]
            if extra != publication:
                factories.ContributorFactory(publication=extra, person=person)


URLS = {
    "home": (LISTS, lambda site: "/"),
    "list of news": (LISTS, lambda site: site.tree.news.url),
    "list of news, filtered": (
        LISTS,
        lambda site: f"{site.tree.news.url}?thema={site.first['topic'].slug}&jahr=2015&art=meldung",
    ),
    "list of people": (LISTS, lambda site: site.tree.people.url),
    "list of publications": (LISTS, lambda site: site.tree.publications.url),
    "list of publications, filtered": (
        LISTS,
        lambda site: (
            f"{site.tree.publications.url}?thema={site.first['topic'].slug}&person={site.first['person'].slug}"
        ),
    ),
    "list of events": (LISTS, lambda site: site.tree.events.url),
    "list of events, filtered": (
        LISTS,
        lambda site: f"{site.tree.events.url}?thema={site.first['topic'].slug}&region=greiz&art=own&monat=2026-03",
    ),
    "calendar": (LISTS, lambda site: f"{site.tree.events.url}kalender.ics"),
    "list of topics": (LISTS, lambda site: site.tree.topics.url),
    "list of work areas": (LISTS, lambda site: site.tree.work_areas.url),
    "list of regions": (LISTS, lambda site: site.tree.regions.url),
    "contact finder": (LISTS, lambda site: site.tree.contact.url),
    "contact finder, asked": (
        LISTS,
        lambda site: f"{site.tree.contact.url}?anliegen={site.first['topic'].slug}&region=16076",
    ),
    "search": (LISTS, lambda site: "/suche/?q=Beitrag"),
    "search, filtered": (
        LISTS,
        lambda site: f"/suche/?q=Beitrag&art=beitrag&jahr=2015&thema={site.first['topic'].slug}&sortierung=datum",
    ),
    "search for documents": (LISTS, lambda site: "/suche/?q=Kurzfassung"),
    "search for words of which not all are there": (LISTS, lambda site: "/suche/?q=Beitrag+Xylophon"),
    "search with a mistake": (LISTS, lambda site: "/suche/?q=Beitrga"),
    "suggestions": (LISTS, lambda site: "/suche/vorschlaege/?q=Beitr"),
    "post": (DETAILS, lambda site: site.first["post"].url),
    "person": (DETAILS, lambda site: site.first["person"].url),
    "publication": (DETAILS, lambda site: site.first["publication"].url),
    "event": (DETAILS, lambda site: site.first["event"].url),
    "series of events": (DETAILS, lambda site: site.first["series"].url),
    "project": (DETAILS, lambda site: site.first["project"].url),
    "content page": (DETAILS, lambda site: site.first["content"].url),
    "work area": (WIDE, lambda site: site.first["area"].url),
    "topic": (WIDE, lambda site: site.first["topic"].url),
    "region": (WIDE, lambda site: f"{site.tree.regions.url}greiz/"),
}


def listed(queries) -> str:
    """The queries in short: the tables each reads, and the end of its condition."""
    tables = [" + ".join(dict.fromkeys(re.findall(r'(?:FROM|JOIN) "(\w+)"', sql))) for sql in queries]
    return "\n".join(
        f"{n}. {table}: …{sql[-120:]}" for n, (sql, table) in enumerate(zip(queries, tables, strict=True), 1)
    )


def test_every_page_keeps_to_its_budget_with_few_and_with_many_entries(site_tree):
    """One test for all pages, because the site takes long to fill."""
    site = Site(site_tree)
    site.grow(FEW)
    rebuild()
    few = {name: queries_of(url(site)) for name, (_budget, url) in URLS.items()}
    site.grow(MANY - FEW)
    rebuild()
    many = {name: queries_of(url(site)) for name, (_budget, url) in URLS.items()}
    print("\n".join(f"{name}: {len(few[name])} → {len(many[name])} of {URLS[name][0]}" for name in URLS))  # noqa: T201
    problems = []
    for name, (budget, _url) in URLS.items():
        if len(many[name]) != len(few[name]):
            problems.append(f"{name}: {len(few[name])} queries, then {len(many[name])}\n{listed(many[name])}")
        elif len(many[name]) > budget:
            problems.append(f"{name}: {len(many[name])} queries, {budget} allowed\n{listed(many[name])}")
    assert not problems, "\n\n".join(problems)


def test_a_story_costs_the_same_however_long_it_is(site_tree):
    """Pictures, logos, documents, people and links are each fetched at once."""

    def with_alt(image):
        image.contextual_alt_text, image.decorative = "Würfel", False
        return image

    def story(length):
        blocks = []
        for _ in range(length):
            link = {"page": factories.ContentPageFactory(), "url": "", "label": ""}
            blocks += [
                ("picture", {"picture": with_alt(factories.ImageFactory()), "caption": "", "credit": ""}),
                ("call_to_action", {"heading": "Los", "text": "", "link": link}),
            ]
        documents = [factories.DocumentFactory() for _ in range(length)]
        people = [factories.PersonPageFactory(image=factories.ImageFactory()) for _ in range(length)]
        entry = {"name": "Partner", "detail": "", "url": ""}
        names = [{**entry, "logo": with_alt(factories.ImageFactory())} for _ in range(length)]
        blocks += [("downloads", documents), ("people", people), ("names", names)]
        return factories.ContentPageFactory(body=blocks).url

    short, long = queries_of(story(2)), queries_of(story(10))
    assert len(long) == len(short), listed(long)
