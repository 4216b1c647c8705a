from django.utils.translation import gettext_lazy as _

from ikpe_site.core.models import BasePage

from ..finder import ContactFinder


class ContactPage(BasePage):
    """The contact finder: who is responsible for a concern in a county."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    page_description = _("Visitors choose a concern and a county and get the person responsible.")

    class Meta:
        verbose_name = _("contact page")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["finder"] = ContactFinder(
            concern=request.GET.get("anliegen", ""), region_key=request.GET.get("region", "")
        )
        return context
