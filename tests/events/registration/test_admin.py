"""The participants in the admin, and who may see them."""

import csv
import io

import openpyxl
import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from events.models import EventPage, Registration
from ikpe_site.roles.groups import EVENTS
from tests.factories import EventPageFactory, RegistrationFactory, days_from_now
from tests.helpers import get_soup, hrefs, soup_of, words

pytestmark = pytest.mark.database

LIST = "registrations:index"


@pytest.fixture
def event(site_tree, institute):
    return EventPageFactory(title="Fachtag Beteiligung", takes_registrations=True, places=2)


@pytest.fixture
def organiser(site_tree, member_of):
    client = Client()
    client.force_login(member_of(EVENTS))
    return client


def placed(event, number=1, **fields):
    return RegistrationFactory(event=event, status="confirmed", position=number, **fields)


def participants(event):
    return reverse("registrations:participants", args=[event.pk])


def pdf_text(response):
    assert response["Content-Type"] == "application/pdf"
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)


def test_the_list_is_searched_and_filtered(event, organiser):
    placed(event, name="Jörg Müßig", organisation="Stadt Gera")
    placed(EventPageFactory(takes_registrations=True), name="Petra Muster")
    assert "Jörg Müßig" in organiser.get(reverse(LIST), {"q": "müßig"}).content.decode()
    assert "Petra Muster" not in organiser.get(reverse(LIST), {"q": "gera"}).content.decode()
    assert "Petra Muster" not in organiser.get(reverse(LIST), {"event": event.pk}).content.decode()


def test_spreadsheets_hold_everything_and_no_formula(event, organiser):
    placed(event, name='=HYPERLINK("http://böse.example")', answers={"Tage": "Mo"}, diet="vegan")
    query = {"event": event.pk, "export": "csv"}
    (row,) = csv.DictReader(io.StringIO(b"".join(organiser.get(reverse(LIST), query)).decode()))
    assert "vegan" in row.values()
    assert row["Antworten auf die Fragen"] == "Tage: Mo"
    assert row["War anwesend"] == "nein"
    assert not {heading for heading in row if heading in ("Answers", "Key")}
    assert "hat einen Platz" in row.values()
    assert not [value for value in row.values() if value.startswith("=")]
    book = openpyxl.load_workbook(io.BytesIO(b"".join(organiser.get(reverse(LIST), {**query, "export": "xlsx"}))))
    cells = [cell for line in book.active.iter_rows(min_row=2) for cell in line]
    assert [cell.value for cell in cells].count("vegan") == 1
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_who_is_entered_by_hand_gets_a_place_or_a_rank_and_a_mail(
    event, organiser, django_capture_on_commit_callbacks
):
    for number in range(3):
        data = {"event": event.pk, "name": f"Person {number}", "email": f"person-{number}@example.org"}
        with django_capture_on_commit_callbacks(execute=True):
            assert organiser.post(reverse("registrations:add"), data).status_code == 302
    assert list(event.registrations.order_by("position").values_list("status", flat=True)) == [
        *("confirmed", "confirmed", "waiting")
    ]
    assert len(mail.outbox) == 3


def test_the_same_address_is_refused_with_a_reason(event, organiser):
    placed(event, email="joerg@example.org")
    data = {"event": event.pk, "name": "Jörg", "email": "JOERG@example.org"}
    response = organiser.post(reverse("registrations:add"), data)
    assert response.context["form"].errors["email"]


def test_deleting_somebody_lets_the_next_move_up(event, organiser, django_capture_on_commit_callbacks):
    first = placed(event)
    placed(event, 2)
    waiting = RegistrationFactory(event=event, status="waiting", position=3)
    with django_capture_on_commit_callbacks(execute=True):
        organiser.post(reverse("registrations:delete", args=[first.pk]))
    waiting.refresh_from_db()
    assert waiting.status == "confirmed"
    assert mail.outbox[0].to == [waiting.email]


def test_presence_is_ticked_and_unticked(event, organiser):
    here, away = placed(event, is_present=False), placed(event, 2, is_present=True)
    assert organiser.post(participants(event), {"present": "1", "here": [here.pk, "abc"]}).status_code == 302
    assert list(Registration.objects.filter(is_present=True)) == [here]
    assert away.name in organiser.get(participants(event)).content.decode()


def write_to(event):
    return reverse("registrations:write", args=[event.pk])


def test_a_mail_to_all_is_shown_and_counted_before_it_goes_to_each_alone(event, organiser):
    entries = [placed(event), placed(event, 2)]
    placed(event, 4, email="")
    RegistrationFactory(event=event, status="waiting", position=3)
    data = {"recipients": "confirmed", "subject": "Raum", "text": "Wir treffen uns im <Saal>."}
    preview = soup_of(organiser.post(write_to(event), data))
    assert "Wir treffen uns im <Saal>." in words(preview.select_one(".mail-preview"))
    assert words(preview.select_one("[name=send]")) == "2 E-Mails senden"
    assert mail.outbox == []
    form = {field["name"]: field["value"] for field in preview.select("form [name][value]")}
    back = soup_of(organiser.post(write_to(event), form | {"change": "1"}))
    assert back.select_one("textarea").text.strip() == "Wir treffen uns im <Saal>."
    assert organiser.post(write_to(event), data | {"send": "1"}).status_code == 302
    assert [message.to for message in mail.outbox] == [[entry.email] for entry in entries]
    assert {message.subject for message in mail.outbox} == {"Raum"}
    assert "Wir treffen uns im <Saal>." in mail.outbox[0].body


def test_a_mail_without_text_or_recipients_is_sent_to_nobody(event, organiser):
    data = {"recipients": "confirmed", "subject": "Raum", "text": "", "send": "1"}
    errors = organiser.post(write_to(event), data).context["form"].errors
    assert set(errors) == {"recipients", "text"}
    assert mail.outbox == []


def test_who_is_entered_from_an_event_needs_no_address_and_no_search_for_the_event(event, organiser):
    add = f"{reverse('registrations:add')}?event={event.pk}"
    form = get_soup(add, organiser)
    assert form.select_one("[name=event]")["value"] == str(event.pk)
    for name in ("Ohne Adresse", "Auch ohne"):
        answer = organiser.post(add, {"event": event.pk, "name": name, "email": ""})
        assert answer["Location"] == participants(event)
    assert event.registrations.confirmed().count() == 2
    assert mail.outbox == []
    [entry, _other] = event.registrations.all()
    answer = organiser.post(
        reverse("registrations:edit", args=[entry.pk]), {"event": event.pk, "name": "Anders", "email": ""}
    )
    assert answer["Location"] == participants(event)


def test_somebody_is_cancelled_in_the_list_with_a_mail_and_stays_in_sight(
    event, organiser, django_capture_on_commit_callbacks
):
    entry = placed(event, name="Jörg Müßig")
    url = reverse("registrations:cancel", args=[entry.pk])
    assert url in hrefs(get_soup(participants(event), organiser))
    assert entry.email in get_soup(url, organiser).text
    with django_capture_on_commit_callbacks(execute=True):
        assert organiser.post(url)["Location"] == participants(event)
    assert mail.outbox[0].to == [entry.email]
    page = words(get_soup(participants(event), organiser).main)
    assert "abgemeldet: 1" in page
    assert "Jörg Müßig" in page


def test_the_list_leads_back_to_the_event(event, organiser):
    assert reverse("wagtailadmin_pages:edit", args=[event.pk]) in hrefs(get_soup(participants(event), organiser))


def test_editors_who_may_not_see_participants_read_who_does(event, editor_client, organiser):
    placed(event, name="Sonja Sonnenschein")
    url = reverse("wagtailadmin_pages:edit", args=[event.pk])
    form = words(get_soup(url, editor_client))
    assert "1 Person ist angemeldet. Wer es ist, sehen: Administration, Veranstaltungen." in form
    assert "Sonnenschein" not in form
    assert "Zu den Anmeldungen" in words(get_soup(url, organiser))


def test_papers_for_the_day(event, organiser):
    EventPage.objects.filter(pk=event.pk).update(start=days_from_now(-1), end=None)
    long = "Prof. Dr. Dr. h. c. Wilhelmine-Charlotte von der Größenwahnsinnigkeitsbekämpfungsstelle"
    placed(event, name=long, organisation="Landkreis Greiz")
    placed(event, 2, name="Jörg Müßig", is_present=True)
    papers = {
        kind: pdf_text(organiser.get(reverse("registrations:printout", args=[event.pk, kind])))
        for kind in ("liste", "namensschilder", "bescheinigungen")
    }
    for kind in ("liste", "namensschilder"):
        assert "Jörg Müßig" in papers[kind]
        assert "Landkreis Greiz" in papers[kind]
    assert "Jörg Müßig" in papers["bescheinigungen"]
    assert "Landkreis Greiz" not in papers["bescheinigungen"]
    assert "Unterschrift" in papers["bescheinigungen"]


def test_there_is_no_certificate_of_what_is_still_to_come(event, organiser):
    placed(event, is_present=True)
    url = reverse("registrations:printout", args=[event.pk, "bescheinigungen"])
    assert organiser.get(url).status_code == 302
    assert url not in hrefs(get_soup(participants(event), organiser))


def test_without_anybody_present_there_are_no_certificates(event, organiser):
    placed(event)
    url = reverse("registrations:printout", args=[event.pk, "bescheinigungen"])
    assert organiser.get(url).status_code == 302
    assert organiser.get(reverse("registrations:printout", args=[event.pk, "unbekannt"])).status_code == 302


def test_only_the_group_sees_participants(event, editor_client):
    entry = placed(event, name="Sonja Sonnenschein")
    urls = [
        reverse(LIST),
        participants(event),
        reverse("registrations:printout", args=[event.pk, "liste"]),
        reverse("registrations:edit", args=[entry.pk]),
        f"{reverse(LIST)}?export=csv",
    ]
    for client in (editor_client, Client()):
        for url in urls:
            response = client.get(url)
            assert response.status_code == 302, url
            assert b"Sonnenschein" not in response.content


def test_the_group_looks_after_events_and_nothing_else(event, organiser, site_tree):
    assert organiser.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).status_code == 200
    assert organiser.get(reverse("wagtailadmin_pages:edit", args=[site_tree.news.pk])).status_code == 302
    assert participants(event) in organiser.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()


def test_editors_are_asked_for_the_review_when_the_event_is_over(site_tree, editor_client):
    over = EventPageFactory(title="Fachtag vorbei", start=days_from_now(-3))
    coming = EventPageFactory(title="Fachtag kommt")
    asked = "Der Termin ist vorbei"
    assert asked in editor_client.get(reverse("wagtailadmin_pages:edit", args=[over.pk])).content.decode()
    assert asked not in editor_client.get(reverse("wagtailadmin_pages:edit", args=[coming.pk])).content.decode()
    dashboard = editor_client.get(reverse("wagtailadmin_home")).content.decode()
    assert over.title in dashboard
    assert f'pages/{coming.pk}/edit/">{coming.title}</a> (' not in dashboard
