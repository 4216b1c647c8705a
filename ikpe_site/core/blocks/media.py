"""Pictures, and content of other sites."""

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from .groups import MEDIA


class PictureChooserBlock(ImageBlock):
    """Wagtail's picture with alternative text, fetched together with the renditions of all pictures of a story."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.child_blocks["image"].label = _("picture")  # Wagtail names it in English

    def bulk_to_python(self, values):
        pictures = super().bulk_to_python(values)
        prefetch_related_objects([picture for picture in pictures if picture], "renditions")
        return pictures


class PictureValue(blocks.StructValue):
    """Says what the picture lacks, for the checks of the admin."""

    @property
    def is_undescribed(self) -> bool:
        picture = self.get("picture")
        return bool(picture and not picture.decorative and not picture.contextual_alt_text)

    @property
    def is_uncredited(self) -> bool:
        picture = self.get("picture")
        return bool(picture and not self.get("credit") and not picture.credit)


class PictureBlock(blocks.StructBlock):
    picture = PictureChooserBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=300)
    credit = blocks.CharBlock(
        label=_("credit"),
        required=False,
        max_length=255,
        help_text=_("Only if it differs from the credit that is kept with the picture."),
    )

    class Meta:
        label = _("Picture")
        description = _("A picture with caption and credit.")
        icon = "image"
        group = MEDIA
        value_class = PictureValue
        template = "components/blocks/picture.html"
        preview_template = "components/blocks/previews/picture.html"

    def get_preview_value(self):
        return self.sample(get_image_model().objects.first())

    def sample(self, picture):
        if picture:
            picture.contextual_alt_text, picture.decorative = picture.default_alt_text, False
        return self.normalize({"picture": picture, "caption": "Bausteine einer Sozialplanung", "credit": ""})


class GalleryBlock(blocks.ListBlock):
    """Pictures in small; each leads to an address of its own that shows it large (core.gallery)."""

    def __init__(self, **kwargs):
        super().__init__(PictureBlock(label=_("picture")), min_num=2, **kwargs)

    class Meta:
        label = _("Gallery")
        description = _("Several pictures in small, each of which opens large, with a way to the next.")
        icon = "image"
        group = MEDIA
        template = "components/blocks/gallery.html"
        preview_template = "components/blocks/previews/gallery.html"

    def get_preview_value(self):
        pictures = list(get_image_model().objects.all()[:3]) or [None]
        return self.normalize([self.child_block.sample(pictures[number % len(pictures)]) for number in range(3)])


class DraftableEmbedBlock(EmbedBlock):
    """Says at the field that an address cannot be embedded, but not before publishing: drafts are saved with it."""

    def clean(self, value):
        return value if self.is_deferred_validation else super().clean(value)


class ConsentEmbedBlock(blocks.StructBlock):
    """Foreign content that loads only after the visitor asked for it: until then the page knows only its address.

    The visitor's consent is the block's id in the query (`?einbettung=<id>`): no script, no cookie, nothing stored.
    """

    title = blocks.CharBlock(
        label=_("title"), max_length=200, help_text=_("Says what will be shown, for example of a film.")
    )
    embed = DraftableEmbedBlock(
        label=_("address of the content"), help_text=_("For example of a film on YouTube or Vimeo.")
    )

    class Meta:
        label = _("Embedded content")
        description = _("A film or the like from another site. It loads only after the visitor agrees.")
        icon = "media"
        group = MEDIA
        template = "components/blocks/consent_embed.html"
        preview_value = {"title": "Film über die Arbeit des Instituts", "embed": "https://vimeo.com/"}
