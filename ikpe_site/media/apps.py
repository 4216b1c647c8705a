from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import Image


class MediaConfig(AppConfig):
    name = "ikpe_site.media"
    label = "media"
    verbose_name = _("Pictures and documents")

    def ready(self):
        from .accessibility import checks  # noqa: F401 looks at what is uploaded
        from .documents import receivers  # noqa: F401 reads what is uploaded

        Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
