import errno
import sys
from datetime import timedelta

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ikpe_site.core.models import InstituteSettings
from ikpe_site.core.site_urls import absolute_url
from news.models import NewsPage
from people.finder import ContactFinder
from topics.models import Region, TopicPage

RETRY_AFTER = 120  # seconds


@require_safe
def robots(request):
    """Pages that are not to be found say so themselves (noindex), which only works if they may be read."""
    sitemap = absolute_url(request, reverse("sitemap"))
    return render(request, "robots.txt", {"sitemap": sitemap}, content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request):
    """Whom to tell about a weakness (RFC 9116), always good for another three months."""
    institute = InstituteSettings.for_request(request)
    contact = f"mailto:{institute.email}" if institute.email else absolute_url(request, "/kontakt/")
    lines = {
        "Contact": contact,
        "Expires": (timezone.localdate() + timedelta(days=90)).strftime("%Y-%m-%dT00:00:00Z"),
        "Preferred-Languages": "de, en",
        "Canonical": absolute_url(request, request.path),
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def no_such_url(request):
    raise Http404


@require_safe
def subscribe(request):
    """All feeds, and how to follow one."""
    posts = NewsPage.objects.visible()
    kinds = set(posts.values_list("kind", flat=True).distinct())
    context = {
        "kinds": [choice for choice in NewsPage.Kind.choices if choice[0] in kinds],
        "topics": TopicPage.objects.visible().in_tree_order().for_links(),
        "regions": Region.objects.current(),
        "meta_title": _("Follow us"),
        "meta_description": _("The feeds of the institute, by topic, county and kind, and how to follow one."),
    }
    return render(request, "home/subscribe.html", context)


def page_not_found(request, exception):
    """404, with ways on: search, topics and the contact finder."""
    context = {"topics": TopicPage.objects.visible().in_tree_order().for_links(), "finder": ContactFinder()}
    return render(request, "404.html", context, status=404)


def server_error(request):
    """500; 503 if it is the database that does not answer, 507 if a disk is full. None of them asks the database."""
    error = sys.exc_info()[1]
    context = {"is_post": request.method == "POST"}
    if isinstance(error, (OperationalError, InterfaceError)):
        headers = {"Retry-After": str(RETRY_AFTER)}
        return HttpResponse(render_to_string("503.html", context), status=503, headers=headers)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return HttpResponse(render_to_string("507.html", context), status=507)
    return HttpResponseServerError(render_to_string("500.html"))
