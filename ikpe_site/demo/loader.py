"""Builds the demo site from the data files beside this module."""

import datetime
from collections.abc import Callable
from pathlib import Path

import yaml
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Page, Site

from events.models import EventIndexPage, EventPage, EventQuestion, EventSeriesPage
from ikpe_site.core.models import ContentPage, InstituteSettings
from ikpe_site.home.models import HomePage
from ikpe_site.media.models import CustomDocument, CustomImage
from news.models import NewsIndexPage, NewsPage, RelatedPage
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

from .pictures import draw_picture, draw_social_preview
from .stories import StoryWriter

FOLDER = Path(__file__).parent
CREDIT = "Zeichnung: IKPE"
INDEX_PAGES = {  # in the order of the menu
    "/aktuelles/": NewsIndexPage,
    "/verein/": ContentPage,
    "/team/": PersonIndexPage,
    "/arbeitsbereiche/": WorkAreaIndexPage,
    "/themen/": TopicIndexPage,
    "/regionen/": RegionIndexPage,
    "/ergebnisse/": PublicationIndexPage,
    "/termine/": EventIndexPage,
    "/kontakt/": ContactPage,
}
IN_MENU = {path for path in INDEX_PAGES if path != "/regionen/"}


def read(name: str):
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


class DemoLoader:
    """Creates what is missing and leaves alone what is there, so that it can be run again.

    Pages are made first, in an order in which each finds what it refers to; stories, which may refer to any page,
    are written at the end.
    """

    def __init__(self, report: Callable[[str], None]):
        self.report = report
        self.site = Site.objects.get(is_default_site=True)
        self.home = HomePage.objects.get(pk=self.site.root_page_id)
        self.images: dict[str, CustomImage] = {}
        self.documents: dict[str, CustomDocument] = {}
        self.stories: list[tuple[Page, dict]] = []
        self.writer = StoryWriter(self.page, self.images, self.documents)
        self.regions = {region.name: region for region in Region.objects.all()}

    def load(self) -> None:
        self.load_pictures()
        self.load_documents()
        self.load_content_pages()
        self.load_topics()
        self.load_people()
        self.load_publications()
        self.load_events()
        self.load_news()
        self.write_stories()
        self.load_home()

    def page(self, path: str) -> Page:
        """The page at a public path such as /themen/beteiligung/."""
        return Page.objects.get(url_path=f"{self.home.url_path}{path.strip('/')}/".replace("//", "/")).specific

    def place(self, parent: Page, page: Page, **stories) -> Page:
        """Put `page` below `parent` unless a page with its slug is there; return the one that is there then.

        `stories` maps the names of StreamFields to their entries, written when all pages exist.
        """
        existing = parent.get_children().filter(slug=page.slug).first()
        if existing:
            return existing.specific
        parent.refresh_from_db()
        parent.add_child(instance=page)
        page.save_revision().publish()
        self.stories.append((page, stories))
        return page

    def load_pictures(self) -> None:
        for entry in read("pictures"):
            image = CustomImage.objects.filter(title=entry["title"]).first()
            if image is None:
                png = draw_picture(entry["key"], entry["hues"], entry["kind"])
                image = CustomImage.objects.create(
                    title=entry["title"],
                    description=entry["alt"],
                    credit=CREDIT,
                    file=ContentFile(png, name=f"{entry['key']}.png"),
                )
            self.images[entry["key"]] = image
        self.report(f"{len(self.images)} Bilder")

    def load_documents(self) -> None:
        for entry in read("documents"):
            document = CustomDocument.objects.filter(title=entry["title"]).first()
            if document is None:
                content = (FOLDER / "documents" / entry["file"]).read_bytes()
                document = CustomDocument.objects.create(
                    title=entry["title"],
                    file=ContentFile(content, name=entry["file"]),
                    is_example=entry.get("is_example", False),
                )
                document.get_file_size()  # which also keeps it, as the admin's form does on an upload
            self.documents[entry["key"]] = document
        self.report(f"{len(self.documents)} Dokumente")

    def load_content_pages(self) -> None:
        texts = read("pages")
        paths = [*INDEX_PAGES, *(path for path in texts if path not in INDEX_PAGES)]
        for path in paths:
            text = texts[path]
            *above, slug = path.strip("/").split("/")
            page = INDEX_PAGES.get(path, ContentPage)(
                title=text.get("short_title", text["title"]),
                heading=text["title"] if "short_title" in text else "",
                teaser=text.get("teaser", ""),
                slug=slug,
                show_in_menus=path in IN_MENU,
            )
            self.place(self.page("/".join(above)) if above else self.home, page, body=text.get("body"))
        self.report(f"{len(paths)} Seiten")

    def load_topics(self) -> None:
        topics, index = read("topics"), self.page("/themen/")
        for entry in topics:
            topic = self.place(
                index,
                TopicPage(
                    title=entry["title"],
                    slug=entry["slug"],
                    hue=entry["hue"],
                    teaser=entry["teaser"],
                ),
                accordion=entry["sections"],
            )
            entry["page"] = topic
        for entry in read("programmes"):
            topic = entry.get("topic")
            Programme.objects.get_or_create(
                abbreviation=entry["abbreviation"],
                defaults={
                    "name": entry["name"],
                    "description": entry.get("description", ""),
                    "topic": self.page(f"/themen/{topic}/") if topic else None,
                },
            )
        for entry in topics:
            for project in entry.get("projects", []):
                page = ProjectPage(
                    **pick(project, "title", "slug", "teaser", "funder", "starts_on", "ends_on", "regions_as_of"),
                    programme=Programme.objects.get(abbreviation=project["programme"]),
                )
                page.regions = [self.regions[name] for name in project["regions"]]
                self.place(entry["page"], page, body=project["body"])
        areas, index = read("work_areas"), self.page("/arbeitsbereiche/")
        for entry in areas:
            area = WorkAreaPage(**pick(entry, "title", "slug", "teaser", "drawing"))
            area.topics = TopicPage.objects.filter(slug__in=entry["topics"])
            self.place(index, area, accordion=entry["sections"])
        self.report(f"{len(topics)} Themen, {len(areas)} Arbeitsbereiche")

    def load_people(self) -> None:
        names = read("institute")["groups"]
        groups = {
            name: PersonGroup.objects.get_or_create(name=name, defaults={"sort_order": order})[0]
            for order, name in enumerate(names)
        }
        people, index = read("people"), self.page("/team/")
        for entry in people:
            fields = pick(
                entry, "slug", "first_name", "last_name", "academic_title", "position", "phone", "email", "teaser"
            )
            person = PersonPage(**fields)
            person.groups = [groups[name] for name in entry["groups"]]
            person.responsibilities = in_order(self.responsibility(item) for item in entry["responsibilities"])
            self.place(index, person)
        self.report(f"{len(people)} Personen")

    def responsibility(self, entry: dict) -> Responsibility:
        programme, project, topic = entry.get("programme"), entry.get("project"), entry.get("topic")
        responsibility = Responsibility(
            label=entry.get("label") or "",
            role=entry.get("role") or "",
            regions_are_example=entry.get("regions_are_example", False),
            is_lead=entry.get("lead", False),
            programme=Programme.objects.get(abbreviation=programme) if programme else None,
            project=ProjectPage.objects.get(slug=project) if project else None,
            topic=TopicPage.objects.get(slug=topic) if topic else None,
        )
        responsibility.regions = [self.regions[name] for name in entry.get("regions") or []]
        return responsibility

    def load_publications(self) -> None:
        categories = [
            PublicationCategory.objects.get_or_create(name=name, defaults={"sort_order": order})[0]
            for order, name in enumerate(read("institute")["categories"])
        ]
        publications, index = read("publications"), self.page("/ergebnisse/")
        for entry in publications:
            page = PublicationPage(
                **pick(entry, "title", "slug", "teaser", "csl_type", "container_title", "issue", "publisher"),
                **pick(entry, "collection_title", "abstract", "title_is_provisional"),
                collection_number=str(entry.get("collection_number") or ""),
                issued_year=entry.get("year"),
                issued_on=entry.get("date"),
                category=categories[entry["category"] - 1],
                document=self.documents.get(entry.get("document")),
            )
            page.topics = self.topics(entry)
            page.contributors = in_order(self.contributor(item) for item in entry.get("contributors") or [])
            self.place(index, page)
        self.report(f"{len(publications)} Publikationen")

    def contributor(self, entry: dict) -> Contributor:
        person = entry.get("person")
        return Contributor(
            person=self.page(f"/team/{person}/") if person else None,
            **pick(entry, "family", "given", "literal"),
            role=entry.get("role", Contributor.Role.AUTHOR),
        )

    def load_events(self) -> None:
        events, index = read("events"), self.page("/termine/")
        series = {
            entry["slug"]: self.place(
                index, EventSeriesPage(**pick(entry, "title", "slug", "teaser", "is_example")), body=entry["body"]
            )
            for entry in read("event_series")
        }
        for entry in events:
            start, end, all_day = event_dates(entry)
            contact = entry.get("contact")
            page = EventPage(
                **pick(entry, "title", "slug", "teaser", "address", "organiser", "participation", "attended"),
                **pick(entry, "status", "target_group", "costs", "takes_registrations", "places", "asks_diet"),
                **pick(entry, "asks_access_needs", "consent_text", "is_example"),
                series=series.get(entry.get("series")),
                place=entry.get("place_name") or "",
                is_online=entry.get("online", False),
                start=start,
                end=end,
                all_day=all_day,
                contact_person=self.page(f"/team/{contact}/") if contact else None,
            )
            page.topics = self.topics(entry)
            page.questions = in_order(EventQuestion(**question) for question in entry.get("questions") or [])
            documents = [{"downloads": entry["downloads"]}] if entry.get("downloads") else None
            self.place(
                index,
                page,
                body=entry.get("body"),
                **{"results" if page.is_past else "downloads": documents},
                agenda=[{"item": item} for item in entry.get("agenda") or []],
            )
        self.report(f"{len(events)} Termine")

    def load_news(self) -> None:
        posts, index = read("news"), self.page("/aktuelles/")
        for entry in reversed(posts):
            page = NewsPage(
                **pick(entry, "title", "slug", "date", "label", "kind", "teaser", "image_caption"),
                event=self.page(entry["event"]) if entry.get("event") else None,
                image=self.images.get(entry.get("image")),
            )
            page.topics = self.topics(entry)
            page.people = [self.page(f"/team/{slug}/") for slug in entry.get("people") or []]
            page.regions = [self.regions[name] for name in entry.get("regions") or []]
            page.related_pages = in_order(RelatedPage(page=self.page(path)) for path in entry.get("related") or [])
            self.place(index, page, body=entry.get("body"))
        self.report(f"{len(posts)} Beiträge")

    def write_stories(self) -> None:
        for page, stories in self.stories:
            page.refresh_from_db()
            for field, entries in stories.items():
                value = self.writer.sections(entries) if field == "accordion" else self.writer.story(entries)
                setattr(page, field, value)
            page.full_clean()
            page.save_revision().publish()
            # The version without its texts was none that anybody wrote: it would be offered to go back to.
            page.revisions.exclude(pk=page.latest_revision_id).delete()
        self.report(f"{len(self.stories)} Texte")

    def load_home(self) -> None:
        settings = InstituteSettings.for_site(self.site)
        institute, home = read("institute"), read("home")
        if not settings.name:
            for name, value in pick(
                institute,
                "name",
                "short_name",
                "claim",
                "street",
                "postal_code",
                "city",
                "platform_label",
                "parent_name",
                "parent_url",
            ).items():
                setattr(settings, name, value)
            settings.office_contact = self.page(f"/team/{institute['office_contact']}/")
            settings.footer_links = [("link", self.writer.link(link)) for link in institute["footer_links"]]
            settings.social_image = CustomImage.objects.create(
                title="Vorschaubild",
                description="Zeichnung: ein Ort aus farbigen Würfeln",
                credit=CREDIT,
                file=ContentFile(draw_social_preview(settings.short_name, settings.claim), name="vorschau.png"),
            )
            settings.save()
        if not self.home.body:
            for name, value in pick(home, "title", "seo_title", "kicker", "headline", "teaser").items():
                setattr(self.home, name, value)
            self.home.buttons = [("button", self.writer.link(button)) for button in home["buttons"]]
            self.home.body = [self.home_section(*item) for entry in home["body"] for item in entry.items()]
            self.home.save_revision().publish()
        self.report("Startseite")

    def home_section(self, name: str, value: dict) -> tuple:
        value = {"hidden": False, **value}
        if name in ("association", "platform"):
            value["text"] = self.writer.rich_text(value["text"])
        if "link" in value:
            value["link"] = self.writer.link(value["link"])
        return name, value

    def topics(self, entry: dict) -> list[TopicPage]:
        return list(TopicPage.objects.filter(slug__in=entry.get("topics") or []))


def pick(entry: dict, *names: str) -> dict:
    """The values of `entry` under `names`, without those that are not given."""
    return {name: entry[name] for name in names if entry.get(name) is not None}


def in_order(children) -> list:
    """Number the rows of an inline panel, as the admin's form does."""
    children = list(children)
    for number, child in enumerate(children):
        child.sort_order = number
    return children


def event_dates(entry: dict) -> tuple[datetime.datetime, datetime.datetime | None, bool]:
    """Start, end and whether it lasts whole days; upcoming events are dated from the day of loading (`in_days`)."""
    if "in_days" in entry:
        day = timezone.localdate() + datetime.timedelta(days=entry["in_days"])
        return at(day, entry["start_time"]), at(day, entry["end_time"]), False
    end = entry.get("end")
    return at(day_of(entry["start"]), "00:00"), at(day_of(end), "00:00") if end else None, True


def day_of(value) -> datetime.date:
    return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value)


def at(day: datetime.date, time: str) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.fromisoformat(time)))
