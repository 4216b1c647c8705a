from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self):
        from . import handover, receivers, sections, todos  # noqa: F401 follow what happens; show this app elsewhere
        from .registration import traces  # noqa: F401 forgets participants
