from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "ikpe_site.editing"
    label = "editing"

    def ready(self):
        from .spreadsheets import prepare_exports

        prepare_exports()
