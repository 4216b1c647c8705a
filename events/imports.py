"""Calendar files as drafts of events. Importing one again changes only what has changed in the file."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from ikpe_site.core.models import InstituteSettings
from ikpe_site.editing.imports import Entry, Plan, Status
from ikpe_site.editing.slugs import available_slug
from ikpe_site.text.slugs import german_slug
from ikpe_site.trash.models import in_trash
from topics.models import TopicPage

from .ical.reading import Record, read
from .ical.writing import write
from .models import EventIndexPage, EventPage, ImportedEvent

FOLD = re.compile(rb"\r?\n[ \t]")
RELATIONS = ("topics",)


class CalendarPlan(Plan):
    record = Record
    headings = (gettext_lazy("event"), gettext_lazy("date"))

    @classmethod
    def parse(cls, content: bytes) -> list[Record]:
        records = read(cls.text_of(whole(content)))
        if not records:
            raise ValidationError(_("The file holds no events."))
        return records

    @classmethod
    def compare(cls, records: list[Record]) -> Iterator[Entry]:
        """Compare with what was last imported of the events of the same UID."""
        events = KnownEvents(record.fields["uid"] for record in records if record.fields)
        seen: set[str] = set()
        for record in records:
            if record.error:
                yield entry_of(record, Status.ERROR, [record.error])
            elif record.fields["uid"] in seen:
                yield entry_of(record, Status.ERROR, [_("Is a duplicate of an earlier entry in this file.")])
            else:
                seen.add(record.fields["uid"])
                yield compared(record, events)

    def write(self, user, **options) -> Iterator[None]:
        index = EventIndexPage.objects.get()
        for entry in self.due:
            event, fields, is_changed = entry.instance
            if not event.pk:
                event.slug = available_slug(german_slug(event.title) or "termin", index)
                index.add_child(instance=event)
            if is_changed:
                event.save_revision(user=user, log_action=True)
            ImportedEvent.objects.update_or_create(event_id=event.pk, defaults={"fields": fields})
            yield


class Due(NamedTuple):
    """What is written of an event: a draft if the page changes, and what the next import compares with."""

    event: EventPage
    fields: dict[str, Any]
    is_changed: bool


class KnownEvents:
    """What the comparison needs to know of the site, fetched at once."""

    def __init__(self, uids: Iterable[str]):
        events = EventPage.objects.filter(uid__in=list(uids)).for_calendar().select_related("imported")
        self.events = {event.uid: event for event in events}
        topics = TopicPage.objects.filter(live=True).order_by("-path").values_list("title", "pk")
        self.institute = InstituteSettings.for_site(Site.objects.get(is_default_site=True))
        self.topics = {title.casefold(): pk for title, pk in topics}

    def last_imported(self, event: EventPage) -> dict[str, Any]:
        """The fields that the event had in the file imported last; otherwise those that its own calendar gives."""
        if hasattr(event, "imported"):
            return event.imported.fields
        if not event.start:
            return {}
        (record,) = read(write([event], event.title, self.institute, "").decode())
        return record.fields

    def topics_named(self, titles: list[str]) -> list[TopicPage]:
        keys = {self.topics[name] for title in titles if (name := title.casefold()) in self.topics}
        return list(TopicPage.objects.filter(pk__in=keys)) if keys else []


def whole(content: bytes) -> bytes:
    """Return `content` with the characters whole that some programs divide by the fold of a line."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return FOLD.sub(b"", content) if b"\0" not in content else content
    return content


def entry_of(record: Record, status: Status, notes: list[str], instance: Any = None, when: str = "") -> Entry:
    return Entry(record.line, (record.title or _("without a title"), when), status, notes, instance)


def compared(record: Record, known: KnownEvents) -> Entry:
    event = known.events.get(record.fields["uid"])
    if event is None:
        event, status, before = EventPage(live=False), Status.NEW, {}
        changes = {"title": ""} | record.fields
    else:
        before = known.last_imported(event)
        changes = {name: value for name, value in record.fields.items() if before.get(name) != value}
        if in_trash(event):
            note = _("Lies in the trash and stays there unchanged.")
            return entry_of(record, Status.PRESENT, [note], when=when(event))
        event, status = event.get_latest_revision_as_object(), Status.CHANGED
        differing = {name: value for name, value in changes.items() if differs(event, name, value, known)}
        if changes and not differing:
            note = _("The page says the same already. The next import will know that the file does.")
            return entry_of(record, status, [note], Due(event, before | record.fields, False), when(event))
        if not (changes := differing):
            return entry_of(record, Status.PRESENT, [], when=when(event))
    for name, value in changes.items():
        setattr(event, name, known.topics_named(value) if name in RELATIONS else to_python(name, value))
    try:
        event.clean_fields(exclude=[name for name in field_names() if name not in changes])
        event.clean()
    except ValidationError as error:
        return entry_of(record, Status.ERROR, sentences(error), when=when(event))
    notes = list(record.notes)
    if status == Status.CHANGED:
        names = ", ".join(str(field(name).verbose_name) for name in changes)
        notes.append(_("Will be changed: %(fields)s.") % {"fields": names})
    return entry_of(record, status, notes, Due(event, before | record.fields, True), when(event))


def differs(event: EventPage, name: str, value: Any, known: KnownEvents) -> bool:
    if name in RELATIONS:
        return set(event.topics.all()) != set(known.topics_named(value))
    return getattr(event, name) != to_python(name, value)


def field(name: str) -> Any:
    return EventPage._meta.get_field(name)


def to_python(name: str, value: Any) -> Any:
    return field(name).to_python(value)


def when(event: EventPage) -> str:
    return f"{event.date_display} {event.time_display}"


def sentences(error: ValidationError) -> list[str]:
    """The messages of an error, each with the name of its field."""
    return [
        message if name == NON_FIELD_ERRORS else f"{field(name).verbose_name}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]


def field_names() -> list[str]:
    return [each.name for each in EventPage._meta.get_fields() if hasattr(each, "attname")]
