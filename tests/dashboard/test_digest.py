"""The weekly mail to those who are responsible."""

import datetime
import re
from io import StringIO
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ikpe_site.dashboard.digest import digests
from ikpe_site.dashboard.models import DigestMail
from ikpe_site.editing.admin_urls import edit_url
from tests.factories import (
    ContentPageFactory,
    EventPageFactory,
    PersonPageFactory,
    ProjectPageFactory,
    PublicationPageFactory,
    ResponsibilityFactory,
    TopicPageFactory,
    days_from_now,
    mark_published,
)
from tests.helpers import berlin, forget_everything
from topics.models import Region

from .conftest import published

pytestmark = pytest.mark.database

YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _all_is_well(site_tree, mail_address):
    """Somebody for all counties; each test adds what is due."""
    anna = PersonPageFactory(first_name="Anna", last_name="Abt", email="anna@ikpe-erfurt.de")
    ResponsibilityFactory(person=anna, label="Beratung", regions=Region.objects.current())
    mark_published()


@pytest.fixture
def bea():
    person = published(PersonPageFactory(first_name="Bea", last_name="Beck", email="bea@ikpe-erfurt.de"), 1)
    ResponsibilityFactory(person=person, label="Archiv")
    return person


def send(**options) -> str:
    output = StringIO()
    call_command("send_digest", stdout=output, **options)
    return output.getvalue()


def mails() -> dict[str, str]:
    """What was sent, by address."""
    send()
    return {message.to[0]: message.body for message in mail.outbox}


def links(text: str) -> list[str]:
    """The links to what is due, without that to the dashboard."""
    return [link for link in re.findall(r"https?://[^/]+(/\S+)", text) if link != "/admin/"]


def finished_project(topic=None):
    return published(ProjectPageFactory(parent=topic or published(TopicPageFactory(), 1), ends_on=YESTERDAY), 1)


# --- what is due -----------------------------------------------------------------------------------------------------


def test_nothing_due_is_no_mail(bea):
    assert send() == "0 E-Mails gesendet\n"
    assert mail.outbox == []


def test_a_topic_that_nobody_reviewed_goes_to_who_is_in_charge(bea):
    topic = published(TopicPageFactory(title="Familie"), 400)
    ResponsibilityFactory(person=bea, topic=topic, is_lead=True)
    ResponsibilityFactory(person=PersonPageFactory(email="zoe@ikpe-erfurt.de"), topic=topic)
    mark_published_but(topic)
    [(address, text)] = mails().items()
    assert address == "bea@ikpe-erfurt.de"
    assert "1. Familie" in text
    assert _("Nobody has reviewed the page for a year. Is everything still true?") in text
    assert links(text) == [edit_url(topic.pk)]


def mark_published_but(page):
    mark_published()
    published(page, 400)


def test_a_finished_project_without_results(bea):
    project = finished_project()
    ResponsibilityFactory(person=bea, topic=project.get_parent().specific)
    ResponsibilityFactory(person=bea, project=project, is_lead=True)
    [(address, text)] = mails().items()
    assert (address, links(text)) == ("bea@ikpe-erfurt.de", [edit_url(project.pk, "ends_on")])


def test_a_project_with_a_result_is_done(bea):
    project = finished_project()
    ResponsibilityFactory(person=bea, topic=project.get_parent().specific)
    PublicationPageFactory(projects=[project])
    assert mails() == {}


def test_a_past_event_without_a_review_goes_to_its_contact_person(bea):
    event = EventPageFactory(start=days_from_now(-3), contact_person=bea)
    [(address, text)] = mails().items()
    assert (address, links(text)) == ("bea@ikpe-erfurt.de", [edit_url(event.pk)])


def test_a_responsibility_that_ends_goes_to_the_person(bea):
    ResponsibilityFactory(person=bea, label="Tagung", valid_to=timezone.localdate())
    [(address, text)] = mails().items()
    assert (address, links(text)) == ("bea@ikpe-erfurt.de", [edit_url(bea.pk, "responsibilities")])


def test_a_topic_without_a_contact_goes_to_the_editors(mail_address):
    published(TopicPageFactory(title="Familie"), 1)
    [(address, text)] = mails().items()
    assert (address, links(text)) == (mail_address, [reverse("people:index")])
    assert "1. Familie" in text


def test_ones_own_page_goes_to_oneself(bea):
    published(bea, 400)
    [(address, text)] = mails().items()
    assert (address, links(text)) == ("bea@ikpe-erfurt.de", [edit_url(bea.pk)])


# --- to whom ---------------------------------------------------------------------------------------------------------


def test_without_anybody_in_charge_all_who_are_named_get_it(bea):
    topic = published(TopicPageFactory(), 400)
    carla = published(PersonPageFactory(email="carla@ikpe-erfurt.de"), 1)
    for person in (bea, carla):
        ResponsibilityFactory(person=person, topic=topic)
    assert set(mails()) == {"bea@ikpe-erfurt.de", "carla@ikpe-erfurt.de"}


def test_a_project_without_anybody_falls_to_its_topic(bea):
    project = finished_project()
    ResponsibilityFactory(person=bea, topic=project.get_parent().specific, is_lead=True)
    assert set(mails()) == {"bea@ikpe-erfurt.de"}


def test_a_content_page_goes_to_the_editors(mail_address):
    page = published(ContentPageFactory(), 400)
    [(address, text)] = mails().items()
    assert (address, links(text)) == (mail_address, [edit_url(page.pk)])


def test_who_left_or_has_no_address_is_replaced_by_the_editors(bea, mail_address):
    event = EventPageFactory(start=days_from_now(-3), contact_person=bea)
    bea.email = ""
    bea.save()
    assert links(mails()[mail_address]) == [edit_url(event.pk)]
    bea.email, bea.left_on = "bea@ikpe-erfurt.de", YESTERDAY
    bea.save()
    assert [digest.address for digest in digests()] == [mail_address]


def test_who_is_absent_is_represented(bea):
    bea.absent_from, bea.deputy = YESTERDAY, published(PersonPageFactory(email="zoe@ikpe-erfurt.de"), 1)
    ResponsibilityFactory(person=bea.deputy, label="Vertretung")
    bea.save()
    EventPageFactory(start=days_from_now(-3), contact_person=bea)
    assert set(mails()) == {"zoe@ikpe-erfurt.de"}


def test_one_person_gets_one_mail_with_all_of_it(bea):
    for _number in range(3):
        EventPageFactory(start=days_from_now(-3), contact_person=bea)
    same = published(PersonPageFactory(email="BEA@ikpe-erfurt.de"), 1)
    ResponsibilityFactory(person=same, label="Archiv")
    EventPageFactory(start=days_from_now(-4), contact_person=same)
    [text] = mails().values()
    assert len(links(text)) == 4
    assert mail.outbox[0].subject == "Website: 4 Aufgaben sind fällig"


def test_without_an_address_of_the_institute_the_rest_is_sent(bea, institute, caplog):
    institute.email = ""
    institute.save()
    published(ContentPageFactory(), 400)
    EventPageFactory(start=days_from_now(-3), contact_person=bea)
    assert set(mails()) == {"bea@ikpe-erfurt.de"}
    assert "no mail address" in caplog.text


def test_titles_are_written_as_they_are(bea):
    EventPageFactory(title="Kita & Schule <neu>", start=days_from_now(-3), contact_person=bea)
    [text] = mails().values()
    assert "Kita & Schule <neu>" in text


def test_it_speaks_german(bea):
    EventPageFactory(start=days_from_now(-3), contact_person=bea)
    [text] = mails().values()
    assert text.startswith("Guten Tag Bea Beck")
    assert mail.outbox[0].subject.startswith("Website: ")


# --- sending ---------------------------------------------------------------------------------------------------------


def test_a_dry_run_prints_the_mails_and_sends_none(bea):
    event = EventPageFactory(start=days_from_now(-3), contact_person=bea)
    printed = send(dry_run=True)
    assert "An: bea@ikpe-erfurt.de" in printed
    assert edit_url(event.pk) in printed
    assert printed.endswith("1 E-Mails, nichts gesendet\n")
    assert mail.outbox == []
    assert not DigestMail.objects.exists()


def test_it_is_sent_once_a_week_however_often_it_runs(bea, freeze):
    event = EventPageFactory(start=berlin(2027, 3, 1, 10), contact_person=bea)
    runs = {
        berlin(2027, 3, 8, 7): 1,  # a Monday
        berlin(2027, 3, 8, 8): 0,
        berlin(2027, 3, 14, 23): 0,
        berlin(2027, 3, 15, 6, 59): 1,  # less than seven days after the first
    }
    for moment, count in runs.items():
        freeze(moment)
        mark_published()
        assert send() == f"{count} E-Mails gesendet\n"
    assert DigestMail.objects.count() == 1  # what was sent in other weeks is not kept
    assert len(mail.outbox) == 2
    assert all(edit_url(event.pk) in message.body for message in mail.outbox)


class PickyBackend(EmailBackend):
    """Refuses one address."""

    def send_messages(self, messages):
        if messages[0].to == ["bea@ikpe-erfurt.de"]:
            raise SMTPException("Mailbox unavailable")
        return super().send_messages(messages)


def test_an_address_that_fails_does_not_stop_the_rest_and_is_tried_again(bea, settings, mail_address):
    EventPageFactory(start=days_from_now(-3), contact_person=bea)
    published(ContentPageFactory(), 400)
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.dashboard.test_digest.PickyBackend"
    with pytest.raises(CommandError):
        send()
    assert [message.to for message in mail.outbox] == [[mail_address]]
    settings.EMAIL_BACKEND = backend
    assert send() == "1 E-Mails gesendet\n"
    assert [message.to for message in mail.outbox] == [[mail_address], ["bea@ikpe-erfurt.de"]]


@pytest.mark.scale
def test_the_number_of_queries_does_not_grow(bea):
    def queries():
        forget_everything()
        with CaptureQueriesContext(connection) as captured:
            by_user = digests()
        return len(captured), sum(len(digest.reminders) for digest in by_user)

    def grow(number):
        for _number in range(number):
            topic = TopicPageFactory()
            person = PersonPageFactory()
            ResponsibilityFactory(person=person, topic=topic, is_lead=True)
            ProjectPageFactory(parent=topic, ends_on=YESTERDAY)
            ProjectPageFactory(parent=topic)
            EventPageFactory(start=days_from_now(-3), contact_person=person)
            ContentPageFactory()

    grow(2)
    few, due = queries()
    grow(18)
    many, more_due = queries()
    print(f"digest: {few} -> {many} queries for {due} -> {more_due} things")  # noqa: T201
    assert many == few
    assert more_due > 8 * due
