"""The hidden part of the tree that deleted pages are moved to, and what is kept to bring them back."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

KEPT = timedelta(days=30)
SLUG = "papierkorb"


class TrashPage(Page):
    """Stands beside the home page and not below it: what is in it belongs to no site, so it has no address."""

    max_count = 1
    parent_page_types = []
    subpage_types = []
    preview_modes = []

    class Meta:
        verbose_name = _("trash")


class DeletedPageQuerySet(models.QuerySet):
    def outdated(self, kept: timedelta = KEPT):
        return self.filter(deleted_at__lt=timezone.now() - kept)

    def for_user(self, user):
        """Those that `user` may bring back: what they deleted, or what stood below a page that they may publish."""
        publishable = page_permission_policy.instances_user_has_permission_for(user, "publish")
        if publishable.filter(depth=2).exists():  # the whole site, so also what has lost its parent
            return self
        return self.filter(models.Q(deleted_by=user) | models.Q(parent__in=publishable.values("pk")))


class DeletedPage(models.Model):
    """A page in the trash, with all that is below it.

    `was_live` keeps for each page of them that was live the fields that a page loses when it is unpublished.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    parent = models.ForeignKey(
        Page, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("stood below")
    )
    slug = models.CharField(_("slug"), max_length=255)
    was_live = models.JSONField(default=dict)
    deleted_at = models.DateTimeField(_("deleted on"), db_index=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("deleted by"),
    )

    objects = DeletedPageQuerySet.as_manager()
    wagtail_reference_index_ignore = True  # being in the trash is no use of a page

    class Meta:
        ordering = ["-deleted_at"]
        verbose_name = _("deleted page")
        verbose_name_plural = _("deleted pages")

    def __str__(self):
        return self.page.get_admin_display_title()

    @property
    def kept_until(self):
        return self.deleted_at + KEPT

    @cached_property
    def old_parent(self) -> Page | None:
        """Where the page stood, unless that is gone or in the trash itself."""
        return None if self.parent is None or in_trash(self.parent) else self.parent


def in_trash(page: Page) -> bool:
    """Whether `page` is the trash or in it. No other page can have this address: slugs of neighbours differ."""
    return page.url_path.startswith(f"/{SLUG}/")


def not_in_trash() -> models.Q:
    """The condition for pages that are neither. By their keys: the search of Wagtail filters by no address."""
    return ~models.Q(pk__in=Page.objects.filter(url_path__startswith=f"/{SLUG}/").values("pk"))
