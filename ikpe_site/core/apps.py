from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "ikpe_site.core"
    label = "core"
    verbose_name = _("Foundations")

    def ready(self):
        from .documents import receivers  # noqa: F401 reads what is uploaded
