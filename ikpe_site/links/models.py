from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from ikpe_site.core.models import InstituteSettings


class MissingUrl(models.Model):
    """A URL of this site that visitors asked for in vain: how often, and when last. Nothing about who asked."""

    path = models.CharField(_("web address"), max_length=255, unique=True)
    count = models.PositiveIntegerField(_("requests"), default=0)
    last_asked_on = models.DateField(_("last asked for"), db_index=True)

    class Meta:
        verbose_name = _("address not found")
        verbose_name_plural = _("addresses not found")
        default_permissions = ()

    def __str__(self) -> str:
        return self.path


class LinkQuerySet(models.QuerySet[Any]):
    def broken(self) -> Self:
        return self.exclude(problem="")


class Link(models.Model):
    """A link in a page, or in the settings if there is no page, and what the last check found.

    `content_path` is where the admin finds the field: `body`, the id of the block, the field within it.
    """

    class Problem(models.TextChoices):
        MISSING = "missing", _("does not exist")
        HIDDEN = "hidden", _("not public")
        UNREACHABLE = "unreachable", _("does not answer")
        REFUSED = "refused", _("refuses to answer")
        NOT_ALLOWED = "not_allowed", _("not an address of the public web")

    page = models.ForeignKey(
        Page, verbose_name=_("page"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    field = models.CharField(_("field"), max_length=255)
    content_path = models.CharField(max_length=255)
    address = models.CharField(_("web address"), max_length=2000)
    is_external = models.BooleanField(default=False)
    problem = models.CharField(_("problem"), max_length=12, choices=Problem, blank=True)
    status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    broken_since = models.DateField(_("since"), null=True, blank=True)
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        default_permissions = ()
        indexes = [models.Index(fields=["problem", "broken_since"], name="link_problem")]

    def __str__(self) -> str:
        return self.address

    @property
    def source_title(self) -> str:
        return self.page.get_admin_display_title() if self.page else str(InstituteSettings._meta.verbose_name)

    @property
    def problem_display(self) -> str:
        """With the status that the other server answered, where there was one."""
        return f"{self.get_problem_display()} ({self.status})" if self.status else self.get_problem_display()
