"""Pictures and documents, with what the institute needs to know of them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from ikpe_site.core.uploads import check_document, harmless_name


class CustomImage(AbstractImage):
    """A picture. Wagtail's own `description` is the default alternative text."""

    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who made the picture and under which licence, as it is to be printed below it."),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def get_upload_to(self, filename):
        return super().get_upload_to(harmless_name(filename))


class CustomRendition(AbstractRendition):
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"),
        ]


class CustomDocument(AbstractDocument):
    description = models.TextField(
        _("description"), blank=True, help_text=_("What the document is about, in a sentence. Shown in lists.")
    )

    admin_form_fields = (*Document.admin_form_fields, "description")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self):
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


def is_new_upload(file) -> bool:
    return bool(file) and not file._committed
