from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TopicsConfig(AppConfig):
    name = "topics"
    verbose_name = _("Topics and projects")

    def ready(self):
        from . import sections  # noqa: F401 registers what this app shows on the pages of others
