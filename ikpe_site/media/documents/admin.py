"""The list of documents in the admin, with what became of their text."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.documents.forms import BaseDocumentForm
from wagtail.documents.views.documents import IndexView
from wagtail.utils.file import hash_filelike

from ikpe_site.editing.listings import for_wide_screens

from ..models import CustomDocument, DocumentText

UNREAD = _("The text has not been read yet.")


def text_state(document) -> str:
    text = DocumentText.objects.filter(document=document).defer("text").first() if document.pk else None
    return str(text or UNREAD)


class DocumentForm(BaseDocumentForm):
    """The form of a document says below the file whether the search knows its text."""

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        if self.instance.pk and "file" in self.fields:
            self.fields["file"].help_text = text_state(self.instance)

    def clean_file(self):
        """Refuse a file that is there already and that the user may choose: two of them would soon differ."""
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            mine = self.permission_policy.instances_user_has_permission_for(self.user, "choose")
            twins = CustomDocument.objects.filter(pk__in=mine.values("pk"), file_hash=hash_filelike(file))
            if twin := twins.exclude(pk=self.instance.pk).first():
                raise ValidationError(
                    _("This file is there already: “%(title)s”. Choose that document instead."),
                    code="duplicate",
                    params={"title": twin.title},
                )
        return file


class DocumentIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("extracted").defer("extracted__text")

    @property
    def columns(self):
        state = Column(
            "text", label=_("Text of the file"), accessor=lambda document: getattr(document, "extracted", UNREAD)
        )
        # The columns before the last ones are needed everywhere: box, title and file.
        columns = super().columns
        return [*columns[:3], *map(for_wide_screens, [*columns[3:], state])]
