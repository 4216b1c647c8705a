from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("People and responsibilities")

    def ready(self):
        from . import sections  # noqa: F401 registers what this app shows on the pages of others
