from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import Image
from willow.plugins.pillow import PillowImage


class MediaConfig(AppConfig):
    name = "ikpe_site.media"
    label = "media"
    verbose_name = _("Pictures and documents")

    def ready(self):
        from . import receivers  # noqa: F401

        Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
        # What a phone writes into its pictures, such as where they were taken, does not go into renditions.
        PillowImage.get_exif_data = lambda picture: None
