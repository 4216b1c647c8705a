"""The one door for what people type, visitors and editors alike: without characters that nobody means to write."""

from collections.abc import Callable
from typing import Any

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
        if request.method == "POST":
            request.POST = cleaned(request.POST, with_rich_text=is_admin(request))
        return self.get_response(request)


def cleaned(data: QueryDict, with_rich_text: bool) -> Any:  # which can be changed no more than what it is made of
    copy = QueryDict(mutable=True, encoding=data.encoding)
    for name, values in data.lists():
        texts = map(str, values)
        copy.setlist(name, [text if with_rich_text and RICH_TEXT in text else clean(text) for text in texts])
    copy._mutable = False  # noqa: SLF001 as Django does it
    return copy
