from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import Image


class CoreConfig(AppConfig):
    name = "ikpe_site.core"
    label = "core"
    verbose_name = _("Foundations")

    def ready(self):
        from ikpe_site.editing.reviews import register_for_review

        from .barriers import checks  # noqa: F401 looks at what is uploaded
        from .documents import receivers  # noqa: F401 reads what is uploaded

        Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
        register_for_review("core.ContentPage")
