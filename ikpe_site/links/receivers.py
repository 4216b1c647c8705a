from typing import Any

from wagtail.contrib.redirects.signal_handlers import (
    autocreate_redirects_on_page_move,
    autocreate_redirects_on_slug_change,
)
from wagtail.models import Page

from .models import MissingUrl


def was_public(page: Page) -> bool:
    """Whether visitors can know the URL of the page: it is live, or was."""
    return page.live or page.first_published_at is not None


def redirect_after_slug_change(instance: Any, instance_before: Any, **kwargs: Any) -> None:
    if was_public(instance_before):
        autocreate_redirects_on_slug_change(instance_before=instance_before, instance=instance)


def redirect_after_move(instance: Any, url_path_before: str, url_path_after: str, **kwargs: Any) -> None:
    if was_public(instance):
        autocreate_redirects_on_page_move(
            instance=instance, url_path_before=url_path_before, url_path_after=url_path_after
        )


def forget_not_found(instance: Any, **kwargs: Any) -> None:
    """A URL that is redirected is no longer missing."""
    MissingUrl.objects.filter(path=instance.old_path).delete()
