from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "ikpe_site.home"
    label = "home"
    verbose_name = _("Home page")

    def ready(self):
        from . import receivers, setup  # noqa: F401 setup makes groups and workflow

        receivers.connect()
