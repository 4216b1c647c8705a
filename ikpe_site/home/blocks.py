"""The sections of the home page. Each can be moved, hidden and worded; its list comes from the site."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from events.models import EventPage
from ikpe_site.core.blocks import RICH_TEXT_FEATURES, FormattedTextBlock, LinkBlock, OptionalLinkBlock
from news.models import NewsPage
from people.finder import ContactFinder
from people.models import PersonPage
from publications.models import PublicationPage
from topics.models import TopicPage, WorkAreaPage


class ButtonBlock(LinkBlock):
    class Meta:
        label = _("button")
        preview_value = {"url": "https://www.fh-erfurt.de/", "label": "Ansprechperson finden"}


class HomeSectionBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=80)
    hidden = blocks.BooleanBlock(
        label=_("hide"), required=False, help_text=_("The section stays here, but visitors do not see it.")
    )

    class Meta:
        abstract = True
        preview_template = "home/blocks/preview.html"

    def is_shown(self, value, context) -> bool:
        """Whether visitors see it; `context` is that of the page."""
        return not value["hidden"]

    def render(self, value, context=None):
        return "" if value.get("hidden") else super().render(value, context)


class NewsSectionBlock(HomeSectionBlock):
    count = blocks.IntegerBlock(label=_("number of posts"), default=3, min_value=1, max_value=12)
    link_label = blocks.CharBlock(label=_("label of the link to all posts"), default="Alle Beiträge", max_length=60)

    class Meta:
        label = _("News")
        description = _("The latest posts, the first one large. The events stand beside it if they come next.")
        icon = "doc-full-inverse"
        template = "home/blocks/news.html"
        preview_value = {"heading": "Aktuelles aus dem IKPE", "count": 3, "link_label": "Alle Beiträge"}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["posts"] = listed(context, "posts")[: value["count"]]
        return context


class AssociationSectionBlock(HomeSectionBlock):
    text = FormattedTextBlock(label=_("text"), features=RICH_TEXT_FEATURES)
    link = OptionalLinkBlock(label=_("link"))

    class Meta:
        label = _("Text with link")
        description = _("A short text, for example about the association. Beside the work areas if it comes next.")
        icon = "home"
        template = "home/blocks/association.html"
        preview_value = {
            "heading": "Der Verein",
            "text": "<p>Praxisnahe Antworten für Gemeinden, Städte und Landkreise.</p>",
            "link": {"url": "https://www.fh-erfurt.de/", "label": "Mehr über den Verein"},
        }


class WorkAreasSectionBlock(HomeSectionBlock):
    class Meta:
        label = _("Work areas")
        description = _("All work areas with their teasers.")
        icon = "list-ol"
        template = "home/blocks/work_areas.html"
        preview_value = {"heading": "Unsere Arbeitsbereiche"}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["work_areas"] = WorkAreaPage.objects.visible().in_tree_order().defer_streamfields()
        return context


class TopicsSectionBlock(HomeSectionBlock):
    class Meta:
        label = _("Topics")
        description = _("The tiles of all topics.")
        icon = "grip"
        template = "home/blocks/topics.html"
        preview_value = {"heading": "Unsere Themen"}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["topics"] = listed(context, "topics")
        return context


class PublicationsSectionBlock(HomeSectionBlock):
    class Meta:
        label = _("Publications")
        description = _("The newest publications. The planning platform stands beside them if it comes next.")
        icon = "openquote"
        template = "home/blocks/publications.html"
        preview_value = {"heading": "Ergebnisse"}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["publications"] = listed(context, "publications")
        return context


class PlatformSectionBlock(HomeSectionBlock):
    text = FormattedTextBlock(label=_("text"), features=RICH_TEXT_FEATURES)

    def is_shown(self, value, context) -> bool:
        """Only with a way to the platform: its address, or people who give access."""
        has_way = context["institute"].platform_url or context["navigation"].index.get("contactpage")
        return super().is_shown(value, context) and bool(has_way)

    class Meta:
        label = _("Planning platform")
        description = _("A call-out with the link to the platform, whose address is kept in the settings.")
        icon = "link-external"
        template = "home/blocks/platform.html"
        preview_value = {
            "heading": "Sozialplanungsplattform",
            "text": "<p>Der gemeinsame Arbeitsraum der Sozialplanung in Thüringen.</p>",
        }


class EventsSectionBlock(HomeSectionBlock):
    count = blocks.IntegerBlock(label=_("number of events"), default=3, min_value=1, max_value=12)
    link_label = blocks.CharBlock(label=_("label of the link to all events"), default="Alle Termine", max_length=60)

    class Meta:
        label = _("Events")
        description = _("The next events.")
        icon = "date"
        template = "home/blocks/events.html"
        preview_value = {"heading": "Termine", "count": 3, "link_label": "Alle Termine"}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["events"] = EventPage.objects.visible().upcoming().for_listing()[: value["count"]]
        return context


class ContactSectionBlock(HomeSectionBlock):
    text = blocks.TextBlock(label=_("text"), required=False, rows=2)

    class Meta:
        label = _("Contact finder")
        description = _("Visitors choose a concern and a county.")
        icon = "search"
        template = "home/blocks/contact.html"
        preview_value = {
            "heading": "Viele Wege führen zu uns",
            "text": "Wählen Sie Ihr Anliegen und Ihren Landkreis.",
        }

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["finder"] = ContactFinder()
        context["people"] = listed(context, "people")
        return context


class HomeBlock(blocks.StreamBlock):
    news = NewsSectionBlock()
    association = AssociationSectionBlock()
    work_areas = WorkAreasSectionBlock()
    topics = TopicsSectionBlock()
    publications = PublicationsSectionBlock()
    platform = PlatformSectionBlock()
    events = EventsSectionBlock()
    contact = ContactSectionBlock()


MOST_PUBLICATIONS = 3
MOST_FACES = 8
LISTED = {
    "topics": lambda: TopicPage.objects.visible().in_tree_order().for_listing(),
    "posts": lambda: NewsPage.objects.visible().pinned_first().for_listing(),
    "publications": lambda: (
        PublicationPage.objects.visible().newest_first().for_listing().select_related("image")[:MOST_PUBLICATIONS]
    ),
    "people": lambda: PersonPage.objects.visible().current().by_name().for_listing()[:MOST_FACES],
}

PAIRS = [{"news", "events"}, {"work_areas", "association"}, {"publications", "platform"}]


def bands(blocks) -> list[list]:
    """The sections as bands of the page: two that make a pair and follow each other stand side by side."""
    bands: list[list] = []
    for block in blocks:
        if bands and len(bands[-1]) == 1 and {bands[-1][0].block_type, block.block_type} in PAIRS:
            bands[-1].append(block)
        else:
            bands.append([block])
    return bands


def listed(context, name: str):
    """What the home page has fetched for several of its sections at once; a block previewed alone has no such page."""
    page = context.get("page")
    return page.listed[name] if hasattr(page, "listed") else LISTED[name]()
