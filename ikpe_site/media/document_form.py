"""What is asked of a document in the admin, and what became of its text."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.utils.file import hash_filelike

from .models import CustomDocument


class DocumentForm(BaseDocumentForm):
    """The form of a document says below the file whether the search knows its text, and whom it names."""

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        if self.instance.pk and "file" in self.fields:
            self.fields["file"].help_text = format_html_join(" ", "{}", ((part,) for part in self.findings()))

    def findings(self) -> Iterator[str]:
        yield self.instance.text_state_display
        if told := self.instance.personal_data_display:
            yield _(
                "Whoever downloads the file can read in it: %(told)s. If that is not meant to be public, take it out "
                "in Word (File → Info → Inspect Document) and upload the file again."
            ) % {"told": told}

        if versions := self.instance.versions.all():
            links = format_html_join(
                ", ",
                '<a href="{}">{}</a> ({} {})',
                (
                    (
                        reverse("document_version", args=[version.pk]),
                        version.filename,
                        _("until"),
                        date_format(timezone.localdate(version.replaced_at), "SHORT_DATE_FORMAT"),
                    )
                    for version in versions
                ),
            )
            yield format_html("{}: {}", _("Earlier versions, whose addresses lead to this file"), links)

    def save(self, commit=True):
        if "file" in self.changed_data and self.instance.pk and self.original_file:
            self.instance.keep_version(self.original_file)
        return super().save(commit=commit)

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
