from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

DEFAULT_PORTS = {"http": 80, "https": 443}


class Command(BaseCommand):
    help = "Gives a new site its address, and prints what is left to do. Changes nothing later."

    def handle(self, **options: Any) -> None:
        self.name_site()
        for step in self.steps():
            self.stdout.write(step)

    def name_site(self) -> None:
        """Put the public address where Wagtail's first migration has written localhost."""
        address = urlsplit(settings.SITE_URL)
        Site.objects.filter(hostname="localhost", port=80, is_default_site=True).update(
            hostname=address.hostname,
            port=address.port or DEFAULT_PORTS[address.scheme],
            site_name=settings.WAGTAIL_SITE_NAME,
        )
        Site.clear_site_root_paths_cache()

    def steps(self) -> Iterator[str]:
        yield _("The site is at %(url)s, the admin at %(url)s/admin/.") % {"url": settings.SITE_URL}
        if not get_user_model().objects.filter(is_superuser=True, is_active=True).exists():
            yield _("Nobody can log in yet. Make an account for yourself: manage.py createsuperuser")
        if not Page.objects.filter(depth__gt=2).exists():
            yield _("The site is empty. To start from the demo content: manage.py load_demo")
