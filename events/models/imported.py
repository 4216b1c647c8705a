from django.db import models

from .events import EventPage


class ImportedEvent(models.Model):
    """What the calendar file said of an event that was imported last.

    The next import compares with it, and not with the page: so what editors have improved stays.
    """

    event = models.OneToOneField(EventPage, on_delete=models.CASCADE, related_name="imported")
    fields = models.JSONField()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.event)
