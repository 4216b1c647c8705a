"""The menu, the breadcrumbs and the footer links of one page, from one query."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q
from wagtail.models import Page, Site

from .querysets import link_fields, visible_to_visitors


@dataclass
class Navigation:
    """Pages around the page that is shown.

    `top` are all visible pages right below the home page, in the order of the tree; `trail` are the ancestors of the
    current page below the home page; `footer` are the links that the settings name and `links` those of the page
    itself, as dicts with `target` (a page) or `url`, `text` and `is_current`.
    """

    home: Page | None = None
    page: Page | None = None
    top: list[Page] = field(default_factory=list)
    trail: list[Page] = field(default_factory=list)
    footer: list[dict] = field(default_factory=list)
    links: list[dict] = field(default_factory=list)

    @classmethod
    def for_request(cls, request, institute, page=None, links=None):
        """Return the navigation for `page`.

        `institute` are the InstituteSettings, not asked where there is no site; `links` is a stream of link blocks of
        the page (core.blocks.LinkBlock).
        """
        site = Site.find_for_request(request)
        if site is None:
            return cls(page=page)
        home = site.root_page
        # The raw data of the streams: their pages come with the query below, the streams themselves would ask more.
        footer_data = [link["value"] for link in institute.footer_links.raw_data]
        links_data = [link["value"] for link in links.raw_data] if links else []
        linked = {link["page"] for link in (*footer_data, *links_data) if link.get("page")}
        ancestors = page_ancestor_paths(page, home) if page else []
        pages = list(
            Page.objects.filter(visible_to_visitors())
            .filter(Q(path__startswith=home.path, depth=home.depth + 1) | Q(path__in=ancestors) | Q(pk__in=linked))
            .only(*link_fields(), "show_in_menus")
            .order_by("path")
        )
        by_id = {entry.pk: entry for entry in pages}
        return cls(
            home=home,
            page=page,
            top=[entry for entry in pages if entry.depth == home.depth + 1],
            trail=[entry for entry in pages if entry.path in ancestors],
            footer=[resolved for link in footer_data if (resolved := resolve(link, by_id, page))],
            links=[resolved for link in links_data if (resolved := resolve(link, by_id, page))],
        )

    @cached_property
    def menu(self) -> list[dict]:
        """The top pages that editors put into the menu, each with how it stands to the current page."""
        return [{"page": entry, "current": self._current(entry)} for entry in self.top if entry.show_in_menus]

    @cached_property
    def about(self) -> list[Page]:
        """The plain texts in the menu, such as „Verein“."""
        return [
            entry for entry in self.top if entry.show_in_menus and entry.cached_content_type.model == "contentpage"
        ]

    @cached_property
    def index(self) -> dict[str, Page]:
        """The top pages by the name of their model, such as `newsindexpage`: where „Alle Beiträge“ leads."""
        return {entry.cached_content_type.model: entry for entry in self.top}

    def _current(self, entry) -> str:
        """The value of aria-current: `page` for the page itself, `true` for the part of the site it is in."""
        if self.page is None:
            return ""
        if self.page.pk == entry.pk:
            return "page"
        return "true" if self.page.path.startswith(entry.path) else ""


def resolve(link: dict, pages: dict[int, Page], current: Page | None) -> dict | None:
    """Return what a template needs of a stored link; None if it leads to a page that visitors may not see."""
    target = pages.get(link.get("page"))
    if target is None and not link.get("url"):
        return None
    return {
        "target": target,
        "url": link.get("url"),
        "text": link.get("label") or target.title,
        "is_current": target is not None and current is not None and target.pk == current.pk,
    }


def page_ancestor_paths(page, home) -> list[str]:
    return [page.path[:end] for end in range(len(home.path) + page.steplen, len(page.path), page.steplen)]
