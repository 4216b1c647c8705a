"""A list and its viewset."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn
from wagtail.admin.views import generic
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from ..page_permissions import PAGE_ACTIONS
from ..spreadsheets import ExportMixin
from .access import index_pages_of, register_listing
from .columns import ChangedColumn, DateColumn, StatusColumn, TitleColumn, changed_by
from .filters import filterset_for
from .schedule import with_schedule


class ContentIndexView(ExportMixin, IndexView):
    """One list. Search, filters and order combine: the search is a condition like the others."""

    any_permission_required = set(PAGE_ACTIONS)
    listing = None

    def get_queryset(self):
        pages = self.listing.for_listing(super().get_queryset())
        for hook in hooks.get_hooks("construct_content_listing_queryset"):  # as Wagtail's, for its explorer
            pages = hook(pages, self.request)
        return pages

    def annotate_queryset(self, pages):
        # The model is known: no `specific()`, which would fetch every page twice.
        user = "latest_revision__user"
        pages = pages.select_related(user).defer("latest_revision__content").prefetch_related("sites_rooted_here")
        return with_schedule(pages.annotate_site_root_state().annotate_approved_schedule()).prefetch_workflow_states()

    def get_ordering(self):
        return generic.IndexView.get_ordering(self)

    def order_queryset(self, queryset):
        field = F(self.ordering.removeprefix("-"))
        order = field.desc if self.ordering.startswith("-") else field.asc
        return queryset.order_by(order(nulls_last=True), "-pk")

    def search_queryset(self, queryset):
        for word in self.search_query.split():
            condition = Q()
            for name in self.listing.search_fields:
                condition |= Q(**{f"{name}__icontains": self.listing.search_word(word)})
            queryset = queryset.filter(condition)
        return queryset

    def get_add_url(self):
        return self.listing.add_url_for(self.request.user)

    def get_page_title(self):
        return self.listing.menu_label

    # --- export ---

    @cached_property
    def exported(self) -> dict[str, Column]:
        columns = [column for column in self.columns if not isinstance(column, BulkActionsColumn)]
        return {column.name: column for column in [*columns, *self.listing.export_columns]}

    @cached_property
    def list_export(self):
        return [*self.exported, "changed_by", "address"]

    @cached_property
    def export_headings(self):
        headings = {name: column.label for name, column in self.exported.items()}
        return headings | {"changed_by": _("Changed by"), "address": _("Address")}

    def to_row_dict(self, page):
        row = {name: column.get_value(page) for name, column in self.exported.items()}
        return row | {"changed_by": changed_by(page), "address": page.get_full_url(self.request) or ""}


class ListingMenuItem(MenuItem):
    """Shown to those who may do something below the index page of the list."""

    def __init__(self, *args, listing, **kwargs):
        super().__init__(*args, **kwargs)
        self.listing = listing

    def is_shown(self, request):
        return self.listing.index_type in index_pages_of(request.user)


class AddMenuItem(ListingMenuItem):
    def is_shown(self, request):
        return self.listing.add_url_for(request.user) is not None


class ContentListing(PageListingViewSet):
    """The list of all pages of `model`, all below an index page of the type `index_model`.

    `own_columns` stand between title and status, `filters` behind the status; `export_columns` are only exported.
    """

    index_model = None
    own_columns: tuple = ()
    export_columns: tuple = ()
    title_sort_key = "title"
    search_fields = ("title",)
    ordering = "-latest_revision_created_at"
    index_view_class = ContentIndexView
    list_per_page = 50
    add_to_admin_menu = True
    add_label = ""  # „Neuer Beitrag“: with it, the dashboard and the menu offer to add one

    def get_filters(self) -> dict:
        return {}

    def for_listing(self, pages: QuerySet) -> QuerySet:
        """`pages` with all that the columns show, in a fixed number of queries."""
        return pages.defer_streamfields()

    def search_word(self, word: str) -> str:
        """A word of the search as the searched fields write it."""
        return word

    @property
    def columns(self):
        return [
            BulkActionsColumn("bulk_actions"),
            TitleColumn("title", label=gettext_lazy("Title"), sort_key=self.title_sort_key, classname="title"),
            *[column if self.is_leading(column) else for_wide_screens(column) for column in self.own_columns],
            StatusColumn("status", label=gettext_lazy("Status"), sort_key="live", width="12%"),
            for_wide_screens(
                ChangedColumn(
                    "latest_revision_created_at",
                    label=gettext_lazy("Changed"),
                    sort_key="latest_revision_created_at",
                    width="10%",
                )
            ),
        ]

    def is_leading(self, column: Column) -> bool:
        """Whether it is the day by which people know the page: narrow screens show it as well."""
        return column is self.own_columns[0] and isinstance(column, DateColumn)

    @cached_property
    def filterset_class(self):
        return filterset_for(self.model, self.get_filters())

    @property
    def index_type(self) -> int:
        return ContentType.objects.get_for_model(self.index_model).pk

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(**{"listing": self, "list_export": self.UNDEFINED} | kwargs)

    def add_url_for(self, user) -> str | None:
        """Where `user` adds a page: its form, or the choice of the page above it where there are several."""
        pk, can_add = index_pages_of(user).get(self.index_type, (None, False))
        if not can_add:
            return None
        if self.index_model in self.model.allowed_parent_page_models():
            opts = self.model._meta
            return reverse("wagtailadmin_pages:add", args=[opts.app_label, opts.model_name, pk])
        return reverse(self.get_url_name("choose_parent"))

    def get_menu_item(self, order=None):
        return ListingMenuItem(
            self.menu_label,
            self.menu_url,
            name=self.name,
            icon_name=self.icon,
            order=order or self.menu_order,
            listing=self,
        )

    def get_add_menu_item(self) -> MenuItem:
        url = reverse(self.get_url_name("choose_parent"))
        return AddMenuItem(self.add_label, url, name=f"add-{self.name}", icon_name=self.icon, listing=self)

    def on_register(self):
        super().on_register()
        register_listing(self)


def for_wide_screens(column: Column) -> Column:
    column.classname = "for-wide-screens"
    return column


def light(relation: str, queryset: QuerySet) -> Prefetch:
    """Related pages without their long texts."""
    return Prefetch(relation, queryset.defer_streamfields())
