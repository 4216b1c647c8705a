from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from .media import CustomDocument


class BarriersQuerySet(QuerySet):
    def with_any(self):
        return self.exclude(found=[])


class DocumentBarriers(models.Model):
    """What keeps people from reading the PDF file of a document with a screen reader, as found in the file."""

    class Barrier(models.TextChoices):
        TAGS = "tags", _("no tags: screen readers find neither headings nor an order")
        TEXT = "text", _("pages without text, only pictures")
        LANGUAGE = "language", _("does not name its language")
        TITLE = "title", _("has no title of its own")
        PROTECTED = "protected", _("protected by a password")
        BROKEN = "broken", _("damaged, or too large to be checked")

    document = models.OneToOneField(
        CustomDocument, on_delete=models.CASCADE, primary_key=True, related_name="barriers"
    )
    file_hash = models.CharField(max_length=40, blank=True)  # a file that replaces it may have the same name
    found = models.JSONField(default=list)

    objects = BarriersQuerySet.as_manager()

    class Meta:
        verbose_name = _("barriers of a document")
        verbose_name_plural = _("barriers of documents")

    def __str__(self):
        return "; ".join(str(self.Barrier(name).label) for name in self.found)
