"""Which slugs are free below a page: neither a neighbour has them nor a route of the page or a view of the site."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import get_resolver
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site

from ikpe_site.text.slugs import numbered

FIXED_PART = re.compile(r"\^?/?([\w-]+)/")
# Answered by middleware before a page is looked for: probes, metrics, static files.
OF_MIDDLEWARE = {"health", "metrics", settings.STATIC_URL.strip("/")}


def available_slug(base: str, parent: Page, page: Page | None = None) -> str:
    """Return `base`, or `base-2`, `base-3` …, whichever is free below `parent`.

    `page` is left out of the comparison: the page that asks, if it is saved already.
    """
    siblings = parent.get_children()
    if page is not None and page.pk:
        siblings = siblings.exclude(pk=page.pk)
    return numbered(base, owned_slugs(parent) | set(siblings.values_list("slug", flat=True)))


def owned_slugs(parent: Page) -> set[str]:
    """Return the slugs at which a page below `parent` would never be seen, or would take a URL that others rely on."""
    owned: set[str] = set()
    model = parent.specific_class
    if model and issubclass(model, RoutablePageMixin):
        owned |= set(first_parts(model.get_subpage_urls()))
    if any(root.root_path == parent.url_path for root in Site.get_site_root_paths()):
        owned |= {*first_parts(get_resolver().url_patterns), *OF_MIDDLEWARE}
    return owned


def first_parts(patterns: Iterable[Any]) -> Iterator[str]:
    """Yield what the URLs of these patterns begin with, as far as it is the same for all: `suche` of `suche/`."""
    for pattern in patterns:
        text = str(pattern.pattern)
        if match := FIXED_PART.match(text):
            yield match[1]
        elif not text:
            yield from first_parts(getattr(pattern, "url_patterns", ()))


def check_slug(slug: str, parent: Page) -> None:
    """ValidationError, for an editor, if a page with this slug below `parent` would stand in the way of a route."""
    if slug in owned_slugs(parent):
        message = _("The website itself uses the address “%(slug)s” here. Please choose another one.")
        raise ValidationError(message % {"slug": slug})
