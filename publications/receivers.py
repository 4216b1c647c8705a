"""References follow the people that they name."""

from django.db.models.signals import post_save
from django.dispatch import receiver

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
