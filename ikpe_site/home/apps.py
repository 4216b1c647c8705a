from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "ikpe_site.home"
    label = "home"
    verbose_name = _("Home page")

    def ready(self):
        from .search import receivers  # noqa: F401 keeps the search index up to date
