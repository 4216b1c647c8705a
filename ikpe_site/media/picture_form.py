"""What pictures may be uploaded, and what is asked of them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .metadata import described_by
from .pictures import displayable, is_animated


class PictureField(WagtailImageField):
    """Refuses a picture that is damaged or too large, which Wagtail's field answers with an error 500.

    Wagtail reads the number of pixels from the header of the file. Only a picture that passes is decoded, so that a
    small file cannot decode to a huge picture. What no browser shows is kept as a picture that all of them show.
    """

    help_text: Any

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        note = _("Animated pictures are taken, but stand still on the website.")
        self.help_text = format_html_join(" ", "{}", [(self.help_text,), (note,)])

    def to_python(self, data):
        try:
            file = super().to_python(data)
            return file and displayable(file)
        except ValidationError as refusal:
            if refusal.code == "invalid_image" and is_animated(data):  # a kind that Wagtail does not know
                sentence = _(
                    "Animated pictures of this kind are not taken. Please choose a picture that stands still."
                )
                raise ValidationError(sentence, code="animated") from refusal
            raise
        except Image.DecompressionBombError as error:
            raise ValidationError(_("The picture has too many pixels."), code="file_too_many_pixels") from error
        except Exception as error:  # Pillow's readers raise nearly everything
            raise ValidationError(_("The picture is damaged and cannot be read."), code="damaged") from error


class PictureForm(BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if given := self.fields.get("file"):
            self.fields["file"] = PictureField(label=given.label, required=given.required, widget=given.widget)
        elif self.instance.pk:  # in the list after an upload, which shows small pictures only
            self.fields["title"].help_text = format_html(
                '<a href="{}" target="_blank">{}</a>{}',
                reverse("wagtailimages:edit", args=[self.instance.pk]),
                _("Choose what stays in sight where the picture is cropped"),
                self.note_on_animation(),
            )
        description = self.fields["description"]
        description.label = _("Alternative text")
        description.help_text = _("What can be seen, in a sentence, for those who cannot see the picture.")

    def clean(self):
        """Offer what a new file says of its author and its subject for fields that were left empty."""
        values = super().clean()
        uploaded = self.files.get(self.add_prefix("file"))
        if uploaded and "file" not in self.errors:
            values |= {name: text for name, text in described_by(uploaded).items() if not values.get(name)}
        return values

    def note_on_animation(self) -> str:
        with self.instance.open_file() as file:
            moves = is_animated(file)
        return format_html(" – {}", _("This picture is animated: it stands still on the website.")) if moves else ""
