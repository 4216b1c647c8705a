"""The form of registration."""

import pytest
from django.core import mail
from django.test import Client

from events.models import EventPage, EventQuestion, Registration
from tests.factories import HIDING, days_from_now
from tests.helpers import graph_of, main_of, soup_of, titles, words

from .conftest import PERSON

pytestmark = pytest.mark.database


def test_the_form_asks_only_for_what_is_wanted(event):
    names = {field["name"] for field in main_of(f"/anmeldung/{event.slug}/").select("[name]")}
    assert names == {"name", "email", "organisation", "homepage", "token"}
    event.asks_diet = event.asks_access_needs = True
    event.consent_text = "Fotos sind in Ordnung."
    event.questions = [EventQuestion(label="Was möchten Sie wissen?", field_type="multiline", required=False)]
    event.save()
    page = main_of(f"/anmeldung/{event.slug}/")
    fields = [field for field in page.select(".form-field [name]") if field["name"] != "homepage"]
    question = f"frage_{event.questions.get().pk}"
    assert [(field.name, field["name"], field.get("maxlength")) for field in fields] == [
        ("input", "name", "160"),
        ("input", "email", "320"),
        ("input", "organisation", "200"),
        ("input", "diet", "255"),
        ("textarea", "access_needs", "500"),
        ("textarea", question, None),
        ("input", "consent", None),
    ]
    assert page.select_one("#id_access_needs")["rows"] == "3"
    assert [words(label) for label in page.select(".form-field label")] == [
        "Vor- und Nachname",
        "E-Mail-Adresse",
        "Einrichtung (freiwillig)",
        "Was sollen wir zu Ihrer Verpflegung wissen? (freiwillig)",
        "Was brauchen Sie, um teilnehmen zu können? (freiwillig)",
        "Was möchten Sie wissen? (freiwillig)",
        "Fotos sind in Ordnung. (freiwillig)",
    ]
    assert [text.split()[0] for text in titles(page, ".form-field .form-help")] == ["Sie", "Zum"]
    tokens = {field["name"]: field["autocomplete"] for field in fields if field.has_attr("autocomplete")}
    assert tokens == {"name": "name", "email": "email", "organisation": "organization"}


@pytest.mark.parametrize("is_asked", [True, False], ids=["asked", "not asked"])
def test_what_is_not_answered_is_kept_empty(is_asked, event, send):
    event.asks_diet = event.asks_access_needs = is_asked
    event.consent_text = "Fotos sind in Ordnung." if is_asked else ""
    if is_asked:
        event.questions = [EventQuestion(label="Tage", field_type="multiline", required=False)]
    event.save()
    send(event, organisation="")
    entry = event.registrations.get()
    assert [entry.organisation, entry.diet, entry.access_needs, entry.consented_to] == [""] * 4
    assert entry.answers == {}


def test_answers_and_consent_are_kept_in_words(event, send):
    event.asks_diet = event.asks_access_needs = True
    event.consent_text = "Fotos sind in Ordnung."
    event.questions = [
        EventQuestion(label="Erfahrung", field_type="radio", choices="keine\nviel", sort_order=1),
        EventQuestion(label="Tage", field_type="checkboxes", choices="Mo\nDi\nMi", required=False, sort_order=2),
        EventQuestion(label="Newsletter", field_type="checkbox", required=False, sort_order=3),
    ]
    event.save()
    radio, boxes, tick = (f"frage_{question.pk}" for question in event.questions.order_by("sort_order"))
    answers = {radio: "viel", boxes: ["Mo", "Mi"], tick: "on", "consent": "on"}
    send(event, **answers, diet="vegan", access_needs="Gebärdensprache")
    entry = event.registrations.get()
    assert (entry.name, entry.email, entry.organisation) == tuple(PERSON.values())
    assert (entry.diet, entry.access_needs) == ("vegan", "Gebärdensprache")
    assert entry.answers == {"Erfahrung": "viel", "Tage": "Mo, Mi", "Newsletter": "ja"}
    assert entry.consented_to == "Fotos sind in Ordnung."
    page = words(main_of(entry.path))
    assert "Mo, Mi" in page
    assert "Fotos sind in Ordnung." in page


def test_mistakes_are_named_and_nothing_typed_is_lost(event, send):
    page = soup_of(send(event, email="joerg(at)example.org", name=""))
    assert page.select_one("#id_email")["value"] == "joerg(at)example.org"
    assert page.select_one("#id_organisation")["value"] == PERSON["organisation"]
    for name in ("email", "name"):
        field = page.select_one(f"#id_{name}")
        assert field["aria-invalid"] == "true"
        assert f"id_{name}_error" in field["aria-describedby"]
        assert page.select_one(f"#id_{name}_error li")
        assert page.select_one(f".notice a[href='#id_{name}']")
    assert not Registration.objects.exists()
    assert not mail.outbox


@pytest.mark.parametrize(
    "name", ["Gewinn abholen: https://example.com", "Jetzt auf gewinn.example.shop", "Anna\nMüller", "x" * 81]
)
def test_a_name_carries_no_message(name, event, send):
    page = soup_of(send(event, name=name))
    sentence = "Bitte geben Sie nur Ihren Namen ein: in einer Zeile, ohne Links, mit höchstens 80 Zeichen."
    assert sentence in words(page.select_one("#id_name_error"))
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    "name", ["Dr. med. Ch. Meier", "Dr.phil. A.-M. v. d. Größe", "J.de Vries", "St. John-Smythe, Jr."]
)
def test_names_have_full_stops(name, event, send):
    assert send(event, name=name).status_code == 302


def test_nothing_that_was_typed_is_sent_before_the_address_is_confirmed(event, send):
    """The address may be somebody else's."""
    typed = {"name": "Rufen Sie 0900 an", "organisation": "Gewinnspiel", "diet": "Kasse", "access_needs": "Beute"}
    event.asks_diet = event.asks_access_needs = True
    event.save()
    send(event, **typed)
    [message] = mail.outbox
    sent = str(message.message()) + message.body + message.subject
    assert [text for text in typed.values() if text in sent] == []


def test_a_machine_that_fills_in_everything_is_answered_and_forgotten(event, send):
    assert send(event, homepage="https://spam.example.com").status_code == 302
    assert not Registration.objects.exists()
    assert not mail.outbox


def test_nobody_can_fill_the_mailbox_of_another(event, send):
    answers = [send(event).status_code for _ in range(7)]
    assert answers == [302] * 5 + [200] * 2
    assert len(mail.outbox) == 5


def test_a_shared_mailbox_signs_up_a_whole_office(event, send):
    event.shares_addresses = True
    event.save()
    answers = [
        send(event, name=f"Person {letter}", email="poststelle@example.org").status_code for letter in "abcdefgh"
    ]
    assert answers == [302] * 8
    assert event.registrations.count() == 8


def test_what_is_corrected_first_does_not_count_as_a_mail(event, send):
    answers = [send(event, name="").status_code for _ in range(7)]
    assert answers == [200] * 7
    assert send(event).status_code == 302
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("state", [*HIDING, "cancelled", "without registration"])
def test_there_is_no_form_for_an_event_that_takes_none(state, event):
    if state in HIDING:
        HIDING[state](event)
    elif state == "cancelled":
        EventPage.objects.filter(pk=event.pk).update(status="cancelled")
    else:
        EventPage.objects.filter(pk=event.pk).update(takes_registrations=False)
    assert Client().get(f"/anmeldung/{event.slug}/").status_code == 404


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "open"),
        ({"registration_opens": days_from_now(2)}, "early"),
        ({"registration_opens": days_from_now(-2)}, "open"),
        ({"registration_closes": days_from_now(-2)}, "closed"),
        ({"start": days_from_now(-2)}, "closed"),
        ({"status": "sold_out"}, "waiting"),
        ({"status": "sold_out", "has_waiting_list": False}, "full"),
        ({"places": 0}, "waiting"),
        ({"status": "postponed"}, "none"),
        ({"status": "postponed", "earlier_start": days_from_now(5)}, "open"),
    ],
)
def test_when_registration_is_open(fields, state, event):
    for name, value in fields.items():
        setattr(event, name, value)
    event.save()
    assert event.signup_state == state
    if state != "none":
        form = main_of(f"/anmeldung/{event.slug}/").select_one("form.form")
        assert bool(form) is (state in ("open", "waiting"))
    buttons = [link["href"] for link in main_of(event.url).select("a.button")]
    assert (f"/anmeldung/{event.slug}/" in buttons) is (state in ("open", "waiting"))


def test_a_full_event_says_so_everywhere(event, join, site_tree):
    for _ in range(2):
        join(event)
    for url in (site_tree.events.url, event.url):
        assert titles(main_of(url), ".badge") == ["ausgebucht"]
    data = graph_of(event.url)["Event"]
    assert data["offers"]["availability"] == "https://schema.org/SoldOut"


def test_after_the_form_three_steps_are_left(event):
    page = main_of(f"/anmeldung/{event.slug}/gesendet/")
    assert len(page.select(".next-steps ol > li")) == 3
    assert page.select_one(".next-steps > svg")
