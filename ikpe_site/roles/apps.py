from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class RolesConfig(AppConfig):
    name = "ikpe_site.roles"
    label = "roles"
    default = True

    def ready(self):
        from . import receivers  # noqa: F401 makes groups and workflow


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's users and groups, each within the reach of the rights of who changes them."""

    user_viewset = "ikpe_site.roles.users.UserViewSet"
    group_viewset = "ikpe_site.roles.users.GroupViewSet"
