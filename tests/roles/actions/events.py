"""What somebody may try with events, publications and people."""

import datetime

from django.urls import reverse
from django.utils import timezone

from events.models import EventPage, Registration
from tests.factories import EventPageFactory, EventSeriesPageFactory, PersonPageFactory, RegistrationFactory

from .dashboard import a_user, action
from .pages import delete, write


def write_event(member, **changes):
    start = timezone.localtime() + datetime.timedelta(days=9)
    return write(member, EventPage, member.site_tree.events, start=f"{start:%d.%m.%Y %H:%M}", **changes)


@action
def write_an_event(member):
    return write_event(member)


@action
def write_an_event_and_publish_it(member):
    event = write_event(member, **{"action-publish": "1"})
    return event and event.live


@action
def change_an_event_of_another(member):
    event = EventPageFactory(owner=a_user())
    event.save_revision().publish()
    return member.change(event, title="Verlegt").title == "Verlegt"


@action
def delete_an_event_of_another(member):
    return delete(member, EventPageFactory(owner=a_user()))


@action
def import_a_calendar_file(member):
    return member.may_open("event_import")


@action
def add_dates_to_a_series(member):
    return member.may_open("event_series_dates", EventSeriesPageFactory().pk)


@action
def see_the_list_of_registrations(member):
    return member.may_open("registrations:index")


def event_with_guest():
    return RegistrationFactory(event=EventPageFactory(takes_registrations=True), status="confirmed", position=1)


@action
def see_the_participants_of_an_event(member):
    return member.may_open("registrations:participants", event_with_guest().event_id)


@action
def download_the_list_of_participants(member):
    return member.may_open("registrations:printout", event_with_guest().event_id, "liste")


@action
def export_the_registrations(member):
    event_with_guest()
    return member.may_open("registrations:index", export="csv")


@action
def enter_a_registration_by_hand(member):
    return member.may_open("registrations:add")


@action
def change_a_registration(member):
    return member.may_open("registrations:edit", event_with_guest().pk)


@action
def delete_a_registration(member):
    entry = event_with_guest()
    member.post("registrations:delete", entry.pk)
    return not Registration.objects.filter(pk=entry.pk).exists()


@action
def import_publications(member):
    return member.may_open("publications_import")


@action
def look_up_a_doi(member):
    response = member.client.get(reverse("publications_doi"), {"doi": "keine DOI"})
    assert response.status_code in (302, 403, 422)
    return response.status_code == 422  # asked, and told that this is none


@action
def hand_over_what_a_person_answers_for(member):
    return member.may_open("people_handover", PersonPageFactory().pk)


@action
def see_the_report_on_gaps(member):
    return member.may_open("people_gaps")
