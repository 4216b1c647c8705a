"""The columns of lists. What `get_value()` returns is exported as well."""

import datetime

from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.utils import get_user_display_name


class TitleColumn(PageTitleColumn):
    def get_value(self, page) -> str:
        return page.get_admin_display_title()


class DateColumn(Column):
    """A day, or a moment if `with_time` and the value is one, written the German way."""

    cell_template_name = "editing/date_cell.html"

    def __init__(self, *args, with_time=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.with_time = with_time

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"with_time": self.with_time and isinstance(context["raw_value"], datetime.datetime)}


class NamesColumn(Column):
    """The titles of related objects, which come with the queryset; `relation` names them."""

    def __init__(self, relation, **kwargs):
        super().__init__(relation, accessor=self.names, **kwargs)

    def names(self, page) -> str:
        return ", ".join(str(related) for related in getattr(page, self.name).all())


class StatusColumn(PageStatusColumn):
    """The status, and when the page goes live or expires."""

    cell_template_name = "editing/status_cell.html"

    def get_value(self, page) -> str:
        return str(page.status_string)


class ChangedColumn(Column):
    """When the page was changed last, and by whom."""

    cell_template_name = "editing/changed_cell.html"

    def get_value(self, page):
        return page.latest_revision_created_at

    def get_cell_context_data(self, instance, parent_context):
        return super().get_cell_context_data(instance, parent_context) | {"name": changed_by(instance)}


def changed_by(page) -> str:
    user = page.latest_revision and page.latest_revision.user
    return get_user_display_name(user) if user else ""
