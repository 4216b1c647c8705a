from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self):
        # They register what this app shows on the pages of others, and what changes when a person leaves.
        from . import (
            handover,  # noqa: F401
            sections,  # noqa: F401
            signals,
        )

        signals.connect()
