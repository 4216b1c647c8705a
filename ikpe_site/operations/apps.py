from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "ikpe_site.operations"
    label = "operations"
    verbose_name = _("Operation")

    def ready(self) -> None:
        from . import checks  # noqa: F401 (it registers itself)
