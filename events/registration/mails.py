"""The mails to participants. Each is a template whose first line is the subject."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from wagtail.models import Site

from ikpe_site.core.models import InstituteSettings

from ..ical.writing import write
from ..models import EventPage


def send_link(registration) -> None:
    """The link to the registration: to confirm it, or, if that is done, to see it again."""
    template = "link" if registration.status == registration.Status.PENDING else "again"
    send(registration, template)


def send_state(registration) -> None:
    """What became of the registration: a place with the calendar file, a rank on the waiting list, or nothing."""
    template = "full" if registration.status == registration.Status.CANCELLED else registration.status
    send(registration, template, with_calendar=has_place(registration))


def send_cancelled(registration) -> None:
    send(registration, "cancelled")


def send_moved_up(registration) -> None:
    send(registration, "moved_up", with_calendar=True)


def send_reminder(registration) -> None:
    send(registration, "reminder", with_calendar=True)


def written_message(registration, subject: str, text: str, with_calendar: bool = False) -> EmailMessage:
    """What the editors write to participants; the calendar file goes to those who have a place."""
    with_calendar = with_calendar and has_place(registration)
    return message(registration, "message", with_calendar, subject=subject, text=text)


def send(registration, template: str, with_calendar: bool = False) -> None:
    """Nothing to those whose mail address nobody knows."""
    if registration.email:
        message(registration, template, with_calendar).send()


def message(registration, template: str, with_calendar: bool = False, **context) -> EmailMessage:
    event, institute = registration.event, InstituteSettings.for_site(Site.objects.get(is_default_site=True))
    context |= {
        "registration": registration,
        "event": event,
        "institute": institute,
        "event_url": urljoin(settings.SITE_URL, event.get_url() or ""),
        "link": urljoin(settings.SITE_URL, registration.path),
        "days_kept": settings.REGISTRATIONS_KEPT_DAYS,
        "joining_url": event.joining_url if has_place(registration) else "",
    }
    subject, _blank, body = (
        render_to_string(f"events/registration/mail/{template}.txt", context).lstrip().partition("\n")
    )
    if event.is_example:
        subject, body = f"{_('Example')}: {subject}", f"{event.example_notice}\n\n{body.strip()}"
    contact = event.contact_person.email if event.contact_person else ""
    mail = EmailMessage(
        subject=" ".join(subject.split()),
        body=body.strip() + "\n",
        to=[registration.email],
        reply_to=[contact or institute.email] if contact or institute.email else None,
    )
    if with_calendar:
        content = calendar_file(event, institute, settings.SITE_URL)
        mail.attach(f"{event.slug}.ics", content.decode(), "text/calendar")
    return mail


def calendar_file(event, institute, site_url: str) -> bytes:
    """The event as those who have a place get it: with the joining link."""
    events = EventPage.objects.filter(pk=event.pk).for_calendar()
    return write(events, event.title, institute, urljoin(site_url, event.list_url), event.joining_url)


def has_place(registration) -> bool:
    return registration.status == registration.Status.CONFIRMED
