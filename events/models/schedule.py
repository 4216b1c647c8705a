"""When an event takes place and whether it does, as RFC 5545 asks for it."""

import datetime
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from ikpe_site.editing.panels import collapsed
from ikpe_site.text.ranges import range_display


def new_uid() -> str:
    return str(uuid.uuid4())


def plain(value):
    """As JSON keeps it."""
    return value.astimezone(datetime.UTC).isoformat() if isinstance(value, datetime.datetime) else value


class ScheduleMixin(models.Model):
    """Start, end and status, and what calendars know the event by.

    An event of whole days begins and ends at midnight of its first and of its last day, by the clock of Erfurt.
    `uid` stays for good; `sequence` rises with each published change of time, place or status. `last_told` is what
    the participants know of these, as long as it differs from what is published. Only a draft has no start; it has no
    date then, and is not over.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", _("as planned")
        CHANGED = "changed", _("changed")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")
        SOLD_OUT = "sold_out", _("sold out")

    start = models.DateTimeField(_("start"), null=True, db_index=True)  # a draft may lack it
    end = models.DateTimeField(_("end"), null=True, blank=True)
    all_day = models.BooleanField(
        _("all day"), default=False, help_text=_("Only the dates count, times are not shown.")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)
    earlier_start = models.DateTimeField(
        _("earlier date"),
        null=True,
        blank=True,
        help_text=_("Of a postponed event: when it was to take place. Leave empty while there is no new date."),
    )
    alias_of_id: int | None  # of the page
    registrations: Any  # for it
    uid = models.CharField(max_length=255, unique=True, default=new_uid, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    last_told = models.JSONField(default=dict, blank=True, editable=False)

    # What keeps people from going is said first, and also when the event would be over.
    prevented = (Status.CANCELLED, Status.POSTPONED)
    # A change of one of these is news for whoever has the event in a calendar.
    calendar_fields = ("start", "end", "all_day", "status", "place", "room", "address", "is_online")
    # A copy is another event: it needs a day of its own.
    exclude_fields_in_copy = ["uid", "sequence", "last_told", "start", "end", "status", "earlier_start"]

    schedule_panel = MultiFieldPanel(
        [FieldRowPanel([FieldPanel("start"), FieldPanel("end"), FieldPanel("all_day")])], heading=_("When")
    )
    change_panel = collapsed(
        _("Cancelled, postponed, sold out"), FieldRowPanel([FieldPanel("status"), FieldPanel("earlier_start")])
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        errors = {}
        if self.start and self.end and self.end < self.start:
            errors["end"] = _("The end lies before the start.")
        if self.earlier_start and self.status != self.Status.POSTPONED:
            errors["earlier_start"] = _(
                "Only a postponed event has an earlier date: set the status or empty this field."
            )
        if self.earlier_start and self.earlier_start == self.start:
            errors["earlier_start"] = _("This is the date itself: enter the new date as start, or leave this empty.")
        if errors:
            raise ValidationError(errors)

    def save(self, *args, **kwargs):
        """Keep `uid`, whatever a revision says, and raise `sequence` if what is published has changed.

        Wagtail copies all fields to a new alias: another page is another event for calendars.
        """
        if not self.pk and self.alias_of_id:
            self.uid, self.sequence, self.last_told = new_uid(), 0, {}
        if self.pk and kwargs.get("update_fields") is None:
            fields = ("uid", "sequence", "last_told", "first_published_at", *self.calendar_fields)
            if stored := type(self).objects.filter(pk=self.pk).values(*fields).first():
                changed = any(getattr(self, name) != stored[name] for name in self.calendar_fields)
                is_news = bool(changed and stored["first_published_at"] and self.live)
                self.uid = stored["uid"]
                self.sequence = stored["sequence"] + is_news
                self.last_told = stored["last_told"]
                if is_news:
                    self.note_news(stored)
        super().save(*args, **kwargs)

    def note_news(self, stored: dict) -> None:
        """Keep in `last_told` what the participants know, unless that is true again.

        A new day gets a reminder of its own.
        """
        known = self.last_told or {name: plain(stored[name]) for name in self.calendar_fields}
        is_true = known == {name: plain(getattr(self, name)) for name in self.calendar_fields}
        self.last_told = known if self.registrations.informed().exists() and not is_true else {}
        if stored["start"] and self.start and timezone.localdate(stored["start"]) != self.first_day:
            self.registrations.update(reminded_at=None)

    @property
    def first_day(self) -> datetime.date | None:
        return timezone.localdate(self.start) if self.start else None

    @property
    def last_day(self) -> datetime.date | None:
        return timezone.localdate(self.end or self.start) if self.start else None

    @property
    def is_past(self) -> bool:
        return self.start is not None and self.last_day < timezone.localdate()

    @property
    def year(self) -> int:
        return self.first_day.year

    @property
    def month(self) -> datetime.date:
        """The first day of the month in which it begins, or of this month if it has begun already."""
        return max(self.first_day, timezone.localdate()).replace(day=1)

    @property
    def has_no_new_date(self) -> bool:
        """Postponed, and the new date is not known yet."""
        return self.status == self.Status.POSTPONED and self.earlier_start is None

    @property
    def date_display(self) -> str:
        """„Montag, 9. März 2020“, „23.–27. September 2019“ or „30. Dezember 2019 bis 2. Januar 2020“."""
        first, last = self.first_day, self.last_day
        if first is None:
            return ""
        if first == last:
            return date_format(first, "l, j. F Y")
        if first.year != last.year:
            opening = date_format(first, "j. F Y")
        elif first.month != last.month:
            opening = date_format(first, "j. F")
        else:
            opening = date_format(first, "j.")
        return range_display(opening, date_format(last, "j. F Y"))

    @property
    def is_of_this_year(self) -> bool:
        return self.start is not None and self.year == timezone.localdate().year

    @property
    def end_display(self) -> str:
        """„bis 27. September“: what a day alone does not say of an event of several days."""
        first, last = self.first_day, self.last_day
        if first is None or last is None or first == last:
            return ""
        return _("until %(date)s") % {"date": date_format(last, "j. F" if first.year == last.year else "j. F Y")}

    @property
    def time_display(self) -> str:
        """„13–14:30 Uhr“ or „10 Uhr“; empty for an event of whole days."""
        if self.all_day or not self.start:
            return ""
        time = clock(self.start)
        if self.end and self.last_day == self.first_day:
            time = range_display(time, clock(self.end))
        return _("%(time)s h") % {"time": time}

    @property
    def earlier_date_display(self) -> str:
        return date_format(timezone.localdate(self.earlier_start), "l, j. F Y") if self.earlier_start else ""

    @property
    def machine_start(self) -> str:
        """For the datetime of <time> and for JSON-LD, ISO 8601: a date, or a time with its offset from UTC."""
        return machine_time(self.start, self.all_day) if self.start else ""

    @property
    def machine_end(self) -> str:
        return machine_time(self.end, self.all_day) if self.end else ""

    @property
    def machine_earlier_start(self) -> str:
        return machine_time(self.earlier_start, self.all_day) if self.earlier_start else ""


def machine_time(moment: datetime.datetime, all_day: bool) -> str:
    local = timezone.localtime(moment)
    return local.date().isoformat() if all_day else local.isoformat(timespec="minutes")


def clock(moment: datetime.datetime) -> str:
    """„13“ or „14:30“: full hours need no minutes."""
    local = timezone.localtime(moment)
    return time_format(local, "G:i" if local.minute else "G")
