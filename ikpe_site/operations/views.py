from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from .models import ScheduledJob
from .status import operating_state


class OperatingStateView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """„Betriebszustand“: whether the site runs as it should, for those who may see the scheduled jobs."""

    page_title = _("Operating state")
    header_icon = "cogs"
    template_name = "operations/operating_state.html"
    permission_policy = ModelPermissionPolicy(ScheduledJob)
    permission_required = "view"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, **operating_state())
