from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "ikpe_site.core"
    label = "core"
    verbose_name = _("Foundations")

    def ready(self):
        from ikpe_site.editing.reviews import register_for_review

        register_for_review("core.ContentPage")
