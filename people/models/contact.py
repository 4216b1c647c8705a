from django.utils.translation import gettext_lazy as _

from ikpe_site.core.models import BasePage, InstituteSettings
from ikpe_site.editing.panels import INDEX_FORM
from topics.map import region_map
from topics.models import Region

from ..finder import ContactFinder, Match
from ..office import office_person
from .messages import MessageMixin, Recipient


class ContactPage(MessageMixin, BasePage):
    """The contact finder: who is responsible for a concern in a county."""

    motif = "person"

    schema_page_type = "ContactPage"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    page_description = _("Visitors choose a concern and a county and get the person responsible.")
    edit_handler = INDEX_FORM

    class Meta:
        verbose_name = _("contact page")

    def get_recipient(self, request) -> Recipient | None:
        institute = InstituteSettings.for_request(request)
        return Recipient(_("the institute"), institute.email, institute.phone) if institute.email else None

    def helpers(self, request, finder: ContactFinder) -> list[Match]:
        """Who is named where nobody is responsible, as long as the office can be neither called nor written to."""
        institute = InstituteSettings.for_request(request)
        if institute.is_reachable or not finder.is_asked or finder.matches:
            return []
        person = office_person()
        return [Match(person)] if person else finder.coordinators

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        finder = ContactFinder(request.GET.get("anliegen", ""), request.GET.get("region", ""))
        counties = [region for region in finder.regions if region.kind != Region.Kind.OUTSIDE]
        context["finder"] = finder
        context["helpers"] = self.helpers(request, finder)
        context["noindex"] = finder.is_asked
        context["map"] = region_map(counties, url_for=finder.address_for, chosen=finder.region)
        context["addresses"] = [(region, finder.address_for(region)) for region in finder.regions]
        return context
