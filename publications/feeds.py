from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from wagtail.models import Site

SHOWN = 30


def atom_response(request, index, publications) -> HttpResponse:
    """Return the newest of `publications` on the site `index` belongs to, as an Atom feed (RFC 4287)."""
    address = index.get_full_url(request)
    site_name = Site.find_for_request(request).root_page.specific_deferred.title
    feed = Atom1Feed(
        title=_("New publications of %(site)s") % {"site": site_name},
        link=address,
        description=index.meta_description,
        language="de",
        feed_url=f"{address}feed/",
    )
    newest = publications.exclude(first_published_at=None).order_by("-first_published_at", "-pk")
    for publication in newest.for_listing()[:SHOWN]:
        feed.add_item(
            title=publication.title,
            link=publication.get_full_url(request),
            description=publication.teaser or publication.csl.get("abstract", ""),
            unique_id=publication.get_full_url(request),
            pubdate=publication.first_published_at,
            updateddate=publication.last_published_at,
            categories=[publication.category.name, *publication.keywords],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
