"""The filters of lists, and the set of them that every list has."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFromToRangeFilter, ModelMultipleChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, MultipleUserFilter, WagtailFilterSet

from ..todos import todos_of


class StatusFilter(ChoiceFilter):
    CHOICES = {
        "live": (_("live"), lambda: Q(live=True)),
        "draft": (_("draft"), lambda: Q(live=False, expired=False)),
        "changed": (
            _("live, with unpublished changes"),
            lambda: Q(live=True, has_unpublished_changes=True),
        ),
        "scheduled": (_("goes live at a set time"), lambda: Q(goes_live_at__isnull=False)),
        "expiring": (_("expires at a set time"), lambda: Q(live=True, expire_at__isnull=False)),
        "expired": (_("expired"), lambda: Q(expired=True) | Q(expire_at__lt=timezone.now())),
    }

    def __init__(self, **kwargs):
        choices = [(value, label) for value, (label, _q) in self.CHOICES.items()]
        super().__init__(**{"label": _("Status"), "choices": choices, "empty_label": _("All")} | kwargs)

    def filter(self, queryset, value):
        return queryset.filter(self.CHOICES[value][1]()) if value else queryset


class TodoFilter(ChoiceFilter):
    """What is still to be done with the pages, as registered for their type."""

    def __init__(self, model):
        self.todos = {todo.name: todo for todo in todos_of(model)}
        choices = [(name, todo.heading) for name, todo in self.todos.items()]
        super().__init__(label=_("To do"), choices=choices, empty_label=_("All"), widget=RadioSelect)

    def filter(self, queryset, value):
        # As a condition: the list keeps its own order.
        return queryset.filter(pk__in=self.todos[value].find(self.pages()).values("pk")) if value else queryset

    def pages(self):
        return self.model.objects.all()


class RelatedFilter(ModelMultipleChoiceFilter):
    """Pages that belong to one of the chosen objects; `queryset` is a function, so that it is asked anew each time."""

    def __init__(self, queryset, **kwargs):
        super().__init__(queryset=lambda request: queryset(), widget=CheckboxSelectMultiple, distinct=False, **kwargs)

    def filter(self, queryset, value):
        # A subquery: a join would list a page once for each of them.
        if not value:
            return queryset
        matches = self.model.objects.filter(**{f"{self.field_name}__in": value}).order_by()
        return queryset.filter(pk__in=matches.values("pk"))


def users_who_changed(model) -> Callable:
    def users(request):
        changed = model.objects.order_by().values("latest_revision__user")
        return get_user_model().objects.filter(pk__in=changed).order_by("last_name", "first_name", "username")

    return users


def filterset_for(model, filters: dict) -> type[WagtailFilterSet]:
    """The filters of every list around those of its own: status first, then `filters`, to do, and who changed it."""
    common = {
        "changed": DateFromToRangeFilter(
            field_name="latest_revision_created_at", label=_("Changed"), widget=DateRangePickerWidget
        ),
        "changed_by": MultipleUserFilter(
            field_name="latest_revision__user",
            label=_("Changed by"),
            queryset=users_who_changed(model),
            widget=CheckboxSelectMultiple,
        ),
    }
    todo = {"todo": TodoFilter(model)} if todos_of(model) else {}
    meta = type("Meta", (), {"model": model, "fields": []})
    return type(
        f"{model.__name__}FilterSet",
        (WagtailFilterSet,),
        {"Meta": meta, "status": StatusFilter(widget=RadioSelect)} | filters | todo | common,
    )
