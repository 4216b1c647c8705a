"""Places and the waiting list: the only code that gives and takes them.

Each change holds a lock on the event: a row lock in PostgreSQL, and in SQLite the one writer that there is, because
transactions begin IMMEDIATE (settings.DATABASES). So an event is never oversold, and ranks are in order. Mails go out
afterwards; one that fails is logged and keeps nobody else from theirs.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from ..models import EventPage, Registration
from . import mails

Status = Registration.Status


@contextmanager
def locked(event_id: int) -> Iterator[EventPage]:
    with transaction.atomic():
        yield EventPage.objects.select_for_update(of=("self",)).get(pk=event_id)


def register(event: EventPage, **fields) -> Registration:
    """Keep what a visitor entered, and ask by mail whether the address is theirs.

    Whoever is registered already gets the link to the registration again: the website tells nobody who is registered.
    """
    with locked(event.pk) as event:
        existing = Registration.objects.of_person(event, fields["email"], fields["name"])
        registration = existing.first()
        if registration is None:
            try:
                with transaction.atomic():
                    registration = Registration.objects.create(event=event, **fields)
            except IntegrityError:  # sent twice at the same moment
                registration = existing.get()
        elif registration.status == Status.PENDING:
            for name, value in fields.items():
                setattr(registration, name, value)
            registration.created_at = timezone.now()
            registration.save()
    mails.send_link(registration)
    return registration


def add(registration: Registration) -> Registration:
    """Enter somebody by hand, without a mail to confirm: the editors know the address."""
    with locked(registration.event_id) as event:
        give_place(registration, event)
    transaction.on_commit(lambda: mails.send_state(registration), robust=True)
    return registration


def confirm(registration: Registration) -> Registration:
    """The link in the mail was followed: give a place or a rank on the waiting list. Again, it does nothing."""
    with locked(registration.event_id) as event:
        registration.refresh_from_db()
        if registration.status != Status.PENDING or not event.takes_confirmations:
            return registration
        give_place(registration, event)
    transaction.on_commit(lambda: mails.send_state(registration), robust=True)
    return registration


def cancel(registration: Registration) -> None:
    """Give the place back; whoever is first on the waiting list moves up."""
    with locked(registration.event_id) as event:
        registration.refresh_from_db()
        if registration.status == Status.CANCELLED:
            return
        registration.status, registration.position = Status.CANCELLED, None
        registration.save()
        fill_places(event)
    transaction.on_commit(lambda: mails.send_cancelled(registration), robust=True)


def delete(registration: Registration) -> None:
    """Remove every trace of a person."""
    with locked(registration.event_id) as event:
        registration.delete()
        fill_places(event)


def give_place(registration: Registration, event: EventPage) -> None:
    """Must be called with the event locked."""
    ranks = Registration.objects.filter(event=event)
    registration.status = Status.CONFIRMED if has_free_place(event) else Status.WAITING
    if registration.status == Status.WAITING and not event.has_waiting_list:
        registration.status = Status.CANCELLED
    else:
        registration.position = (ranks.aggregate(last=Max("position"))["last"] or 0) + 1
    registration.save()


def has_free_place(event: EventPage) -> bool:
    """Whether a newcomer may have a place: there is one, and nobody has been waiting for it."""
    if event.status == EventPage.Status.SOLD_OUT or event.registrations.waiting().exists():
        return False
    return event.places is None or event.registrations.confirmed().count() < event.places


def fill_places(event: EventPage) -> None:
    """Let people move up from the waiting list as long as there are places. Must be called with the event locked."""
    if event.is_past or event.status in (EventPage.Status.SOLD_OUT, EventPage.Status.CANCELLED):
        return
    waiting = event.registrations.waiting()
    if event.places is not None:
        waiting = waiting[: max(0, event.places - event.registrations.confirmed().count())]
    for registration in waiting:
        registration.status = Status.CONFIRMED
        registration.save()
        transaction.on_commit(lambda moved_up=registration: mails.send_moved_up(moved_up), robust=True)
