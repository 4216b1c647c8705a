"""Calendar files as drafts of events. Importing one again changes only what has changed."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ikpe_site.editing.imports import Entry, Plan, Status
from ikpe_site.editing.slugs import available_slug
from ikpe_site.text.slugs import german_slug

from .ical.reading import Record, read
from .models import EventIndexPage, EventPage


class CalendarPlan(Plan):
    record = Record
    headings = (gettext_lazy("event"), gettext_lazy("date"))

    @classmethod
    def parse(cls, content: bytes) -> list[Record]:
        records = read(cls.text_of(content))
        if not records:
            raise ValidationError(_("The file holds no events."))
        return records

    @classmethod
    def compare(cls, records: list[Record]) -> Iterator[Entry]:
        """Compare with the events of the same UID."""
        uids = set()
        for record in records:
            yield entry_of(record, uids)

    def write(self, user) -> Iterator[None]:
        index = EventIndexPage.objects.get()
        for entry in self.due:
            event = entry.instance
            if not event.pk:
                event.slug = available_slug(german_slug(event.title) or "termin", index)
                index.add_child(instance=event)
            event.save_revision(user=user, log_action=True)
            yield


def entry_of(record: Record, uids: set[str]) -> Entry:
    """`uids` are those of the entries before, to which this one adds its own."""
    title = record.title or _("without a title")
    if record.error:
        return Entry(record.line, (title, ""), Status.ERROR, [record.error])
    fields = {name: EventPage._meta.get_field(name).to_python(value) for name, value in record.fields.items()}
    event = EventPage.objects.filter(uid=fields["uid"]).first()
    status = Status.CHANGED if event else Status.NEW
    event = event.get_latest_revision_as_object() if event else EventPage(live=False)
    if event.pk and all(getattr(event, name) == value for name, value in fields.items()):
        status = Status.PRESENT
    for name, value in fields.items():
        setattr(event, name, value)
    cells = (title, f"{event.date_display} {event.time_display}")
    try:
        if event.uid in uids:
            raise ValidationError(_("Is a duplicate of an earlier entry in this file."))
        event.clean_fields(exclude=[name for name in field_names() if name not in fields])
        event.clean()
    except ValidationError as error:
        return Entry(record.line, cells, Status.ERROR, error.messages)
    uids.add(event.uid)
    return Entry(record.line, cells, status, instance=event)


def field_names() -> list[str]:
    return [field.name for field in EventPage._meta.get_fields() if hasattr(field, "attname")]
