"""What the search knows of each kind of page: what it is, what it says, what it is about."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from wagtail.models import Page
from wagtail.search import index

from events.models import EventPage, EventSeriesPage
from ikpe_site.core.models import BasePage
from news.models import NewsPage
from people.models import PersonPage, Responsibility
from publications.models import PublicationPage
from topics.models import Programme, ProjectPage, Region, RegionIndexPage, TopicIndexPage, TopicPage, WorkAreaPage

from .models import ResultKind

# In percent: whoever names a topic or a person looks for its page, and not for the posts that name it as well.
WEIGHTS = {
    ResultKind.TOPIC: 160,
    ResultKind.PERSON: 150,
    ResultKind.PROGRAMME: 150,
    ResultKind.REGION: 150,
    ResultKind.PROJECT: 130,
    ResultKind.WORK_AREA: 130,
    ResultKind.DOCUMENT: 80,
}


@dataclass
class Content:
    """What can be found. `keys`: what it is about, and cannot be read on the page itself word for word."""

    page: Page
    kind: ResultKind
    title: str
    text: str = ""
    keys: list[str] = field(default_factory=list)
    date: datetime.date | None = None
    topics: list[int] = field(default_factory=list)
    subpath: str = ""

    @property
    def weight(self) -> int:
        return WEIGHTS.get(self.kind, 100)


def text_of(page: Any) -> str:
    """The text of the fields that the model declares for Wagtail's search, but for the title."""
    parts = []
    for entry in page.get_search_fields():
        if isinstance(entry, index.SearchField) and entry.field_name not in ("title", "teaser"):
            value = entry.get_value(page)
            parts += value if isinstance(value, list) else [value]
    return "\n".join(str(part) for part in [page.teaser, *parts] if part)


def names(objects: Iterable[Any]) -> list[str]:
    return [entry.name for entry in objects]


def plain_page(page: Any) -> Content:
    return Content(page, ResultKind.PAGE, page.title, text_of(page), [page.heading, page.teaser])


def news(page: Any) -> Content:
    keys = [page.teaser, page.get_kind_display(), *names(page.regions.all())]
    return Content(page, ResultKind.NEWS, page.title, text_of(page), keys, page.date, ids(page.topics))


def topic(page: Any) -> Content:
    return Content(page, ResultKind.TOPIC, page.title, text_of(page), [page.heading, page.teaser], topics=[page.pk])


def project(page: Any) -> Content:
    keys = [page.teaser, page.funder, page.partners, *names(page.regions.all())]
    if page.programme:
        keys += [page.programme.abbreviation, page.programme.name]
    parent = TopicPage.objects.parent_of(page).values_list("pk", flat=True)
    return Content(page, ResultKind.PROJECT, page.title, text_of(page), keys, page.starts_on, list(parent))


def work_area(page: Any) -> Content:
    return Content(page, ResultKind.WORK_AREA, page.title, text_of(page), [page.heading, page.teaser])


def person(page: Any) -> Content:
    keys = [page.position, *names(page.groups.all())]
    for entry in page.valid_responsibilities:
        keys += [entry.role, entry.label, entry.concern, entry.regions_display]
        if entry.programme:
            keys.append(entry.programme.abbreviation)
    return Content(page, ResultKind.PERSON, page.title, text_of(page), keys)


def publication(page: Any) -> Content:
    contributors = page.contributors.all()
    keys = [page.teaser, *(entry.name for entry in contributors), *names(page.regions.all())]
    keys += [page.keyword, page.container_title, page.collection_title, page.publisher, str(page.issued_year or "")]
    day = page.issued_on or (datetime.date(page.issued_year, 1, 1) if page.issued_year else None)
    return Content(page, ResultKind.PUBLICATION, page.display_title, text_of(page), keys, day, ids(page.topics))


def event(page: Any) -> Content:
    programme = [block.value for block in page.agenda]
    spoken = [part for value in programme for part in (value["title"], value.get("speakers"))]
    text = "\n".join(str(part) for part in [text_of(page), *spoken, page.organiser, page.target_group] if part)
    keys = [page.teaser, page.place, *names(page.regions.all())]
    return Content(page, ResultKind.EVENT, page.title, text, keys, timezone.localdate(page.start), ids(page.topics))


def series(page: Any) -> Content:
    return Content(page, ResultKind.EVENT, page.title, text_of(page), [page.teaser])


def ids(relation: Any) -> list[int]:
    return [entry.pk for entry in relation.all()]


CONTENT = {
    NewsPage: news,
    TopicPage: topic,
    ProjectPage: project,
    WorkAreaPage: work_area,
    PersonPage: person,
    PublicationPage: publication,
    EventPage: event,
    EventSeriesPage: series,
}
# What each of these functions reads beside the page itself.
RELATED = {
    NewsPage: ("topics", "regions"),
    ProjectPage: ("programme", "regions"),
    PersonPage: (
        "groups",
        Prefetch(
            "responsibilities",
            Responsibility.objects.valid().about_visible_pages().for_listing().with_regions(),
            to_attr="valid_responsibilities",
        ),
    ),
    PublicationPage: ("contributors", "topics", "regions"),
    EventPage: ("topics", "regions"),
}


def contents_of(model: type[BasePage], pks: Iterable[int]) -> list[Content]:
    """What can be found of the pages `pks` of a model: each page, and the addresses below it that are no pages."""
    contents = []
    pages = model.objects.visible().filter(pk__in=pks)
    for page in pages.prefetch_related(*RELATED.get(model, ())):
        contents.append(CONTENT.get(model, plain_page)(page))
        if model is TopicIndexPage:
            contents += [
                Content(
                    page,
                    ResultKind.PROGRAMME,
                    entry.full_name,
                    entry.description,
                    subpath=f"programme/{entry.slug}/",
                )
                for entry in Programme.objects.all()
            ]
        elif model is RegionIndexPage:
            contents += [
                Content(page, ResultKind.REGION, entry.name, keys=[entry.get_kind_display()], subpath=f"{entry.slug}/")
                for entry in Region.objects.all()
            ]
    return contents
