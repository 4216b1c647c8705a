from django.apps import AppConfig


class BackupConfig(AppConfig):
    name = "ikpe_site.backup"
    label = "backup"
