from django.apps import AppConfig


class RolesConfig(AppConfig):
    name = "ikpe_site.roles"
    label = "roles"

    def ready(self):
        from . import receivers  # noqa: F401 makes groups and workflow
