"""Checks all links of the site and keeps the result, for the report in the admin."""

from collections import defaultdict
from datetime import timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from ikpe_site.core.querysets import may_be_seen

from . import external
from .external import Answer
from .links import DOCUMENT, PAGE, URL, FoundLink, all_links
from .models import Link
from .redirects import match
from .resolving import is_view, own_path, page_at, wordpress_url

Problem = Link.Problem
MAX_ADDRESS = Link._meta.get_field("address").max_length
MAX_PATH = Link._meta.get_field("content_path").max_length
CHECK_AGAIN_AFTER = timedelta(days=7)  # a URL that answered; one that did not is asked again each time
BATCH = 500


def check_links(seconds: float) -> None:
    """Check the links within the site, then ask other websites for at most `seconds`, what waited longest first."""
    gather()
    check_external(seconds)


@transaction.atomic
def gather() -> None:
    """Bring the table of links up to date with the pages, and check those that stay within the site."""
    links = list(all_links())
    internal = InternalLinks(links)
    known = {(link.page_id, link.content_path, link.address): link for link in Link.objects.all()}
    new, changed = {}, []
    for link in links:
        address, answer = internal.check(link)
        key = (link.page_id, link.content_path[:MAX_PATH], address[:MAX_ADDRESS])
        row = known.pop(key, None)
        if row is None and key not in new:
            row = new[key] = Link(page_id=key[0], content_path=key[1], address=key[2])
            row.is_external = answer is None
        if row is None or (row.pk and answer is None and row.field == link.field):
            continue
        row.field = link.field
        if answer is not None:
            note(row, answer)
        if row.pk:
            changed.append(row)
    Link.objects.filter(pk__in=[row.pk for row in known.values()]).delete()
    Link.objects.bulk_create(new.values(), batch_size=BATCH)
    Link.objects.bulk_update(changed, ["field", "problem", "status", "broken_since", "checked_at"], batch_size=BATCH)


def note(row: Link, answer: Answer) -> None:
    row.problem, row.status, row.checked_at = answer.problem, answer.status, timezone.now()
    row.broken_since = (row.broken_since or timezone.localdate()) if answer.problem else None


def check_external(seconds: float) -> None:
    due = Link.objects.filter(is_external=True).exclude(problem="", checked_at__gt=timezone.now() - CHECK_AGAIN_AFTER)
    rows = defaultdict(list)
    for row in due.order_by("checked_at", "pk").iterator():  # a database may sort those never checked last
        rows[row.address].append(row)
    urls = sorted(rows, key=lambda url: rows[url][0].checked_at is not None)
    for url, answer in external.ask_all(urls, seconds):
        for row in rows[url]:
            note(row, answer)
        Link.objects.bulk_update(rows[url], ["problem", "status", "broken_since", "checked_at"])


class InternalLinks:
    """Links within the site, checked without a request: the pages and documents they lead to come in two queries."""

    def __init__(self, links: list[FoundLink]) -> None:
        ids = {
            kind: {int(link.target) for link in links if link.kind == kind and link.target.isdecimal()}
            for kind in (PAGE, DOCUMENT)
        }
        self.pages = Page.objects.in_bulk(ids[PAGE])
        self.documents = get_document_model().objects.in_bulk(ids[DOCUMENT])
        self.site = Site.objects.select_related("root_page").get(is_default_site=True)

    def check(self, link: FoundLink) -> tuple[str, Answer | None]:
        """How the target reads, and whether it is there; no answer if it is on another website."""
        if link.kind == URL:
            path = own_path(link.target)
            return link.target, None if path is None else self.check_path(path)
        number = int(link.target) if link.target.isdecimal() else None
        if link.kind == DOCUMENT:
            document = self.documents.get(number)
            return (
                (document.title, Answer(""))
                if document
                else (_("Document %(id)s") % {"id": number}, Answer(Problem.MISSING))
            )
        page = self.pages.get(number)
        if page is None:
            return _("Page %(id)s") % {"id": number}, Answer(Problem.MISSING)
        return page.title, Answer("" if may_be_seen(page) else Problem.HIDDEN)

    def check_path(self, path: str) -> Answer:
        bare = path.partition("?")[0]
        if bare.startswith(settings.STATIC_URL):
            return Answer("")
        if bare.startswith(settings.MEDIA_URL):
            return Answer("" if default_storage.exists(bare.removeprefix(settings.MEDIA_URL)) else Problem.MISSING)
        if not wordpress_url(path) and (target := page_at(path, self.site.root_page)):
            is_there = target.is_visible or (target.page.live and target.page.is_restricted)  # visitors may log in
            return Answer("" if is_there else Problem.HIDDEN)
        return Answer("" if self.is_served(bare) or match(path, self.site) else Problem.MISSING)

    def is_served(self, path: str) -> bool:
        """Whether a view of the site answers at the path; that of a document only if there is one."""
        try:
            view = resolve(path)
        except Resolver404:
            return is_view(f"{path}/")
        if view.url_name == "serve_document":
            return get_document_model().objects.filter(pk=view.kwargs["pk"]).exists()
        return is_view(path)
