import re
import sys

from django.core.paginator import Paginator
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from wagtail.models import Page

from ikpe_site.core.querysets import visible_to_visitors

RETRY_AFTER = 120  # seconds


def search(request):
    """All pages that visitors may see, by full text (?q=), 10 a page."""
    # Quotes and control characters are operators or errors to the full-text search of SQLite and PostgreSQL.
    query = re.sub(r'[\x00-\x1f"]+', " ", request.GET.get("q", "")).strip()
    visible = Page.objects.filter(visible_to_visitors(), depth__gt=2)
    # The search backend filters by indexed fields only: the conditions go in as a subquery of ids.
    results = Page.objects.filter(pk__in=visible.values("pk")).search(query) if query else visible.none()
    page = Paginator(results, 10).get_page(request.GET.get("seite"))
    return render(request, "home/search.html", {"query": query, "results": page})


def server_error(request):
    """500, or 503 if it is the database that does not answer. Neither page asks the database anything."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": str(RETRY_AFTER)})
    return HttpResponseServerError(render_to_string("500.html"))
