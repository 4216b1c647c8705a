"""What becomes of the texts of an event: no tags, no entities, and nothing that is for participants only."""

import pytest

from events.ical.texts import conference_link, is_online, line_of, text_of, without_conference, without_link

TEAMS = """\
Wir tauschen uns aus.

________________________________________________________________________________
Microsoft Teams Benötigen Sie Hilfe?<https://aka.ms/JoinTeamsMeeting?omkt=de-DE>
Jetzt an der Besprechung teilnehmen<https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0?context=x>
Besprechungs-ID: 321 654 987 12
Passcode: aB3dE
________________________________
Einwählen per Telefon
+49 69 365057594,,123456789#<tel:+4969365057594,,123456789#> Germany, Frankfurt am Main
Telefonkonferenz-ID: 123 456 789#
Für Organisator*innen: Besprechungsoptionen<https://teams.microsoft.com/meetingOptions/?a=b>
________________________________________________________________________________

Wir freuen uns auf Sie.
"""
ZOOM = """\
Max lädt Sie zu einem geplanten Zoom-Meeting ein.

Wir tauschen uns aus.

Zoom-Meeting beitreten
https://us02web.zoom.us/j/12345678901?pwd=abc

Meeting-ID: 123 4567 8901
Kenncode: 123456

---

Schnelleinwahl mobil
+496950502596,,12345678901#,,,,*123456# Deutschland

---

Einwahl nach aktuellem Standort
• +49 69 5050 2596 Deutschland

Kenncode:

123456
"""
MEET = """\
Wir tauschen uns aus.

-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~::~:~::-
Mit Google Meet teilnehmen: https://meet.google.com/abc-defg-hij
Oder per Telefon: (DE) +49 30 300195060 PIN: 123 456#
Learn more about Meet at: https://support.google.com/a/users/answer/9282720

Please do not edit this section.
-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~::~:~::-

Wir freuen uns auf Sie.
"""
WEBEX = """\
Wir tauschen uns aus.

-- Do not delete or change any of the following text. --

Join your Webex meeting when it is time.
Meeting number (access code): 2345 678 9012
Meeting password: aBcD
https://firma.webex.com/firma/j.php?MTID=m123
"""
SAFE_LINK = (
    "https://eur01.safelinks.protection.outlook.com/"
    "?url=https%3A%2F%2Fteams.microsoft.com%2Fl%2Fmeetup-join%2F19&data=05%7C02"
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (
            "<p>Wir <b>tauschen</b> uns<br>aus.</p><ul><li>eins</li><li>zwei</li></ul>",
            "Wir tauschen uns\naus.\n\neins\nzwei",
        ),
        ("<html><body><p>Teil&nbsp;1 &amp; 2</p></body></html>", "Teil 1 & 2"),
        ("Planung &amp; Beratung &lt;neu&gt;", "Planung & Beratung <neu>"),
        ("a < b und c > d", "a < b und c > d"),
        ("Näheres <https://example.org/>", "Näheres <https://example.org/>"),
        ("<p>offen", "offen"),
        ("<br>" * 5 + "Ende", "Ende"),
        ("", ""),
    ],
)
def test_a_text_is_shown_without_tags(value, text):
    assert text_of(value) == text


def test_a_title_is_one_line():
    assert line_of(" Planung &amp; Beratung,\n Teil 1 ") == "Planung & Beratung, Teil 1"


@pytest.mark.parametrize(
    ("text", "link", "public"),
    [
        (
            TEAMS,
            "https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0?context=x",
            "Wir tauschen uns aus.\n\nWir freuen uns auf Sie.",
        ),
        (ZOOM, "https://us02web.zoom.us/j/12345678901?pwd=abc", "Wir tauschen uns aus."),
        ("Kenncode:\n\n123456\n\nWir freuen uns auf Sie.", "", "Wir freuen uns auf Sie."),
        (MEET, "https://meet.google.com/abc-defg-hij", "Wir tauschen uns aus.\n\nWir freuen uns auf Sie."),
        (WEBEX, "https://firma.webex.com/firma/j.php?MTID=m123", "Wir tauschen uns aus."),
        (f"Hier: {SAFE_LINK}\n\nBis bald", "https://teams.microsoft.com/l/meetup-join/19", "Bis bald"),
        ("Raum: https://bbb.example.org/b/abc-def-ghi.", "https://bbb.example.org/b/abc-def-ghi", ""),
        (
            '<a href="https://conf.example.org/raum?a=1&amp;b=2">hier</a>',
            "https://conf.example.org/raum?a=1&b=2",
            "hier",
        ),
        ("Mehr: https://example.org/join", "", "Mehr: https://example.org/join"),
        ("Telefon: 0361 / 30257-600\nDie Zugangsdaten senden wir zu.", "", None),
        ("1. Teil\n---\n2. Teil", "", "1. Teil\n\n2. Teil"),
    ],
)
def test_how_to_take_part_in_a_conference_is_for_participants_only(text, link, public):
    assert conference_link(text) == link
    assert without_conference(text_of(text)) == (text if public is None else public)


@pytest.mark.parametrize(
    ("place", "online"),
    [
        ("Microsoft Teams-Besprechung", True),
        ("Microsoft Teams", True),
        ("online", True),
        ("Online-Veranstaltung", True),
        ("Zoom, Kenncode 123456", True),
        ("https://example.org/raum", True),
        ("Rathaus", False),
        ("Teamsaal", False),
        ("Zoomuseum Gera", False),
    ],
)
def test_a_place_that_is_none_is_online(place, online):
    assert is_online(place) == online


def test_the_address_of_a_conference_is_taken_out_of_a_line():
    assert without_link("Rathaus (https://zoom.us/j/123?pwd=a)") == "Rathaus"
    assert without_link("Fachtag (Teil 1) https://example.org/") == "Fachtag (Teil 1) https://example.org/"
