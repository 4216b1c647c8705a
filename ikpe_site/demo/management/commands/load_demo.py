import secrets
from io import StringIO

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.models import Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from ikpe_site.core.models import InstituteSettings
from ikpe_site.home.models import HomePage
from ikpe_site.media.models import CustomDocument, CustomImage
from ikpe_site.roles.groups import EDITORS, EVENTS
from people.models import PersonGroup
from publications.models import PublicationCategory
from topics.models import Programme

from ...loader import DemoLoader

EDITOR = "redaktion"


class Command(BaseCommand):
    help = (
        "Builds the whole site with the facts of the institute. Creates what is missing and leaves alone what is "
        "there, all in one transaction."
    )

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="do nothing if the site has pages already")
        parser.add_argument("--reset", action="store_true", help="delete all content first, after a question")
        parser.add_argument("--no-input", action="store_false", dest="ask", help="ask no question")

    def handle(self, *, if_empty, reset, ask, **options):
        if if_empty and HomePage.objects.get().get_children().exists():
            return
        if reset and ask and input("Alle Seiten, Bilder und Dokumente löschen? Dann „ja“ eingeben: ") != "ja":
            raise CommandError("Nichts gelöscht.")
        # What the pages refer to is listed at the end, once and not at each save.
        with transaction.atomic(), disable_reference_index_auto_update():
            if reset:
                self.delete_content()
            DemoLoader(lambda text: self.stdout.write(f"  {text}")).load()
            if settings.DEBUG:
                self.create_editor()
        call_command("rebuild_references_index", verbosity=0)
        call_command("wagtail_update_index", verbosity=0)
        call_command("inspect_documents", stdout=StringIO())
        call_command("rebuild_search_index", stdout=StringIO())
        self.stdout.write(self.style.SUCCESS("Der Inhalt ist geladen."))

    def delete_content(self):
        home = HomePage.objects.get()
        InstituteSettings.objects.all().delete()
        for page in home.get_children().specific():
            page.delete()
        home.refresh_from_db()
        home.body = home.buttons = []
        home.save()
        Revision.objects.all().delete()
        for model in (CustomImage, CustomDocument, Programme, PersonGroup, PublicationCategory):
            model.objects.all().delete()

    def create_editor(self):
        """An account for trying out the admin, on development machines only."""
        password = secrets.token_urlsafe(9)
        user, created = get_user_model().objects.get_or_create(
            username=EDITOR, defaults={"first_name": "Redaktion", "email": "redaktion@example.org"}
        )
        if not created:
            return
        user.set_password(password)
        user.save()
        user.groups.set(Group.objects.filter(name__in=[EDITORS, EVENTS]))
        login = settings.VAR_DIR / "demo-login.txt"
        login.parent.mkdir(exist_ok=True)
        login.touch(mode=0o600)
        login.write_text(f"{EDITOR} / {password}\n")
