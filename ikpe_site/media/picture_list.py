"""The list of pictures in the admin, with what each of them lacks."""

from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.ui.tables import Column
from wagtail.images.views.images import CreateView, ImagesFilterSet, IndexView

from .models import CustomImage


class PictureFilterSet(ImagesFilterSet):
    missing = ChoiceFilter(
        label=_("Missing"),
        choices=list(CustomImage.GAPS.items()),
        empty_label=_("All"),
        method="without",
    )

    def without(self, pictures, name, field):
        return pictures.filter(**{field: ""})


class PictureIndexView(IndexView):
    filterset_class = PictureFilterSet

    @cached_property
    def columns(self):
        columns = super().columns
        return columns and [*columns, Column("missing", label=_("Missing"), accessor="missing_display")]


class PictureAddView(CreateView):
    """No link leads here: the form for several pictures recognises duplicates, and this one does not."""

    def get(self, request, *args, **kwargs):
        return redirect("wagtailimages:add_multiple")
