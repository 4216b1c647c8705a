"""Pictures and documents, with what the institute needs to know of them."""

import logging
from functools import lru_cache
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image, SourceImageIOError

from ikpe_site.core.querysets import is_in_private_collection

from .uploads import check_document, harmless_name

logger = logging.getLogger(__name__)

# Templates use few formats, again and again. A Filter parses its specification once, which takes longer than all else
# about a rendition that exists already.
filter_of = lru_cache(maxsize=256)(Filter)


class CustomImage(AbstractImage):
    """A picture. Wagtail's own `description` is the default alternative text."""

    # What a picture should have before it is shown, by the field that holds it.
    GAPS = {"credit": _("information on rights"), "description": _("alternative text")}

    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who made the picture and under which licence, as it is to be printed below it."),
    )

    admin_form_fields = ("title", "file", "description", "credit", *Image.admin_form_fields[3:])

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def get_upload_to(self, filename):
        return super().get_upload_to(harmless_name(filename))

    def get_renditions(self, *filters: Filter | str):
        return super().get_renditions(*(filter_of(getattr(entry, "spec", entry)) for entry in filters))

    def generate_rendition_file(self, filter: Filter, *, source=None):  # noqa: A002 named as in Wagtail
        """Say of a picture that cannot be drawn what Wagtail says of one whose file is missing.

        Whoever asks for a rendition expects that error, and shows something else instead.
        """
        try:
            return super().generate_rendition_file(filter, source=source)
        except InvalidFilterSpecError:
            raise
        except Exception as error:  # Pillow's readers and writers raise nearly everything
            logger.warning("Picture %s (%s) cannot be drawn as %s: %r", self.pk, self.file.name, filter.spec, error)
            raise SourceImageIOError(str(error)) from error

    @property
    def is_private(self) -> bool:
        """Whether it is in a collection that not every visitor may look into."""
        return CustomImage.objects.filter(is_in_private_collection(), pk=self.pk).exists()

    @property
    def missing_display(self) -> str:
        return ", ".join(str(label) for field, label in self.GAPS.items() if not getattr(self, field))


class CustomRendition(AbstractRendition):
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"),
        ]
        indexes = [models.Index(fields=["file"], name="rendition_file")]  # by which it is looked up when it is served


class CustomDocument(AbstractDocument):
    description = models.TextField(
        _("description"), blank=True, help_text=_("What the document is about, in a sentence. Shown in lists.")
    )

    is_example = models.BooleanField(
        _("This document is an example"),
        default=False,
        help_text=_(
            "Visitors then read beside the link that the file only stands for the real one. "
            "Please replace the file and remove the mark before the website goes online."
        ),
    )

    admin_form_fields = (*Document.admin_form_fields, "description", "is_example")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self):
        if not self.file:  # the form says so, or has refused it
            return
        super().clean()
        if is_new_upload(self.file):
            try:
                check_document(self.file)
            except ValidationError as error:
                raise ValidationError({"file": error}) from error

    def save(self, *args, **kwargs):
        if is_new_upload(self.file):
            self.file.name = harmless_name(self.file.name)
        super().save(*args, **kwargs)

    def keep_version(self, file) -> None:
        """Keep a copy of `file`, which is about to be replaced, and its address; only that of a file that is gone."""
        version = DocumentVersion(document=self, filename=PurePath(file.name).name)
        try:
            with file.storage.open(file.name) as content:
                version.file.save(version.filename, content, save=False)
        except OSError as error:
            logger.warning("The file that document %s replaces cannot be kept: %s", self.pk, error)
        version.save()

    @property
    def text_state_display(self) -> str:
        """Whether the search knows the text of the file, and if not, why."""
        inspection = getattr(self, "inspection", None)
        return inspection.get_state_display() if inspection else _("The text has not been read yet.")

    @property
    def personal_data_display(self) -> str:
        inspection = getattr(self, "inspection", None)
        return inspection.personal_data_display if inspection else ""


def is_new_upload(file) -> bool:
    return bool(file) and not file._committed  # noqa: SLF001  what FieldFile itself asks before it saves


class DocumentVersion(models.Model):
    """An earlier file of a document: citations name its address, which leads to the file of today."""

    document = models.ForeignKey(CustomDocument, on_delete=models.CASCADE, related_name="versions")
    filename = models.CharField(_("file name"), max_length=255)
    file = models.FileField(_("file"), upload_to="documents/versions", blank=True)
    replaced_at = models.DateTimeField(_("replaced on"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-replaced_at", "-pk"]
        verbose_name = _("version of a document")
        verbose_name_plural = _("versions of documents")

    def __str__(self):
        return self.filename


class DocumentInspectionQuerySet(models.QuerySet):
    def with_accessibility_issues(self):
        return self.exclude(accessibility_issues=[])


class DocumentInspection(models.Model):
    """What stands in the file of a document: its text, for the search, what keeps screen readers from a PDF file,
    and the names and comments that whoever downloads it can read.

    Apart from the document, because the text can be long.
    """

    class State(models.TextChoices):
        READ = "read", _("The text was read: the search finds the document by it.")
        EMPTY = "empty", _("The file holds no text, only pictures. Text recognition (OCR) would make it findable.")
        ENCRYPTED = "encrypted", _("The file is protected by a password, so its text cannot be read.")
        BROKEN = "broken", _("The file is damaged, so its text cannot be read.")
        TOO_LARGE = "too_large", _("Reading the text took too long or too much memory.")
        UNSUPPORTED = "unsupported", _("Text is not read from files of this type.")
        MISSING = "missing", _("The file is missing.")

    class AccessibilityIssue(models.TextChoices):
        TAGS = "tags", _("no tags: screen readers find neither headings nor an order")
        TEXT = "text", _("pages without text, only pictures")
        LANGUAGE = "language", _("does not name its language")
        TITLE = "title", _("has no title of its own")
        PROTECTED = "protected", _("protected by a password")
        BROKEN = "broken", _("damaged, or too large to be checked")

    document = models.OneToOneField(
        CustomDocument, on_delete=models.CASCADE, primary_key=True, related_name="inspection"
    )
    state = models.CharField(_("text of the file"), max_length=12, choices=State)
    text = models.TextField(blank=True)
    accessibility_issues = models.JSONField(default=list)
    people = models.JSONField(default=list)
    comments = models.PositiveIntegerField(default=0)
    file_hash = models.CharField(max_length=40, blank=True)

    objects = DocumentInspectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("inspection of a document")
        verbose_name_plural = _("inspections of documents")

    @property
    def accessibility_issues_display(self) -> str:
        return "; ".join(str(self.AccessibilityIssue(name).label) for name in self.accessibility_issues)

    @property
    def personal_data_display(self) -> str:
        """What the file says of people, for the editor to judge: authors may be meant, comments hardly ever."""
        comments = ngettext("%(count)d comment", "%(count)d comments", self.comments) % {"count": self.comments}
        return "; ".join(filter(None, [", ".join(self.people), comments if self.comments else ""]))
