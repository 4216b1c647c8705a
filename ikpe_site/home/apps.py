from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "ikpe_site.home"
    label = "home"
    verbose_name = _("Home page")

    def ready(self):
        from . import receivers, setup  # noqa: F401 setup makes groups and workflow
        from .search import receivers as search_receivers  # noqa: F401 keeps the search index up to date

        receivers.connect()
