from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TopicsConfig(AppConfig):
    name = "topics"
    verbose_name = _("Topics and projects")

    def ready(self):
        from . import sections, todos  # noqa: F401 register what others show of this app
