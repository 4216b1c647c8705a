from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "ikpe_site.demo"
    label = "demo"
