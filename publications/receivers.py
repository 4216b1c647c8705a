"""References follow the people that they name, Wagtail's search index the publications."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.search.signal_handlers import post_delete_signal_handler, post_save_signal_handler

from people.models import PersonPage

from .models import Contributor, PublicationPage


@receiver(post_save, sender=PersonPage)
def take_over_new_name(instance, **kwargs):
    """The copies of a name that contributors keep tell which publications a renamed person is part of."""
    name = {"given": instance.first_name, "family": instance.last_name}
    outdated = Contributor.objects.filter(person=instance).exclude(**name)
    for publication in list(PublicationPage.objects.filter(pk__in=outdated.values("publication"))):
        publication.refresh_derived()
    outdated.update(**name)


@receiver(post_save, sender=PublicationPage)
def index_for_search(instance, **kwargs):
    """What Wagtail does by itself for all other models, whose entries it writes one by one."""
    if not instance.is_indexed_later:
        post_save_signal_handler(instance, **kwargs)


post_delete.connect(post_delete_signal_handler, sender=PublicationPage)
