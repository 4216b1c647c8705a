"""The list of documents in the admin, with what became of their text."""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.ui.tables import Column
from wagtail.documents.views.documents import DocumentsFilterSet, IndexView

from ikpe_site.editing.listings import for_wide_screens


class DocumentFilterSet(DocumentsFilterSet):
    is_example = ChoiceFilter(label=_("Example content"), choices=[(True, _("yes")), (False, _("no"))])


class DocumentIndexView(IndexView):
    filterset_class = DocumentFilterSet

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("inspection").defer("inspection__text")

    @property
    def columns(self):
        state = Column("text", label=_("Text of the file"), accessor="text_state_display")
        people = Column("people", label=_("Names and comments in the file"), accessor="personal_data_display")
        # The columns before the last ones are needed everywhere: box, title and file.
        columns = super().columns
        return [*columns[:3], *map(for_wide_screens, [*columns[3:], state, people])]
