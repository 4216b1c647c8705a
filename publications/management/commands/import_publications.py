from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from ikpe_site.editing.imports.commands import ImportCommand
from publications.imports import PublicationPlan
from publications.models import PublicationCategory


class Command(ImportCommand):
    help = "Imports publications from a BibTeX, RIS or CSL-JSON file. What is there already is left as it is."
    plan_class = PublicationPlan

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--category", metavar="SLUG", help="category of the new publications; needed to write")
        parser.add_argument("--publish", action="store_true", help="publish at once instead of leaving drafts")

    def options_of_plan(self, category, publish, **options):
        chosen = PublicationCategory.objects.filter(slug=category or "").first()
        if chosen is None:
            slugs = ", ".join(PublicationCategory.objects.values_list("slug", flat=True))
            raise CommandError(_("Please name a category with --category: %(slugs)s") % {"slugs": slugs})
        return {"category": chosen.pk, "publish": publish}
