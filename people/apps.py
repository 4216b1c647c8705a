from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("People and responsibilities")

    def ready(self):
        from . import sections, todos  # noqa: F401 register what others show of this app
