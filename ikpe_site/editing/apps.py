from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "ikpe_site.editing"
    label = "editing"
