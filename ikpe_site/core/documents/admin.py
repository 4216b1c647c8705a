"""The list of documents in the admin, with what became of their text."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.documents.forms import BaseDocumentForm
from wagtail.documents.views.documents import IndexView

from ..models import DocumentText

UNREAD = _("The text has not been read yet.")


def text_state(document) -> str:
    text = DocumentText.objects.filter(document=document).defer("text").first() if document.pk else None
    return str(text or UNREAD)


class DocumentForm(BaseDocumentForm):
    """The form of a document says below the file whether the search knows its text."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "file" in self.fields:
            self.fields["file"].help_text = text_state(self.instance)


class DocumentIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("extracted").defer("extracted__text")

    @property
    def columns(self):
        state = Column(
            "text", label=_("Text of the file"), accessor=lambda document: getattr(document, "extracted", UNREAD)
        )
        return [*super().columns, state]
