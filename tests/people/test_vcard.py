"""The contact card of a person, read back by another library than the one that wrote it."""

import datetime
import re
import uuid

import pytest
import vobject
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Component
from icalendar.parser import Contentlines

from tests.factories import (
    HIDING,
    PersonPageFactory,
    ResponsibilityFactory,
    TopicPageFactory,
    make_draft,
)
from tests.helpers import hrefs, main_of

DAY = datetime.timedelta(days=1)


class Card:
    """What another program makes of a card."""

    def __init__(self, content: bytes):
        self.text = content.decode()
        lines = [line for line in Contentlines.from_ical(self.text) if line]
        self.raw = {line.parts()[0]: line.partition(":")[2] for line in lines}
        self.values = {name: value for name, _parameters, value in (line.parts() for line in lines)}
        self.types = {name: parameters.get("TYPE") for name, parameters, _value in (line.parts() for line in lines)}

    def __getitem__(self, name) -> str:
        return self.values[name]

    def parts(self, name) -> list[str]:
        """The components of a property such as an address: between semicolons that no backslash precedes."""
        return [re.sub(r"\\(.)", r"\1", part) for part in re.split(r"(?<!\\);", self.raw[name])]


@pytest.fixture
def card(client, institute):
    def fetch(person):
        response = client.get(f"{person.url}kontakt.vcf")
        assert response.status_code == 200
        return Card(response.content)

    return fetch


def test_a_card_tells_who_it_is_and_how_to_get_in_touch(card):
    published = datetime.datetime(2026, 3, 29, 0, 30, tzinfo=datetime.UTC)
    person = PersonPageFactory(
        academic_title="Prof. Dr.",
        first_name="Jörg",
        last_name="Müßig",
        position="Leiter des Instituts",
        phone="0361 / 30257 - 606",
        email="joerg.muessig@ikpe-erfurt.de",
        teaser="Leitet das Institut.",
        last_published_at=published,
    )
    properties = card(person)
    structured = Component.from_ical(properties.text)
    assert properties["VERSION"] == "3.0"
    assert properties["FN"] == "Prof. Dr. Jörg Müßig"
    assert structured["N"].fields == ("Müßig", "Jörg", "", "Prof. Dr.", "")
    assert properties["ORG"] == "Institut für kommunale Planung und Entwicklung e.V."
    assert properties["TITLE"] == "Leiter des Instituts"
    assert properties["TEL"] == "+49 361 30257606"
    assert properties.types["TEL"] == "work"
    assert properties["EMAIL"] == "joerg.muessig@ikpe-erfurt.de"
    assert structured["ADR"].fields == ("", "", "Altonaer Straße 25", "Erfurt", "", "99085", "")
    assert properties.types["ADR"] == "work"
    assert properties["NOTE"] == "Leitet das Institut."
    assert properties["URL"] == person.full_url
    assert properties["REV"] == "2026-03-29T00:30:00Z"


def test_it_is_sent_as_a_file_with_the_name_of_the_page(client, institute):
    person = PersonPageFactory(first_name="Jörg", last_name="Müßig", email="")
    response = client.get(f"{person.url}kontakt.vcf")
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{person.slug}.vcf"'
    assert person.slug.isascii()
    assert not response.cookies


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("Rathaus\nFischmarkt 1\n99084 Erfurt", ["", "", "Rathaus, Fischmarkt 1", "Erfurt", "", "99084", ""]),
        ("Stephansplatz 1\nA-1010 Wien\nÖsterreich", ["", "", "Stephansplatz 1", "Wien", "", "1010", "Österreich"]),
        ("Fischmarkt 1\n99084 Erfurt\nHinterhaus", ["", "", "Fischmarkt 1, Hinterhaus", "Erfurt", "", "99084", ""]),
        ("Fischmarkt 1\r\n\r\n 99084  Erfurt ", ["", "", "Fischmarkt 1", "Erfurt", "", "99084", ""]),
        ("Zimmer 12; 2. Stock, links", ["", "", "Zimmer 12; 2. Stock, links", "", "", "", ""]),
    ],
)
def test_an_address_of_her_own_goes_before_that_of_the_institute(typed, address, card):
    assert card(PersonPageFactory(address=typed)).parts("ADR") == address


SPECIAL = ["Planung; Beratung, Statistik", "Schrägstrich \\ und \\n", 'Ä „ö“ "ü" ß €: ;;,,', "🧊 Würfel"]


@pytest.mark.parametrize("text", SPECIAL)
def test_signs_with_a_meaning_come_back_as_they_were_written(text, card, institute):
    institute.name = text
    institute.save()
    properties = card(PersonPageFactory(position=text, teaser=text))
    assert (properties["ORG"], properties["TITLE"], properties["NOTE"]) == (text, text, text)
    assert properties.parts("ORG") == [text], "one organisation without departments"


def test_a_note_in_several_lines_stays_in_several_lines(card):
    assert card(PersonPageFactory(teaser="Eine Zeile.\nNoch eine."))["NOTE"] == "Eine Zeile.\nNoch eine."


@pytest.mark.parametrize("note", ["Planung und Beratung. " * 13, "Ämterübergreifend " * 16, "ü" * 300, "🧊" * 150])
def test_long_lines_are_folded_at_75_bytes_and_never_within_a_letter(note, client, institute):
    person = PersonPageFactory(teaser=note.strip())
    content = client.get(f"{person.url}kontakt.vcf").content
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() for line in lines[:-1])
    assert Card(content)["NOTE"] == note.strip()


def test_the_roles_of_today_are_named_once_each(card):
    person, hidden = PersonPageFactory(), TopicPageFactory()
    for role in ("Prozessbegleitung", "Beratung, vor Ort", "Prozessbegleitung", ""):
        ResponsibilityFactory(person=person, label="Planung", role=role)
    ResponsibilityFactory(person=person, label="Früher", role="Alte Rolle", valid_to=timezone.localdate() - DAY)
    ResponsibilityFactory(person=person, topic=hidden, role="Geheime Rolle")
    make_draft(hidden)
    assert card(person)["ROLE"] == "Prozessbegleitung, Beratung, vor Ort"


def test_what_is_not_known_is_left_out(card, institute):
    institute.street = institute.postal_code = institute.city = institute.name = ""
    institute.save()
    person = PersonPageFactory(position="", phone="", email="", teaser="", last_published_at=None)
    assert set(card(person).values) == {"BEGIN", "VERSION", "UID", "N", "FN", "URL", "END"}


def test_a_card_keeps_its_id_so_that_an_address_book_knows_it_again(card):
    person = PersonPageFactory()
    uid = card(person)["UID"]
    assert uuid.UUID(uid.removeprefix("urn:uuid:"))
    person.last_name, person.slug = "Neu", "neu"
    person.save()  # which a backup keeps as it is
    assert card(person)["UID"] == uid
    assert card(PersonPageFactory())["UID"] != uid


def test_the_team_comes_as_one_file(client, institute, site_tree, django_assert_max_num_queries):
    people = [PersonPageFactory(last_name=name, academic_title="", first_name="Eva") for name in ("Zoll", "Adler")]
    for person in people:
        ResponsibilityFactory(person=person, label="Planung", role="Beratung")
    hidden = PersonPageFactory(last_name="Geheim")
    make_draft(hidden)
    PersonPageFactory(last_name="Fort", left_on=timezone.localdate() - DAY)
    assert f"{site_tree.people.url}kontakte.vcf" in hrefs(main_of(site_tree.people.url))
    with django_assert_max_num_queries(15):
        response = client.get(f"{site_tree.people.url}kontakte.vcf")
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    cards = list(vobject.readComponents(response.content.decode()))
    assert [card.fn.value for card in cards] == ["Eva Adler", "Eva Zoll"]
    assert [card.role.value for card in cards] == ["Beratung"] * 2
    assert len({card.uid.value for card in cards}) == 2


def test_where_there_is_no_team_there_is_no_file(client, institute, site_tree):
    PersonPageFactory()
    for address in (
        "/kontakte.vcf",
        "/aktuelles/kontakte.vcf",
        f"{site_tree.people.get_children().get().url}kontakte.vcf",
    ):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/team/%00/kontakt.vcf", "/team/%00/kontakte.vcf", "/aktuelles/%00/", "/%00"])
def test_what_no_database_can_look_for_is_not_there(address, client, institute):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 404
    assert "\0" not in str(captured.captured_queries)
    assert client.get("/aktuelles/?thema=%00").status_code in (200, 404)


def test_the_profile_leads_to_the_card(institute):
    person = PersonPageFactory()
    assert f"{person.url}kontakt.vcf" in hrefs(main_of(person.url))


@pytest.mark.parametrize("state", HIDING)
def test_there_is_no_card_of_a_hidden_person(state, client, institute):
    person = PersonPageFactory()
    HIDING[state](person)
    assert client.get(f"{person.url}kontakt.vcf").status_code == 404


def test_there_is_no_card_of_who_left_and_the_profile_links_none(client, institute):
    person = PersonPageFactory(left_on=timezone.localdate() - DAY)
    assert client.get(f"{person.url}kontakt.vcf").status_code == 404
    assert f"{person.url}kontakt.vcf" not in hrefs(main_of(person.url))


@pytest.mark.parametrize("address", ["/kontakt.vcf", "/team/kontakt.vcf", "/team/nie-gehoert/kontakt.vcf"])
def test_where_there_is_no_person_there_is_no_card(address, client, institute):
    assert client.get(address).status_code == 404
