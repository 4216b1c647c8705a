"""When groups and workflow are made: after every migration, and with the page below which a group works."""

from django.apps import apps as installed_apps
from django.db.models.signals import post_migrate, post_save
from django.dispatch import receiver

from events.models import EventIndexPage

from .groups import setup_groups
from .workflow import setup_workflow


@receiver(post_migrate)
def set_up_after_migration(app_config, apps=None, **kwargs):
    """Once, after the last app: only then do all of them have their permissions."""
    *_others, last = (config for config in installed_apps.get_app_configs() if config.models_module)
    reached = apps is None or all(label in apps.app_configs for label in ("home", "events", "wagtailcore"))
    if app_config is last and reached:  # a migration may also stop half-way
        setup_groups()
        setup_workflow()


@receiver(post_save, sender=EventIndexPage)
def set_up_for_the_list_of_events(created, raw=False, **kwargs):
    if created and not raw:
        setup_groups()
