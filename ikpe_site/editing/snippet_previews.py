"""The preview of a snippet: the page on which visitors see it."""

from django.apps import apps
from django.http import Http404
from wagtail.models import PreviewableMixin


class ShownOnPageMixin(PreviewableMixin):
    """A snippet with a preview: the page of the model `shown_on` answers with `show(request, snippet)`.

    The snippet comes from the form and need not be saved: it may lack a primary key and a slug.
    """

    shown_on = ""

    def serve_preview(self, request, mode_name):
        page = apps.get_model(self.shown_on).objects.live().first()
        if page is None:
            raise Http404
        return page.show(request, self)


def in_place(snippets: list, snippet) -> list:
    """The `snippets` in their own order, with `snippet` in the place of what is saved of it, or added."""
    shown = [other for other in snippets if other.pk != snippet.pk]
    return sorted([*shown, snippet], key=lambda entry: (entry.sort_order or 0, entry.name))
