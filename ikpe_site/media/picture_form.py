"""What pictures may be uploaded, and what is asked of them."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class PictureField(WagtailImageField):
    """Refuses a picture that is damaged or too large, which Wagtail's field answers with an error 500.

    Wagtail reads the number of pixels from the header of the file. Only a picture that passes is decoded, so that a
    small file cannot decode to a huge picture.
    """

    def to_python(self, data):
        try:
            if file := super().to_python(data):
                with Image.open(data) as picture:
                    picture.load()
                data.seek(0)
        except ValidationError:
            raise
        except Image.DecompressionBombError as error:
            raise ValidationError(_("The picture has too many pixels."), code="file_too_many_pixels") from error
        except Exception as error:  # Pillow's readers raise nearly everything
            raise ValidationError(_("The picture is damaged and cannot be read."), code="damaged") from error
        return file


class PictureForm(BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if given := self.fields.get("file"):
            self.fields["file"] = PictureField(label=given.label, required=given.required, widget=given.widget)
        elif self.instance.pk:  # in the list after an upload, which shows small pictures only
            self.fields["title"].help_text = format_html(
                '<a href="{}" target="_blank">{}</a>',
                reverse("wagtailimages:edit", args=[self.instance.pk]),
                _("Choose what stays in sight where the picture is cropped"),
            )
        description = self.fields["description"]
        description.label = _("Alternative text")
        description.help_text = _("What can be seen, in a sentence, for those who cannot see the picture.")
