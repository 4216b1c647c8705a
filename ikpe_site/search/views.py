from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from .missed import remember
from .promotions import promoted
from .query import QUOTES, SearchQuery, by_index
from .results import Search, suggestions
from .spelling import corrected


@by_index()
def search(request: HttpRequest) -> HttpResponse:
    """What visitors may see, by full text (?q=), ten a page, with filters and two orders."""
    query = SearchQuery(request.GET.get("q", ""))
    if not query:
        return render(request, "search/search.html", {"query": query})
    search = Search(request.GET)
    context = {"query": query, "search": search, "promotions": promoted(query)}
    if search.is_loose or not search.has_hits:
        context["corrected"] = meant = corrected(query, search.visible).strip(QUOTES)
        if not context["promotions"]:
            remember(query)
        if meant and not search.has_hits and not query.is_quoted:  # then show that at once
            context |= {"search": search.with_query(meant), "instead_of": query}
    return render(request, "search/search.html", context)


@by_index()
def suggest(request: HttpRequest) -> HttpResponse:
    """Titles for what is typed so far (?q=), as JSON: `{"suggestions": […]}`."""
    return JsonResponse({"suggestions": suggestions(request.GET.get("q", ""))})
