from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Site

from ikpe_site.core.models import InstituteSettings

from .models import PersonPage
from .vcard import make_vcard


def vcard(request, person):
    """The contact card of the person whose page has the path `person`, for those whom visitors find in lists."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    url_path = f"{site.root_page.url_path}{person}/"
    page = get_object_or_404(PersonPage.objects.visible().current(), url_path=url_path)
    card = make_vcard(page, InstituteSettings.for_request(request), page.get_full_url(request))
    return HttpResponse(
        card,
        content_type="text/vcard; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{page.slug}.vcf"'},
    )
