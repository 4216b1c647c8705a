from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.models import Site

from .site_urls import SiteUrls
from .spelling import MAX_PATH, old_path
from .targets import check_for_circle, target_fields


class CheckedRedirectForm(RedirectForm):
    """Wagtail's form for a redirect, which also takes URLs of this site and tells if they lead nowhere."""

    redirect_link = forms.CharField(
        label=gettext_lazy("redirect to an address"),
        required=False,
        max_length=255,
        help_text=gettext_lazy("Of another website, or of this one from its first slash, such as /suche/?q=Armut."),
    )

    def clean_old_path(self) -> str:
        path = old_path(self.cleaned_data["old_path"])
        if path == "/":
            raise ValidationError(_("The home page cannot be redirected."))
        if len(path) > MAX_PATH:
            raise ValidationError(_("This address is too long."))
        if "\0" in path:
            raise ValidationError(_("“%(address)s” is not an address.") % {"address": self.cleaned_data["old_path"]})
        return path

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if data.get("redirect_page") and data.get("redirect_link"):
            self.add_error("redirect_link", _("Choose a page or enter an address, not both."))
        elif not data.get("redirect_page") and not data.get("redirect_link") and not self.errors:
            self.add_error("redirect_page", _("Choose a page or enter an address."))
        elif data.get("redirect_link"):
            self.settle(data)
        return data

    def settle(self, data: dict[str, Any]) -> None:
        site = data.get("site") or Site.objects.get(is_default_site=True)
        try:
            check_for_circle(data.get("old_path", ""), data["redirect_link"], SiteUrls(site))
            fields = target_fields(data["redirect_link"], SiteUrls(site))
        except ValidationError as error:
            self.add_error("redirect_link", error)
            return
        data |= {"redirect_page": None, "redirect_link": ""} | fields
        self.instance.redirect_page_route_path = fields.get("redirect_page_route_path", "")
