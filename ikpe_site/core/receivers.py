from typing import Any

from wagtail.models import Page

from ikpe_site.editing.slugs import available_slug, owned_slugs


def make_way_for_routes(instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """A page that was moved to where a route or a view has its slug takes the next free one."""
    if instance.slug in owned_slugs(parent_page_after):
        page = instance.specific
        page.slug = available_slug(page.slug, parent_page_after, page)
        page.save(clean=False)
