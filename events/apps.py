from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self):
        # They register what others show of this app, and what changes when a person leaves.
        from . import (
            handover,  # noqa: F401
            sections,  # noqa: F401
            signals,
            todos,  # noqa: F401
        )

        signals.connect()
