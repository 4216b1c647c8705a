from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .views import OperatingStateView


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [path("reports/operating-state/", OperatingStateView.as_view(), name="operating_state")]


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="operations", codename="view_scheduledjob")


class OperatingStateMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("operations.view_scheduledjob")


@hooks.register("register_reports_menu_item")
def add_operating_state() -> MenuItem:
    return OperatingStateMenuItem(_("Operating state"), reverse("operating_state"), icon_name="cogs", order=2000)
