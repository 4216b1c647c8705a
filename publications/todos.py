"""What is still to be done with publications, and with the projects that are to lead to some."""

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ikpe_site.editing.todos import register_todo

from .models import PublicationPage


@register_todo(
    "topics.ProjectPage", "results", _("Finished projects without results"), field="ends_on", detail="duration"
)
def without_results(projects):
    results = PublicationPage.objects.live().filter(projects=OuterRef("pk"))
    finished = projects.live().filter(ends_on__lt=timezone.localdate())
    return finished.filter(~Exists(results)).order_by("-ends_on", "pk")


@register_todo(
    "publications.PublicationPage",
    "text",
    _("Publications without document, DOI or address on the web"),
    field="web_address",
)
def without_text(publications):
    return publications.live().filter(document=None, doi="", web_address="", is_forthcoming=False).newest_first()


@register_todo(
    "publications.PublicationPage",
    "provisional_title",
    _("Publications with a provisional title"),
    field="title",
    detail="issued_display",
)
def with_provisional_title(publications):
    return publications.filter(title_is_provisional=True).order_by("-issued_year", "pk")
