from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self):
        from . import (
            sections,  # noqa: F401 registers what this app shows on the pages of others
            signals,
        )

        signals.connect()
