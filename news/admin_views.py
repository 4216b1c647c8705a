"""„Rückblick schreiben“ in the admin."""

from django.shortcuts import get_object_or_404
from wagtail.admin.views.pages.create import CreateView

from .models import NewsIndexPage, NewsPage

Event = NewsPage._meta.get_field("event").related_model


class WriteReview(CreateView):
    """The form of a new post with its kind and event chosen. It is sent to the address of every new post."""

    def dispatch(self, request, pk):
        self.event = get_object_or_404(Event, pk=pk)
        index = get_object_or_404(NewsIndexPage)
        return super().dispatch(request, NewsPage._meta.app_label, NewsPage._meta.model_name, index.pk)

    def get(self, request):
        self.page.kind, self.page.event = NewsPage.Kind.REVIEW, self.event
        return super().get(request)
