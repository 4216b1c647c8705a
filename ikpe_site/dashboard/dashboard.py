"""The first page of the admin: what to begin, what waits and what is still to be done.

Wagtail's own panels stand between: pages to approve, own pages in moderation, own edits, locked pages.
"""

import datetime
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, QuerySet, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page, PageLogEntry
from wagtail.permissions import page_permission_policy

from ikpe_site.core.examples import example_pages
from ikpe_site.editing import reviews
from ikpe_site.editing.admin_urls import edit_url
from ikpe_site.editing.listings import changed_by, listings, scheduled_revisions
from ikpe_site.editing.todos import Todo, all_todos
from ikpe_site.media.models import DocumentInspection

from .access import editable
from .gaps import gap_url, gaps_for
from .timetable import changes

ROWS = 5
AHEAD = datetime.timedelta(days=60)


@dataclass(frozen=True)
class Row:
    """`url` is where it can be done; `review_url` marks the page as reviewed."""

    title: str
    url: str
    detail: str = ""
    review_url: str = ""


@dataclass
class Card:
    """Things of one kind: the first of them, how many there are, and where all of them stand."""

    heading: str | Promise
    rows: list[Row] = field(default_factory=list)
    total: int = 0
    more: list[tuple[str, str]] = field(default_factory=list)

    @property
    def rest(self) -> int:
        return self.total - len(self.rows)


class QuickActionsPanel(Component):
    """„Neuer Beitrag“, „Neuer Termin“, „Neue Publikation“: straight to the form, below the right page."""

    order = 10
    template_name = "dashboard/quick_actions.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        offered = [(listing, listing.add_url_for(user)) for listing in listings() if listing.add_label]
        return {"actions": [(listing.add_label, url, listing.icon) for listing, url in offered if url]}


class SchedulePanel(Component):
    """What goes live or expires within the next weeks."""

    order = 310
    template_name = "dashboard/schedule_panel.html"

    def get_context_data(self, parent_context):
        upcoming = changes(parent_context["request"].user, timezone.now() + AHEAD)
        return {"changes": upcoming[:ROWS], "rest": len(upcoming[ROWS:])}


class TodoPanel(Component):
    """What is still to be done, a card for each kind; nothing that is done, and nothing that the user may not edit."""

    order = 320
    template_name = "dashboard/todo_panel.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        cards = [
            example_card(user),
            draft_card(user),
            *page_cards(user),
            gap_card(user),
            *picture_cards(user),
            document_card(user),
        ]
        cards = [card for card in cards if card.total]
        return {
            "cards": cards,
            "is_new": not cards and not PageLogEntry.objects.filter(user=user).exists(),
            "csrf_token": parent_context["csrf_token"],
            "next": reverse("wagtailadmin_home"),
        }


def example_card(user) -> Card:
    """What is published although it was invented to show what the site can do."""
    mine = page_permission_policy.instances_user_has_any_permission_for(user, {"change"})
    pages = example_pages().live().filter(pk__in=mine.order_by().values("pk")).annotate(total=Window(Count("pk")))
    shown = list(pages.order_by("title", "pk")[:ROWS])
    rows = [Row(page.title, edit_url(page.pk), page.page_type_display_name) for page in shown]
    more = [(_("Report"), reverse("example_content"))]
    return Card(_("Example content is still published"), rows, shown[0].total if shown else 0, more)


def draft_card(user) -> Card:
    """Changes of live pages that only editors see, the newest first; what is scheduled has its own panel."""
    scheduled = scheduled_revisions().values_list("object_id", flat=True)
    drafts = editable(Page, user).filter(live=True, has_unpublished_changes=True)
    drafts = drafts.exclude(pk__in=[int(pk) for pk in scheduled]).order_by("-latest_revision_created_at", "-pk")
    shown = list(
        drafts.select_related("latest_revision__user")
        .defer("latest_revision__content")
        .annotate(total=Window(Count("pk")))[:ROWS]
    )
    rows = [Row(page.get_admin_display_title(), edit_url(page.pk), draft_detail(page)) for page in shown]
    total = shown[0].total if shown else 0
    return Card(_("Live, with changes in the draft"), rows, total, lists_of(drafts) if total > ROWS else [])


def draft_detail(page: Page) -> str:
    """When the draft was saved, and by whom."""
    parts = [changed_by(page)]
    if page.latest_revision_created_at:
        parts.append(date_format(timezone.localtime(page.latest_revision_created_at), "SHORT_DATETIME_FORMAT"))
    return ", ".join(filter(None, parts))


def lists_of(drafts: QuerySet) -> list[tuple[str, str]]:
    """The lists that show some of `drafts`."""
    types = set(drafts.order_by().values_list("content_type", flat=True).distinct())
    return [
        (listing.menu_label, f"{reverse(listing.get_url_name('index'))}?status=changed")
        for listing in listings()
        if ContentType.objects.get_for_model(listing.model).pk in types
    ]


def page_cards(user) -> list[Card]:
    """One query for each kind of thing and type of page."""
    lists = {listing.model: listing for listing in listings()}
    cards: dict[str, Card] = {}
    for todo in all_todos():
        model = apps.get_model(todo.model)
        pages = todo.find(editable(model, user)).annotate(total=Window(Count("pk")))
        shown = list(pages.defer_streamfields()[:ROWS])
        if not shown:
            continue
        card = cards.setdefault(todo.name, Card(str(todo.heading)))
        card.rows += [page_row(todo, page) for page in shown]
        card.total += shown[0].total
        if model in lists:
            url = reverse(lists[model].get_url_name("index"))
            card.more.append((lists[model].menu_label, f"{url}?todo={todo.name}"))
    return list(cards.values())


def page_row(todo: Todo, page) -> Row:
    title = page.get_admin_display_title()
    if todo.name == reviews.NAME:
        return Row(title, edit_url(page.pk), page._meta.verbose_name, reverse("page_review", args=[page.pk]))
    return Row(title, edit_url(page.pk, todo.field), getattr(page, todo.detail) if todo.detail else "")


def gap_card(user) -> Card:
    gaps = gaps_for(user)
    rows = [Row(gap.title, gap_url(gap), gap.kind.label) for gap in gaps[:ROWS]]
    return Card(_("Gaps in responsibilities"), rows, len(gaps), [(_("Report"), reverse("people_gaps"))])


def picture_cards(user) -> list[Card]:
    """What pictures lack belongs to them and not to a page: it is fixed once, wherever they stand."""
    mine = image_policy.instances_user_has_any_permission_for(user, ["change"])
    return [
        picture_card(heading, mine.filter(**{field: ""}), field)
        for field, heading in {
            "credit": _("Pictures without information on rights"),
            "description": _("Pictures without an alternative text"),
        }.items()
    ]


def picture_card(heading: str, pictures, field: str) -> Card:
    shown = list(pictures.order_by("-created_at", "-pk").annotate(total=Window(Count("pk")))[:ROWS])
    rows = [Row(picture.title, reverse("wagtailimages:edit", args=[picture.pk]) + f"#id_{field}") for picture in shown]
    more = [(_("Pictures"), f"{reverse('wagtailimages:index')}?missing={field}")]
    return Card(heading, rows, shown[0].total if shown else 0, more)


def document_card(user) -> Card:
    mine = document_policy.instances_user_has_any_permission_for(user, ["change"])
    lacking = DocumentInspection.objects.with_accessibility_issues().filter(document__in=mine.values("pk"))
    newest = lacking.select_related("document").defer("text").order_by("-document__created_at", "-pk")
    shown = list(newest.annotate(total=Window(Count("pk")))[:ROWS])
    rows = [
        Row(entry.document.title, reverse("wagtaildocs:edit", args=[entry.pk]), entry.accessibility_issues_display)
        for entry in shown
    ]
    return Card(_("Documents with accessibility issues"), rows, shown[0].total if shown else 0)
