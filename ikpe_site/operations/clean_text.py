"""The one door for what people type, visitors and editors alike: without characters that nobody means to write."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from ikpe_site.text.characters import clean

from .headers import is_admin

RICH_TEXT = '"entityMap"'  # JSON of the text editor: its formats count characters, its widget cleans it afterwards


class CleanTextMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404  # there is no such page, and PostgreSQL refuses to look for it
        if "%" in request.META.get("QUERY_STRING", ""):
            request.GET = cleaned(request.GET, with_rich_text=False)  # type: ignore[misc]
        if request.method == "POST":
            request.POST = cleaned(request.POST, with_rich_text=is_admin(request))  # type: ignore[misc]
        return self.get_response(request)


def cleaned(data: QueryDict, with_rich_text: bool) -> QueryDict:
    copy = QueryDict(mutable=True, encoding=data.encoding)
    for name, values in data.lists():
        copy.setlist(name, [value if with_rich_text and RICH_TEXT in value else clean(value) for value in values])
    copy._mutable = False  # noqa: SLF001 as Django does it
    return copy
