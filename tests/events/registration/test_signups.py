"""Who gets a place, who waits, who moves up, and what each is told."""

import datetime

import pytest
from django.core import mail
from django.db.models import QuerySet
from django.utils import timezone

from events.models import EventPage, Registration
from events.registration import signups
from tests.factories import EventPageFactory, RegistrationFactory, days_from_now

from .conftest import Status, statuses


@pytest.fixture
def run(django_capture_on_commit_callbacks):
    """Call a function of `signups` in a transaction that is committed; only the mails that it sends are left."""

    def call(function, *args, **kwargs):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            return function(*args, **kwargs)

    return call


@pytest.fixture
def registered(event):
    """Registrations with these statuses, ranks in their order."""

    def make(*given):
        ranks = {Status.PENDING: None, Status.CANCELLED: None}
        return [
            RegistrationFactory(event=event, status=status, position=ranks.get(status, number))
            for number, status in enumerate(given, 1)
        ]

    return make


def change(event, **fields):
    EventPage.objects.filter(pk=event.pk).update(**fields)


def sent():
    """To whom each mail went, and the beginning of its subject."""
    return [(message.to[0], message.subject.partition(":")[0]) for message in mail.outbox]


# --- registering -----------------------------------------------------------------------------------------------------


def test_whoever_registers_gets_a_link_and_no_place_yet(event, run):
    entry = run(signups.register, event, name="Jörg", email="joerg@example.org")
    assert (entry.status, entry.position) == (Status.PENDING, None)
    assert sent() == [("joerg@example.org", "Bitte bestätigen Sie Ihre Anmeldung")]


def test_who_lost_the_first_mail_gets_another_with_the_newer_entries_and_two_more_days(event, run, freeze):
    now = timezone.now()
    freeze(now - datetime.timedelta(days=1))
    first = run(signups.register, event, name="Jörg", email="joerg@example.org")
    freeze(now)
    again = run(signups.register, event, name="Jörg Müßig", email="Joerg@example.org", diet="vegan")
    assert len(mail.outbox) == 1
    entry = event.registrations.get()
    assert entry.pk == first.pk == again.pk
    assert (entry.name, entry.email, entry.diet) == ("Jörg Müßig", "Joerg@example.org", "vegan")
    assert entry.created_at == now


@pytest.mark.parametrize("status", [Status.CONFIRMED, Status.WAITING])
def test_who_is_registered_already_gets_the_link_again_and_nothing_changes(status, event, registered, run):
    (entry,) = registered(status)
    run(signups.register, event, name="Jemand anderes", email=entry.email.upper())
    assert event.registrations.get().name == entry.name
    assert sent() == [(entry.email, "Sie sind schon angemeldet")]


def test_who_cancelled_can_register_anew(event, registered, run):
    (cancelled,) = registered(Status.CANCELLED)
    again = run(signups.register, event, name="Jörg", email=cancelled.email)
    assert again.pk != cancelled.pk
    assert again.status == Status.PENDING


def test_the_same_address_may_register_for_another_event(event, registered, run):
    (entry,) = registered(Status.CONFIRMED)
    other = run(signups.register, EventPageFactory(takes_registrations=True), name="Jörg", email=entry.email)
    assert other.status == Status.PENDING


def test_a_shared_mailbox_signs_up_several_people_where_the_event_allows_it(event, run):
    change(event, shares_addresses=True)
    event.refresh_from_db()
    for name in ("Eva Adler", "Jörg Müßig", "eva adler"):
        run(signups.register, event, name=name, email="poststelle@example.org")
    assert sorted(event.registrations.values_list("name", flat=True)) == ["Jörg Müßig", "eva adler"]
    first, second = event.registrations.all()
    run(signups.confirm, first)
    assert sent() == [("poststelle@example.org", "Sie haben einen Platz")]
    second.refresh_from_db()
    assert second.status == Status.PENDING


def test_a_form_that_is_sent_twice_at_the_same_moment_registers_once(event, registered, run, monkeypatch):
    (entry,) = registered(Status.PENDING)
    monkeypatch.setattr(QuerySet, "first", lambda queryset: None)  # looked before the other was saved
    assert run(signups.register, event, name="Jörg", email=entry.email).pk == entry.pk
    assert sent() == [(entry.email, "Bitte bestätigen Sie Ihre Anmeldung")]


# --- a place or a rank -----------------------------------------------------------------------------------------------


def test_places_are_given_in_order_and_then_ranks(event, registered, run):
    entries = registered(*[Status.PENDING] * 3)
    for number, (entry, status, subject) in enumerate(
        zip(
            entries,
            (Status.CONFIRMED, Status.CONFIRMED, Status.WAITING),
            ("Sie haben einen Platz", "Sie haben einen Platz", "Sie stehen auf der Warteliste"),
            strict=True,
        ),
        1,
    ):
        run(signups.confirm, entry)
        entry.refresh_from_db()
        assert (entry.status, entry.position) == (status, number)
        assert sent() == [(entry.email, subject)]


def test_the_next_rank_follows_the_last_even_if_others_have_left(event, registered, run):
    first, _second, pending = registered(Status.CONFIRMED, Status.CONFIRMED, Status.PENDING)
    run(signups.delete, first)
    assert run(signups.confirm, pending).position == 3


def test_ranks_of_another_event_do_not_count(event, registered, run):
    RegistrationFactory(event=EventPageFactory(takes_registrations=True), status=Status.CONFIRMED, position=7)
    (pending,) = registered(Status.PENDING)
    assert run(signups.confirm, pending).position == 1


def test_without_a_number_there_are_as_many_places_as_needed(event, registered, run):
    change(event, places=None)
    for entry in registered(*[Status.PENDING] * 4):
        assert run(signups.confirm, entry).status == Status.CONFIRMED


def test_nobody_overtakes_those_who_wait(event, registered, run):
    *_others, pending = registered(Status.CONFIRMED, Status.CONFIRMED, Status.WAITING, Status.PENDING)
    change(event, places=10)
    assert run(signups.confirm, pending).status == Status.WAITING


def test_an_event_that_is_said_to_be_sold_out_has_no_place(event, registered, run):
    change(event, status="sold_out")
    assert run(signups.confirm, *registered(Status.PENDING)).status == Status.WAITING


def test_without_a_waiting_list_who_is_too_late_is_told_so(event, registered, run):
    *_others, pending = registered(Status.CONFIRMED, Status.CONFIRMED, Status.PENDING)
    change(event, has_waiting_list=False)
    run(signups.confirm, pending)
    pending.refresh_from_db()
    assert (pending.status, pending.position) == (Status.CANCELLED, None)
    assert sent() == [(pending.email, "Kein Platz mehr frei")]


@pytest.mark.parametrize("status", [Status.CONFIRMED, Status.WAITING, Status.CANCELLED])
def test_confirming_again_does_nothing(status, event, registered, run):
    (entry,) = registered(status)
    assert run(signups.confirm, entry).status == status
    assert not mail.outbox


def test_confirming_does_nothing_when_registration_is_closed(event, registered, run):
    change(event, registration_closes=days_from_now(-1))
    assert run(signups.confirm, *registered(Status.PENDING)).status == Status.PENDING
    assert not mail.outbox


def test_who_is_entered_by_hand_needs_no_mail_to_confirm(event, registered, run):
    entry = run(signups.add, Registration(event=event, name="Jörg", email="joerg@example.org"))
    assert (entry.status, entry.position) == (Status.CONFIRMED, 1)
    assert sent() == [("joerg@example.org", "Sie haben einen Platz")]


# --- giving a place back ---------------------------------------------------------------------------------------------

LEAVE = {"cancelling": signups.cancel, "deleting": signups.delete}


@pytest.mark.parametrize("leave", LEAVE)
def test_the_first_on_the_waiting_list_moves_up(leave, event, registered, run):
    placed, _other, waiting, _later = registered(*[Status.CONFIRMED] * 2, *[Status.WAITING] * 2)
    run(LEAVE[leave], placed)
    assert statuses(event) == [Status.CONFIRMED, Status.CONFIRMED, Status.WAITING]
    waiting.refresh_from_db()
    assert (waiting.status, waiting.position) == (Status.CONFIRMED, 3)
    assert (waiting.email, "Für Sie ist ein Platz frei geworden") in sent()


def test_a_cancelled_registration_has_no_rank_and_is_told_so(event, registered, run):
    (entry,) = registered(Status.CONFIRMED)
    run(signups.cancel, entry)
    entry.refresh_from_db()
    assert (entry.status, entry.position) == (Status.CANCELLED, None)
    assert sent() == [(entry.email, "Sie sind abgemeldet")]


def test_cancelling_again_does_nothing(event, registered, run):
    (entry,) = registered(Status.CONFIRMED)
    same = Registration.objects.get()
    run(signups.cancel, entry)
    run(signups.cancel, same)
    assert not mail.outbox


def test_deleting_leaves_nothing_and_sends_nothing(event, registered, run):
    (entry,) = registered(Status.CONFIRMED)
    run(signups.delete, entry)
    assert not Registration.objects.exists()
    assert not mail.outbox


def test_who_gives_up_waiting_gives_nobody_a_place(event, registered, run):
    *_placed, waiting, _later = registered(*[Status.CONFIRMED] * 2, *[Status.WAITING] * 2)
    run(signups.cancel, waiting)
    assert statuses(event) == [Status.CONFIRMED, Status.CONFIRMED, Status.WAITING]


@pytest.mark.parametrize("leave", LEAVE)
@pytest.mark.parametrize(
    "state",
    [{"start": days_from_now(-1)}, {"status": "sold_out"}, {"status": "cancelled"}],
    ids=["over", "sold out", "cancelled"],
)
def test_nobody_moves_up_when_no_place_is_left_to_give(state, leave, event, registered, run):
    placed, waiting = registered(Status.CONFIRMED, Status.WAITING)
    change(event, **state)
    run(LEAVE[leave], placed)
    waiting.refresh_from_db()
    assert waiting.status == Status.WAITING
    assert waiting.email not in [to for to, _subject in sent()]


# --- more places, or fewer -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("places", "count"), [(1, 2), (2, 2), (3, 3), (5, 5), (9, 5), (None, 5)])
def test_more_places_let_as_many_move_up_and_fewer_take_none_away(places, count, event, registered, run):
    entries = registered(*[Status.CONFIRMED] * 2, *[Status.WAITING] * 3)
    event.places = places
    run(event.save_revision().publish)
    assert statuses(event) == [Status.CONFIRMED] * count + [Status.WAITING] * (5 - count)
    assert [to for to, _subject in sent()] == [entry.email for entry in entries[2:count]]


def test_publishing_moves_nobody_up_when_registration_has_ended(event, registered, run):
    registered(Status.WAITING)
    event.takes_registrations = False
    run(event.save_revision().publish)
    assert statuses(event) == [Status.WAITING]


# --- mails that fail -------------------------------------------------------------------------------------------------


def test_a_mail_that_fails_keeps_nobody_from_a_place(event, registered, run, monkeypatch):
    def fail(*args):
        raise OSError

    for name in ("send_state", "send_moved_up"):
        monkeypatch.setattr(signups.mails, name, fail)
    placed, pending, _waiting = registered(Status.CONFIRMED, Status.PENDING, Status.WAITING)
    run(signups.cancel, placed)
    change(event, places=9)
    run(signups.confirm, pending)
    run(signups.add, Registration(event=event, name="Jörg", email="joerg@example.org"))
    assert statuses(event) == [Status.CONFIRMED] * 3
