from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Site

from ikpe_site.core.models import InstituteSettings
from ikpe_site.core.querysets import visible_to_visitors

from .models import PersonIndexPage, PersonPage
from .vcard import make_vcard


def url_path_of(request, path: str) -> str:
    """Where in the tree the page with this path is."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return f"{site.root_page.url_path}{path}/"


def vcard(request, person):
    """The contact card of the person whose page has the path `person`, for those whom visitors find in lists."""
    people = PersonPage.objects.visible().current().with_responsibilities()
    page = get_object_or_404(people, url_path=url_path_of(request, person))
    return vcard_file(request, [page], page.slug)


def vcards(request, team):
    """The cards of all who are in the list with the path `team`, in one file."""
    index = get_object_or_404(PersonIndexPage, visible_to_visitors(), url_path=url_path_of(request, team))
    pages = list(PersonPage.objects.child_of(index).visible().current().with_responsibilities().by_name())
    if not pages:
        raise Http404
    return vcard_file(request, pages, "kontakte")


def vcard_file(request, people, name: str) -> HttpResponse:
    institute = InstituteSettings.for_request(request)
    return HttpResponse(
        "".join(make_vcard(person, institute, person.get_full_url(request)) for person in people),
        content_type="text/vcard; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.vcf"'},
    )
