"""One registration: how it is found again, and what keeps two from being one too many."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.signing import Signer
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.admin.panels import get_edit_handler

from events.models import EventPage, EventQuestion, Registration
from tests.factories import EventPageFactory, RegistrationFactory, days_from_now

from .conftest import Status


def refused(event, **fields) -> bool:
    try:
        with transaction.atomic():
            RegistrationFactory(event=event, **fields)
    except IntegrityError:
        return True
    return False


def test_the_database_keeps_one_registration_for_each_address_of_an_event(event):
    RegistrationFactory(event=event, email="joerg@example.org", status=Status.CANCELLED)
    RegistrationFactory(event=event, email="joerg@example.org", status=Status.CANCELLED)
    RegistrationFactory(event=event, email="joerg@example.org", status=Status.PENDING)
    for status in (Status.PENDING, Status.CONFIRMED, Status.WAITING):
        assert refused(event, email="Joerg@Example.org", status=status)
    assert not refused(EventPageFactory(), email="joerg@example.org")


def test_people_share_an_address_where_the_event_allows_it(event):
    shared = EventPageFactory(takes_registrations=True, shares_addresses=True)
    first = RegistrationFactory(event=shared, name="Eva Adler", email="poststelle@example.org")
    assert not refused(shared, name="Jörg Müßig", email="poststelle@example.org")
    assert refused(shared, name="eva adler", email="Poststelle@example.org")
    shared.shares_addresses = False
    shared.save()
    first.refresh_from_db()
    first.save()  # what is there stays


def test_the_database_keeps_one_registration_for_each_rank_of_an_event(event):
    RegistrationFactory(event=event, position=1)
    assert refused(event, position=1)
    assert not refused(event, position=2)
    assert not refused(EventPageFactory(), position=1)
    assert not refused(event, position=None)


def is_valid(**fields) -> bool:
    try:
        Registration(name="Jörg", **fields).clean()
    except ValidationError as error:
        return list(error.error_dict) != ["email"]
    return True


def test_an_address_that_is_registered_already_is_named_in_its_field(event):
    entry = RegistrationFactory(event=event, email="joerg@example.org")
    assert not is_valid(event=event, email="Joerg@Example.org")
    assert is_valid(event=event, email="petra@example.org")
    assert is_valid(event=EventPageFactory(), email="joerg@example.org")
    assert is_valid(event=event, email="joerg@example.org", status=Status.CANCELLED)
    assert is_valid(email="joerg@example.org")
    entry.clean()
    Registration.objects.update(status=Status.CANCELLED)
    assert is_valid(event=event, email="joerg@example.org")


def test_a_new_registration_waits_to_be_confirmed(event):
    entry = Registration(event=event, name="Jörg Müßig")
    assert entry.status == Status.PENDING
    assert (entry.position, entry.answers, entry.is_present, entry.reminded_at) == (None, {}, False, None)
    assert abs(timezone.now() - entry.created_at) < datetime.timedelta(minutes=1)
    assert str(entry) == "Jörg Müßig"


def test_it_is_found_by_what_the_links_carry_with_its_event(event, django_assert_num_queries):
    entry, _other = RegistrationFactory(event=event), RegistrationFactory(event=event)
    assert entry.path == f"/anmeldung/meine/{entry.token}/"
    with django_assert_num_queries(1):
        assert Registration.from_token(entry.token).event.title == event.title
    entry.delete()
    with pytest.raises(Registration.DoesNotExist):
        Registration.from_token(entry.token)


@pytest.mark.parametrize("change", ["empty", "other words", "key alone", "key of another", "signature", "purpose"])
def test_a_forged_token_finds_nothing(change, event):
    entry, other = RegistrationFactory(event=event), RegistrationFactory(event=event)
    key, signature = entry.token.split(":")
    forged = {
        "empty": "",
        "other words": "x",
        "key alone": key,
        "key of another": f"{other.key.hex}:{signature}",
        "signature": f"{key}:{signature[:-1]}_",
        "purpose": Signer().sign(key),
    }
    with pytest.raises(Registration.DoesNotExist):
        Registration.from_token(forged[change])


def test_states_are_stored_and_named():
    assert dict(Status.choices) == {
        "pending": "E-Mail noch nicht bestätigt",
        "confirmed": "hat einen Platz",
        "waiting": "Warteliste",
        "cancelled": "abgemeldet",
    }


def test_the_form_of_the_admin_leaves_places_and_ranks_alone():
    fields = get_edit_handler(Registration).get_form_class().base_fields
    assert list(fields) == ["event", "name", "email", "organisation", "diet", "access_needs", "is_present"]
    names = [(kind.verbose_name, kind.verbose_name_plural) for kind in (Registration._meta, EventQuestion._meta)]
    assert names == [("Anmeldung", "Anmeldungen"), ("Frage", "Fragen")]


@pytest.mark.django_db  # a page asks for its type
@pytest.mark.parametrize(
    ("is_present", "days", "status", "is_due"),
    [
        (True, -1, "planned", True),
        (True, 0, "planned", False),
        (True, 1, "planned", False),
        (False, -1, "planned", False),
        (True, -1, "cancelled", False),
    ],
)
def test_a_certificate_is_for_those_who_were_there_when_it_is_over(is_present, days, status, is_due):
    event = EventPage(start=days_from_now(days), status=status)
    assert Registration(event=event, is_present=is_present).certificate_is_due is is_due


def test_lists_are_in_the_order_of_events_and_ranks(event):
    other = EventPageFactory()
    third = RegistrationFactory(event=event, position=2)
    first = RegistrationFactory(event=event, position=1)
    late = RegistrationFactory(event=other, created_at=days_from_now(-1))
    early = RegistrationFactory(event=other, created_at=days_from_now(-2))
    assert list(Registration.objects.all()) == [first, third, early, late]


def test_waiting_and_active_registrations(event):
    made = {status: RegistrationFactory(event=event, status=status) for status in Status}
    assert list(Registration.objects.confirmed()) == [made[Status.CONFIRMED]]
    assert list(Registration.objects.waiting()) == [made[Status.WAITING]]
    assert set(Registration.objects.active()) == set(made.values()) - {made[Status.CANCELLED]}


def test_those_who_wait_are_in_the_order_of_their_ranks(event):
    second = RegistrationFactory(event=event, status=Status.WAITING, position=9)
    first = RegistrationFactory(event=event, status=Status.WAITING, position=4)
    assert list(event.registrations.waiting()) == [first, second]
