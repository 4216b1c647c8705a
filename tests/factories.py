"""Factories for every page type and snippet, with German sample data. Nothing is random: numbers count up.

A page without `parent` goes where editors would put it: below the list of its kind, which `site_tree` has made.
"""

import datetime
from io import BytesIO

import factory
import wagtail_factories
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone
from factory.django import DjangoModelFactory
from PIL import Image
from wagtail.models import Page, PageViewRestriction

from events.models import EventIndexPage, EventPage, EventSeriesPage, Registration
from ikpe_site.core.models import ContentPage, CustomDocument, CustomImage
from ikpe_site.home.models import HomePage
from news.models import NewsIndexPage, NewsPage
from people.models import ContactPage, PersonGroup, PersonIndexPage, PersonPage, Responsibility
from publications.models import Contributor, PublicationCategory, PublicationIndexPage, PublicationPage
from topics.models import (
    Programme,
    ProjectPage,
    Region,
    RegionIndexPage,
    TopicIndexPage,
    TopicPage,
    WorkAreaIndexPage,
    WorkAreaPage,
)

# --- pictures and documents ------------------------------------------------------------------------------------------


def png(colour: str = "#0f766e", size: tuple[int, int] = (16, 10)) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


class ImageFactory(DjangoModelFactory):
    class Meta:
        model = CustomImage

    title = factory.Sequence(lambda n: f"Bild {n}")
    description = factory.Sequence(lambda n: f"Zeichnung Nummer {n}")
    file = factory.Sequence(lambda n: ContentFile(png(f"#{n % 4096:03x}"), name=f"bild-{n}.png"))


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = CustomDocument

    title = factory.Sequence(lambda n: f"Kurzfassung {n}")
    file = factory.Sequence(lambda n: ContentFile(b"%PDF-1.4\n" + b" " * 2048, name=f"kurzfassung-{n}.pdf"))
    file_size = 2057  # as the upload form of the admin keeps it


# --- snippets --------------------------------------------------------------------------------------------------------


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    abbreviation = factory.Sequence(lambda n: f"PRG{n}")
    name = factory.Sequence(lambda n: f"Landesprogramm {n}")


class RegionFactory(DjangoModelFactory):
    """A county besides those that the migration brings."""

    class Meta:
        model = Region

    name = factory.Sequence(lambda n: f"Musterkreis {n}")
    key = factory.Sequence(lambda n: f"{90000 + n:05}")


class PersonGroupFactory(DjangoModelFactory):
    class Meta:
        model = PersonGroup

    name = factory.Sequence(lambda n: f"Gruppe {n}")
    sort_order = factory.Sequence(lambda n: n)


class CategoryFactory(DjangoModelFactory):
    class Meta:
        model = PublicationCategory

    name = factory.Sequence(lambda n: f"Kategorie {n}")
    sort_order = factory.Sequence(lambda n: n)


# --- pages -----------------------------------------------------------------------------------------------------------


class BasePageFactory(wagtail_factories.PageFactory):
    class Meta:
        abstract = True

    slug = ""  # the page makes one of its title

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        parent = parent or cls.usual_parent()
        # Freshly read: the tree keeps the number of children with the parent, and another object may have added one.
        Page.objects.get(pk=parent.pk).add_child(instance=(page := model_class(**kwargs)))
        return page

    @classmethod
    def usual_parent(cls):
        return next(
            page for model in cls._meta.model.clean_parent_page_models() if (page := model.objects.first()) is not None
        )


class IndexPageFactory(BasePageFactory):
    class Meta:
        abstract = True

    show_in_menus = True


class NewsIndexPageFactory(IndexPageFactory):
    class Meta:
        model = NewsIndexPage

    title = "Aktuelles"


class PersonIndexPageFactory(IndexPageFactory):
    class Meta:
        model = PersonIndexPage

    title = "Team"


class WorkAreaIndexPageFactory(IndexPageFactory):
    class Meta:
        model = WorkAreaIndexPage

    title = "Arbeitsbereiche"


class TopicIndexPageFactory(IndexPageFactory):
    class Meta:
        model = TopicIndexPage

    title = "Themen"


class RegionIndexPageFactory(IndexPageFactory):
    class Meta:
        model = RegionIndexPage

    title = "Regionen"


class PublicationIndexPageFactory(IndexPageFactory):
    class Meta:
        model = PublicationIndexPage

    title = "Ergebnisse"


class EventIndexPageFactory(IndexPageFactory):
    class Meta:
        model = EventIndexPage

    title = "Termine"


class ContactPageFactory(IndexPageFactory):
    class Meta:
        model = ContactPage

    title = "Kontakt"


class ContentPageFactory(BasePageFactory):
    class Meta:
        model = ContentPage

    title = factory.Sequence(lambda n: f"Inhaltsseite {n}")
    teaser = "Ein Satz über die Seite."


class TopicPageFactory(BasePageFactory):
    class Meta:
        model = TopicPage

    title = factory.Sequence(lambda n: f"Planungsthema {n}")
    teaser = "Worum es bei dem Thema geht."
    hue = factory.Iterator(TopicPage.Hue.values)


class ProjectPageFactory(BasePageFactory):
    class Meta:
        model = ProjectPage

    title = factory.Sequence(lambda n: f"Vorhaben {n}")
    teaser = "Was in dem Vorhaben geschieht."

    @classmethod
    def usual_parent(cls):
        return TopicPage.objects.first() or TopicPageFactory()


class WorkAreaPageFactory(BasePageFactory):
    class Meta:
        model = WorkAreaPage

    title = factory.Sequence(lambda n: f"Bereich {n}")
    teaser = "Was in dem Bereich geschieht."


class PersonPageFactory(BasePageFactory):
    class Meta:
        model = PersonPage

    title = ""  # follows from the parts of the name
    first_name = "Petra"
    last_name = factory.Sequence(lambda n: f"Mustermann-{n:04}")
    position = "Wissenschaftliche Mitarbeiterin"
    phone = "0361 / 30257 - 606"
    email = factory.LazyAttribute(lambda person: f"petra.{person.last_name.lower()}@ikpe-erfurt.de")


class ResponsibilityFactory(DjangoModelFactory):
    """What a person answers for. Give `person` and one of programme, project, topic or label; `regions` as a list."""

    class Meta:
        model = Responsibility
        skip_postgeneration_save = True

    role = "Projektleitung"
    sort_order = factory.Sequence(lambda n: n)

    @factory.post_generation
    def regions(self, create, extracted, **kwargs):
        if extracted:
            self.regions.set(extracted)
            self.save()


class NewsPageFactory(BasePageFactory):
    class Meta:
        model = NewsPage

    title = factory.Sequence(lambda n: f"Beitrag {n}")
    date = factory.Sequence(lambda n: datetime.date(2019, 1, 1) + datetime.timedelta(days=n % 330))
    teaser = "Was geschehen ist."


class PublicationPageFactory(BasePageFactory):
    class Meta:
        model = PublicationPage

    title = factory.Sequence(lambda n: f"Handreichung {n}")
    category = factory.SubFactory(CategoryFactory)
    issued_year = 2019
    container_title = "Archiv für Wissenschaft und Praxis der sozialen Arbeit"


class ContributorFactory(DjangoModelFactory):
    """Someone who wrote a publication. Give `publication`, and `person` or a name."""

    class Meta:
        model = Contributor

    sort_order = factory.Sequence(lambda n: n)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        contributor = super()._create(model_class, *args, **kwargs)
        PublicationPage.objects.get(pk=contributor.publication_id).refresh_derived()  # as the admin's form does
        return contributor


def days_from_now(days: int, hour: int = 10) -> datetime.datetime:
    """A time of day in Erfurt, some days before (negative) or after today."""
    day = timezone.localdate() + datetime.timedelta(days=days)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))


class EventPageFactory(BasePageFactory):
    class Meta:
        model = EventPage

    title = factory.Sequence(lambda n: f"Fachtag {n}")
    start = factory.LazyFunction(lambda: days_from_now(14))
    place = "IKPE, Seminarraum"


class EventSeriesPageFactory(BasePageFactory):
    class Meta:
        model = EventSeriesPage

    title = factory.Sequence(lambda n: f"Werkstattreihe {n}")
    teaser = "Worum es in der Reihe geht."


class RegistrationFactory(DjangoModelFactory):
    """Somebody who registered for an event and has not confirmed the address yet. Give `event`."""

    class Meta:
        model = Registration

    name = factory.Sequence(lambda n: f"Petra Mustermann-{n}")
    email = factory.Sequence(lambda n: f"petra-{n}@example.org")


def multiply(page, number, **columns):
    """Put `number` copies of a page beside it, row by row in the database: pages would take minutes.

    `columns` are SQL for those columns that cannot be copied; in it, `p` is the new row of wagtailcore_page.
    """
    model, parent = type(page), page.get_parent()
    Page.objects.bulk_create(
        Page(
            path=f"{parent.path}Z{copy:05}",
            depth=page.depth,
            title=f"Abschrift {copy}",
            slug=f"abschrift-{copy}",
            url_path=f"{parent.url_path}abschrift-{copy}/",
            content_type_id=page.content_type_id,
            locale_id=page.locale_id,
            live=True,
        )
        for copy in range(number)
    )
    names = [field.column for field in model._meta.local_fields if not field.primary_key]
    copied = ", ".join(columns.get(name, f'm."{name}"') for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} (page_ptr_id, {', '.join(map(connection.ops.quote_name, names))}) "  # noqa: S608 names of the model
            f"SELECT p.id, {copied} FROM {Page._meta.db_table} p, {model._meta.db_table} m "
            "WHERE m.page_ptr_id = %s AND p.slug LIKE 'abschrift-%%'",
            [page.pk],
        )


# --- what a visitor may not see --------------------------------------------------------------------------------------


def mark_published():
    """Give all pages the dates that publishing in the admin would have set."""
    Page.objects.filter(live=True).update(first_published_at=timezone.now(), last_published_at=timezone.now())


def make_draft(page):
    """Take a page offline, as „Depublizieren“ does."""
    type(page).objects.filter(pk=page.pk).update(live=False)


def make_private(page):
    PageViewRestriction.objects.create(page_id=page.pk, restriction_type=PageViewRestriction.LOGIN)


def make_parent_private(page):
    make_private(page.get_parent())


def make_expired(page):
    """Past its expiry, and the scheduler has not come round yet: still marked as live."""
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - datetime.timedelta(minutes=1))


def make_scheduled(page):
    """Not published before tomorrow."""
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    type(page).objects.filter(pk=page.pk).update(live=False, go_live_at=tomorrow)


HIDING = {
    "draft": make_draft,
    "private": make_private,
    "below a private page": make_parent_private,
    "expired": make_expired,
    "to go live tomorrow": make_scheduled,
}


# --- the site --------------------------------------------------------------------------------------------------------

INDEX_FACTORIES = {  # in the order of the menu
    "news": NewsIndexPageFactory,
    "people": PersonIndexPageFactory,
    "work_areas": WorkAreaIndexPageFactory,
    "topics": TopicIndexPageFactory,
    "regions": RegionIndexPageFactory,
    "publications": PublicationIndexPageFactory,
    "events": EventIndexPageFactory,
    "contact": ContactPageFactory,
}


def home_page() -> HomePage:
    return HomePage.objects.get()
